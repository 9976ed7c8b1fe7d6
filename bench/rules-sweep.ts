import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { assess, type Rulesets } from '../src/rules/index.ts';
import type { Activity, Person } from '../src/types.ts';
import { activitiesOf, personOf, randomFrom } from './rules-people.ts';

/** No list of what each activity earned: a sweep reads the verdict. */
const VERDICT = { details: false } as const;

/** Everybody's year from SQLite in one pass: packed reads, one person at a time in memory. */

export interface Sweep {
  readonly people: number;
  readonly megabytes: number;
  /** Seconds to fill, to read with nothing done, and to read and assess. */
  readonly fill: number;
  readonly bare: number;
  readonly sweep: number;
  readonly compliant: number;
  /** The largest resident set of the process, in megabytes. */
  readonly resident: number;
}

/** A person's year in one value. The query says which days lie in the year, so that a day need not be read again. */
const PACKED = `
  select p.body as person,
    (select group_concat(a.body, char(10)) from activity a
      where a.person = p.id and a.day between '2026-01-01' and '2026-12-31') as year
  from person p order by p.id`;

interface Row {
  readonly person: string;
  readonly year: string;
}

interface Decoded {
  readonly body: string;
  readonly activity: Activity;
  /** The person who had it last: nobody has one object twice. */
  of: number;
}

/**
 * Activities that read alike (the same kind, part and hours) are one object: there are a few thousand of them. They are
 * found by every third letter and then compared.
 */
function decoder(most: number): (year: string, begin: number, end: number, person: number) => Activity {
  const buckets = new Map<number, Decoded[]>();
  let size = 0;
  return (year, begin, end, person) => {
    let key = end - begin;
    for (let at = begin + 9; at < end; at += 3) key = (Math.imul(key, 31) + year.charCodeAt(at)) | 0;
    const body = year.slice(begin, end);
    const bucket = buckets.get(key);
    if (bucket)
      for (const known of bucket)
        if (body === known.body) {
          if (known.of === person) return { ...known.activity, id: `${known.activity.id} of ${begin}` };
          known.of = person;
          return known.activity;
        }
    const activity = { ...(JSON.parse(body) as Omit<Activity, 'id'>), id: String(size) } as Activity;
    if (size < most) {
      size++;
      // A copy: a cut-out would keep the whole year that it was cut from.
      const own: Decoded = { body: Buffer.from(body).toString(), activity, of: person };
      if (bucket) bucket.push(own);
      else buckets.set(key, [own]);
    }
    return activity;
  };
}

function filled(path: string, people: number): void {
  const database = new Database(path);
  database.pragma('journal_mode = off');
  database.pragma('synchronous = off');
  // Clustered by person: the table is its own covering index.
  database.exec(`
    create table person (id integer primary key, body text not null);
    create table activity (
      person integer not null, day text not null, n integer not null, body text not null, primary key (person, day, n)
    ) without rowid;
  `);
  const addPerson = database.prepare('insert into person values (?, ?)');
  const addActivity = database.prepare('insert into activity values (?, ?, ?, ?)');
  const next = randomFrom(800_000);
  const some = database.transaction((from: number, to: number) => {
    for (let id = from; id < to; id++) {
      addPerson.run(id, JSON.stringify(personOf(next)));
      for (const [n, { id: _, date, ...body }] of activitiesOf(next).entries())
        addActivity.run(id, date, n, JSON.stringify(body));
    }
  });
  for (let from = 0; from < people; from += 10_000) some(from, Math.min(people, from + 10_000));
  database.close();
}

export function sweepOf(rulesets: Rulesets, people: number): Sweep {
  const folder = mkdtempSync(join(tmpdir(), 'xuefen-sweep-'));
  const path = join(folder, 'bench.db');
  try {
    let at = performance.now();
    filled(path, people);
    const fill = (performance.now() - at) / 1000;
    const database = new Database(path, { readonly: true });
    const read = database.prepare<[], Row>(PACKED);

    const bareRead = (): number => {
      const from = performance.now();
      let bytes = 0;
      for (const row of read.iterate()) bytes += row.year.length + row.person.length;
      if (bytes === 0) throw new Error('nothing was read');
      return (performance.now() - from) / 1000;
    };
    const before = bareRead();

    at = performance.now();
    const personOfText = new Map<string, Person>();
    const decode = decoder(20_000);
    let compliant = 0;
    let who = 0;
    for (const row of read.iterate()) {
      who++;
      let person = personOfText.get(row.person);
      if (!person) {
        person = JSON.parse(row.person) as Person;
        personOfText.set(row.person, person);
      }
      const activities: Activity[] = [];
      const { year } = row;
      for (let begin = 0; begin < year.length; ) {
        const next = year.indexOf('\n', begin);
        const end = next < 0 ? year.length : next;
        activities.push(decode(year, begin, end, who));
        begin = end + 1;
      }
      const { compliant: met } = assess(rulesets, { province: 'zhejiang', person, year: 2026, activities }, VERDICT);
      if (met) compliant++;
    }
    const sweep = (performance.now() - at) / 1000;
    const bare = Math.min(before, bareRead());
    database.close();
    return {
      people,
      megabytes: Math.round(statSync(path).size / 2 ** 20),
      fill,
      bare,
      sweep,
      compliant,
      resident: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
