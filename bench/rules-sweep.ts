import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import { assess, type Rulesets } from '../src/rules/index.ts';
import type { Activity, Assessment, Person } from '../src/types/index.ts';
import { decoderOf } from './rules-decode.ts';
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
  /** Processor time of reading and judging, over that of the bare read: a busy machine changes it least. */
  readonly times: number;
  readonly compliant: number;
  /** Of these, how many were parsed and judged once more without the decoder; all came to the same. */
  readonly checked: number;
  /** The largest resident set of the process, in megabytes. */
  readonly resident: number;
}

/** A person's year in one value. The query says which days lie in the year, so that a day need not be read again. */
const PACKED = `
  select p.body as person,
    (select group_concat(a.body, char(10)) from activity a
      where a.person = p.id and a.day between '2026-01-01' and '2026-12-31') as year
  from person p where p.id >= ? and p.id < ? order by p.id`;

interface Row {
  readonly person: string;
  readonly year: string;
}

/** How many people are read before it is the other's turn. */
const PART = 4000;

/** Every so many people the year is parsed and judged once more, with nothing shared, and must come to the same. */
const CHECK_EVERY = 997;

function check(rulesets: Rulesets, row: Row, swept: Assessment): void {
  const person = JSON.parse(row.person) as Person;
  const activities = row.year.split('\n').map((body, i): Activity => ({ ...JSON.parse(body), id: String(i) }));
  const alone = assess(rulesets, { province: 'zhejiang', person, year: 2026, activities });
  for (const field of ['covered', 'required', 'total', 'public', 'complete', 'compliant', 'shortfall'] as const)
    if (!isDeepStrictEqual(alone[field], swept[field])) throw new Error(`${field} differs for ${JSON.stringify(row)}`);
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
    const at = performance.now();
    filled(path, people);
    const fill = (performance.now() - at) / 1000;
    const database = new Database(path, { readonly: true });
    const read = database.prepare<[number, number], Row>(PACKED);

    const bareRead = (from: number, to: number): number => {
      const began = performance.now();
      let bytes = 0;
      for (const row of read.iterate(from, to)) bytes += row.year.length + row.person.length;
      if (bytes === 0) throw new Error('nothing was read');
      return (performance.now() - began) / 1000;
    };

    const personOfText = new Map<string, Person>();
    const { decode } = decoderOf(20_000);
    let compliant = 0;
    let checked = 0;
    let until = CHECK_EVERY;
    const judged = (from: number, to: number): number => {
      const began = performance.now();
      let checking = 0;
      for (const row of read.iterate(from, to)) {
        let person = personOfText.get(row.person);
        if (!person) {
          person = JSON.parse(row.person) as Person;
          personOfText.set(row.person, person);
        }
        const input = { province: 'zhejiang', person, year: 2026, activities: decode(row.year) } as const;
        const verdict = assess(rulesets, input, VERDICT);
        if (verdict.compliant) compliant++;
        if (--until > 0) continue;
        until = CHECK_EVERY;
        const check0 = performance.now();
        check(rulesets, row, verdict);
        checking += performance.now() - check0;
        checked++;
      }
      return (performance.now() - began - checking) / 1000;
    };

    const spent = { bare: 0, sweep: 0 };
    const timed = (what: 'bare' | 'sweep', run: () => number): number => {
      const before = process.cpuUsage();
      const seconds = run();
      const { user, system } = process.cpuUsage(before);
      spent[what] += (user + system) / 1e6;
      return seconds;
    };
    // In turns over parts of the roster, either first by turns: another program on the machine hurts both alike.
    let bare = 0;
    let sweep = 0;
    for (let from = 0, turn = 0; from < people; from += PART, turn++) {
      const to = Math.min(people, from + PART);
      if (turn % 2 === 0) bare += timed('bare', () => bareRead(from, to));
      sweep += timed('sweep', () => judged(from, to));
      if (turn % 2 === 1) bare += timed('bare', () => bareRead(from, to));
    }
    database.close();
    return {
      people,
      megabytes: Math.round(statSync(path).size / 2 ** 20),
      fill,
      bare,
      sweep,
      times: spent.sweep / spent.bare,
      compliant,
      checked,
      resident: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
