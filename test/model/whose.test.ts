import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadLibrary } from '../../src/answers/load.ts';
import { grounded } from '../../src/model/grounding.ts';
import { DIVISIONS } from '../../src/model/subjects.ts';
import type { Clause } from '../../src/types/index.ts';

const root = join(import.meta.dirname, '../..');
const clauses = loadLibrary(join(root, 'faq/documents'), join(root, 'faq')).documents.flatMap((one) => one.clauses);

const clauseOf = (id: string): Clause => {
  const found = clauses.find((clause) => clause.id === id);
  if (!found) throw new Error(`no clause ${id}`);
  return found;
};
/** A quote of the clause that denies nothing, so that only the sentence is judged. */
const quoteIn = (text: string): string => {
  for (let at = 0; at < text.length - 6; at += 1) {
    const words = text.slice(at, at + 6);
    if (!/[不未免没非无毋禁除]/u.test(words)) return words;
  }
  throw new Error('every word denies');
};
const isKept = (clause: Clause, answer: string): boolean =>
  grounded(JSON.stringify({ ids: [clause.id], quote: quoteIn(clause.text), answer }), [clause]) !== undefined;

interface Case {
  readonly clause: string;
  readonly true: readonly string[];
  readonly false: readonly string[];
  /** True too, once a holder is exchanged. */
  readonly also?: readonly string[];
}
const CASES = parse(readFileSync(join(import.meta.dirname, 'whose.yaml'), 'utf8')) as readonly Case[];

/** The longest of the words that stands in a text. */
const longest = (forms: readonly string[], text: string): string | undefined =>
  forms.filter((form) => text.includes(form)).sort((a, b) => b.length - a.length)[0];

let exchanges = 0;
afterAll(() => expect(exchanges).toBeGreaterThan(25));

describe.each(CASES)('a figure of $clause', (one) => {
  const clause = clauseOf(one.clause);
  it.each(one.true)('may be told so: %s', (sentence) => expect(isKept(clause, sentence)).toBe(true));
  it.each(one.false)('may not be told so: %s', (sentence) => expect(isKept(clause, sentence)).toBe(false));

  it('is refused when its holder is exchanged for another one that the clause names', () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const sentence of one.true)
      for (const { is, values } of Object.values(DIVISIONS)) {
        if (is !== 'subject') continue;
        const named = Object.values(values).flatMap((forms) => {
          const word = longest(forms, clause.text);
          return word === undefined ? [] : [{ forms, word }];
        });
        for (const { forms } of named) {
          const mine = longest(forms, sentence);
          if (mine === undefined) continue;
          for (const { forms: theirs, word } of named) {
            const exchanged = sentence.replaceAll(mine, word);
            if (
              theirs === forms ||
              theirs.some((form) => sentence.includes(form)) ||
              one.true.includes(exchanged) ||
              one.also?.includes(exchanged)
            )
              continue;
            tried += 1;
            if (isKept(clause, exchanged)) wrong.push(exchanged);
          }
        }
      }
    expect(wrong).toEqual([]);
    exchanges += tried;
  });
});

describe('a verdict without a figure', () => {
  const [any] = clauses;
  if (!any) throw new Error('no clause');
  const told = (text: string, answer: string): boolean =>
    grounded(JSON.stringify({ ids: [any.id], quote: text.slice(0, 4), answer }), [{ ...any, path: [], text }]) !==
    undefined;
  it.each([
    ['主讲人可以获得学分，参加者不予授予学分。', '主讲人可以获得学分。', true],
    ['主讲人可以获得学分，参加者不予授予学分。', '参加者可以获得学分。', false],
    ['主讲人可以获得学分，参加者不予授予学分。', '主讲人不予授予学分。', false],
    ['远程项目学分不予认定，面授项目学分予以认定。', '面授项目学分不予认定。', false],
    ['远程项目学分不予认定，面授项目学分予以认定。', '远程项目学分不予认定。', true],
    ['高级职称人员无需完成，初级职称人员应当完成。', '初级职称人员无需完成。', false],
    ['高级职称人员无需完成，初级职称人员应当完成。', '高级职称人员无需完成。', true],
  ])('%s → %s: %s', (text, answer, expected) => expect(told(text, answer)).toBe(expected));
});

describe('an address that the clause does not have', () => {
  const clause = { ...clauseOf('shanxi-2025-1#27') };
  it.each([
    '主讲人每小时授予2学分，见 xuefen.cn。',
    '主讲人每小时授予2学分，见cme.example.com/a。',
    '主讲人每小时授予2学分，见 WWW.EXAMPLE.CN。',
    '主讲人每小时授予2学分，见ｅｘａｍｐｌｅ．ｃｏｍ。',
    '主讲人每小时授予2学分，见 example点com。',
    '主讲人每小时授予2学分，见example。com。',
    '主讲人每小时授予2学分，见example dot com。',
    '主讲人每小时授予2学分，问a@b。',
    '主讲人每小时授予2学分，打13800138000。',
    '主讲人每小时授予2学分，加QQ123456789。',
    '主讲人每小时授予2学分，见ехаmрlе.соm。',
    '主讲人每小时授予2学分，见 1.2.3.4/a。',
    '主讲人每小时授予2学分，见 exa\u200bmple.com。',
  ])('is not told: %s', (sentence) => expect(isKept(clause, sentence)).toBe(false));

  it('and one that it has is', () => {
    const own = { ...clause, text: `${clause.text}登录网址：cme.example.cn/login，主讲人自行登记。` };
    expect(isKept(own, '主讲人自行登记，登录网址：cme.example.cn/login。')).toBe(true);
    expect(isKept(own, '主讲人自行登记，登录网址：cme.example.cn/other。')).toBe(false);
  });
});
