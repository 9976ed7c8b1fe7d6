/** What can be wrong with a ruleset: its days, its names, its words against the document, its editions against each other. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../days.ts';
import { Fault } from '../../errors.ts';
import type { Day } from '../../types/index.ts';
import type { Edition } from './edition.ts';
import { lineOf, type Report } from './read.ts';
import type { RulesetData } from './schema.ts';

type Path = (string | number)[];

export const bare = (text: string): string => text.replace(/\s+/gu, '');

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every `cite` of a ruleset with its path. */
function citesOf(data: unknown, path: Path = []): { path: Path; cite: string }[] {
  if (Array.isArray(data)) return data.flatMap((item, i) => citesOf(item, [...path, i]));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    key === 'cite' && typeof value === 'string'
      ? [{ path: [...path, key], cite: value }]
      : citesOf(value, [...path, key]),
  );
}

export const invalid = (file: string, text: string, path: Path, words: string): Fault =>
  new Fault('RULES_INVALID', `${file}:${lineOf(text, path)} ${words}`);

const dayIn = (year = '', month = '', day = ''): Day => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Every whole date that words state: 2025年7月15日 → 2025-07-15. */
const daysIn = (words: string): Day[] =>
  [...bare(words).matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/gu)].map(([, ...parts]) => dayIn(...parts));

/** A ruleset file that was read, and where its faults go. */
export interface Read {
  readonly data: RulesetData;
  readonly text: string;
  readonly file: string;
  readonly report: Report;
}

/** Days must be days of the calendar, and those that a cite states must be the cite's. */
export function checkDays({ data, text, file, report }: Read): void {
  const { force, source, tables } = data;
  const said = daysIn(force.cite);
  if (said.length > 0 && !said.includes(force.from))
    report(invalid(file, text, ['force', 'from'], `施行日 ${force.from} 和原话里的日期不同：「${force.cite}」`));
  const published = said.length === 0 && force.note === undefined && /(公布|发布|印发)之日/u.test(bare(force.cite));
  if (published && source.date !== undefined && source.date !== force.from)
    report(
      invalid(file, text, ['force', 'from'], `原话说从公布之日起施行，公布日 ${source.date} 和 ${force.from} 不同`),
    );
  if (force.to !== undefined && force.to < force.from)
    report(invalid(file, text, ['force', 'to'], `失效日 ${force.to} 早于施行日 ${force.from}`));
  for (const [name, row] of Object.entries(tables?.deadline ?? {})) {
    const days = daysIn(row.cite);
    for (const key of ['by', 'from'] as const) {
      const day = row[key];
      if (day !== undefined && days.length > 0 && !days.includes(day))
        report(
          invalid(file, text, ['tables', 'deadline', name, key], `期限 ${day} 和原话里的日期不同：「${row.cite}」`),
        );
    }
  }
}

/** Names that a ruleset uses must exist in it: doubts and readings, terms, pools. Faults go to `report`. */
export function checkNames({ data, text, file, report }: Read): void {
  const reject = (where: Path, words: string): void => report(invalid(file, text, where, words));
  const doubts = data.doubts ?? {};
  for (const [id, doubt] of Object.entries(doubts))
    if (!(doubt.use in doubt.readings)) reject(['doubts', id, 'use'], `疑问 ${id} 没有「${doubt.use}」这种读法`);
  const walk = (node: unknown, path: Path): void => {
    if (Array.isArray(node)) for (const [i, item] of node.entries()) walk(item, [...path, i]);
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) {
        const here = [...path, key];
        if (key === 'if' && typeof value === 'object' && value !== null) {
          for (const [doubt, wanted] of Object.entries(value))
            for (const reading of [wanted].flat())
              if (!doubts[doubt]?.readings[String(reading)]) reject(here, `没有疑问 ${doubt} 的读法「${reading}」`);
        } else if (key === 'when') {
          for (const term of [value].flat())
            if (typeof term === 'string' && !data.terms?.[term]) reject(here, `没有定义「${term}」这个词`);
        } else if (
          (key === 'pool' || key === 'in') &&
          typeof value === 'string' &&
          value !== 'none' &&
          !data.pools[value]
        ) {
          reject(here, `没有「${value}」这一类`);
        } else if (
          key === 'part' &&
          typeof value === 'string' &&
          !['whole', 'exact'].includes(value) &&
          !doubts[value]
        ) {
          reject(here, `part 写 whole、exact 或一个疑问的名字，不能是「${value}」`);
        }
        walk(value, here);
      }
  };
  walk(data, []);
  for (const [i, row] of data.award.entries())
    for (const give of row.give ?? []) {
      const kinds = [give.stated, give.by, give.per].filter((x) => x !== undefined).length;
      if (kinds > 1 || (kinds === 0 && typeof give.credits !== 'number' && !give.absent))
        reject(['award', i, 'give'], `${give.id}：写 credits、per、by、stated 中的一种`);
    }
}

/** The documents under a folder as far as they were read. */
export interface Documents {
  readonly folder: string;
  readonly known: Map<string, { readonly sha256: string; readonly bare: string }>;
}

/** Every cite must stand in the document, and the document be the one that was read. */
export function checkSource({ data, text, file, report }: Read, documents: Documents): void {
  const source = data.source.file;
  let document = documents.known.get(source);
  if (!document) {
    const path = join(documents.folder, source);
    if (!existsSync(path)) {
      report(invalid(file, text, ['source', 'file'], `没有原文 ${source}`));
      return;
    }
    const bytes = readFileSync(path);
    document = { sha256: sha256(bytes), bare: bare(bytes.toString('utf8')) };
    documents.known.set(source, document);
  }
  if (document.sha256 !== data.source.sha256)
    report(
      new Fault(
        'RULES_SOURCE_CHANGED',
        `${file}:${lineOf(text, ['source', 'sha256'])} ${source} 的 sha256 现在是 ${document.sha256}。`,
      ),
    );
  const checked = new Set<string>();
  for (const { path, cite } of citesOf(data)) {
    if (checked.has(cite)) continue;
    checked.add(cite);
    if (!document.bare.includes(bare(cite)))
      report(new Fault('RULES_CITE_NOT_FOUND', `${file}:${lineOf(text, path)} 「${cite}」不在 ${source} 里。`));
  }
}

/** Gaps and overlaps between a province's editions, in force and in the years that they judge. */
export function editionFaults(editions: readonly Edition[]): { readonly file: string; readonly words: string }[] {
  const out: { file: string; words: string }[] = [];
  for (let i = 0; i + 1 < editions.length; i++) {
    const [a, b] = [editions[i], editions[i + 1]];
    if (!a || !b) continue;
    const say = (words: string): number => out.push({ file: b.file, words: `${a.file} 与 ${b.file} ${words}` });
    const end: Day | undefined = a.data.force.to;
    if (end === undefined || end >= b.data.force.from) say('的施行期重叠');
    else if (nextDay(end) !== b.data.force.from) say('的施行期之间有空档');
    const last = a.data.judges.years.to;
    if (last === undefined || last >= b.data.judges.years.from) say('评同一年度');
    else if (last + 1 !== b.data.judges.years.from) say('之间有年度没有版本评');
  }
  return out;
}

const nextDay = (day: Day): Day => addDays(day, 1);
