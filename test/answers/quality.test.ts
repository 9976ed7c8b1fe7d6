import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../../src/answers/answer.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { figuresOf, isHeldOut, judge, readCases } from '../../src/curate/cases.ts';
import { bare } from '../../src/documents/document.ts';
import { loadRulesets } from '../../src/rules/format/load.ts';

const root = join(import.meta.dirname, '../..');
const library = loadLibrary(join(root, 'faq/documents'), join(root, 'faq'));
const rulesets = loadRulesets(join(root, 'rules'), join(root, 'faq/documents/raw'));
const folder = join(root, 'faq/cases');
// The folder below holds what nobody has read: a curator's edit is not tried on it either.
const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => readCases(readFileSync(join(folder, name), 'utf8'), name));
const outcomes = cases.map((one) => judge(one, ask(library, rulesets, one.input)));

describe('the cases', () => {
  it('are many, a fifth without an answer, a third kept out of sight, each id once', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(new Set(cases.map((one) => one.id)).size).toBe(cases.length);
    expect(cases.filter((one) => one.gold.length === 0).length / cases.length).toBeGreaterThan(0.19);
    const own = cases.filter((one) => !one.id.startsWith('sa-'));
    const held = own.filter((one) => isHeldOut(one.id)).length / own.length;
    expect(held).toBeGreaterThan(0.28);
    expect(held).toBeLessThan(0.4);
    expect(cases.filter((one) => one.id.startsWith('sa-')).every((one) => isHeldOut(one.id))).toBe(true);
  });

  it('gold words stand in a document', () => {
    const all = [...library.raw.values()].map(bare);
    for (const one of cases)
      for (const words of one.gold)
        expect(
          all.some((text) => text.includes(bare(words))),
          `${one.id} ${words}`,
        ).toBe(true);
  });

  // A little below what is reached. The second set was written by others, half of its silent ones as near misses.
  it.each([
    ['the third of our own', (id: string) => isHeldOut(id) && !id.startsWith('sa-'), 0.9, 0.96, 0.97],
    ['what was set aside unread', (id: string) => id.startsWith('sa-'), 0.82, 0.85, 0.75],
  ] as const)('do not get worse on what nobody tunes on: %s', (_, isMeant, first, precision, kept) => {
    const figures = figuresOf(outcomes.filter((one) => isMeant(one.case.id)));
    expect(figures.first).toBeGreaterThanOrEqual(first);
    expect(figures.precision).toBeGreaterThanOrEqual(precision);
    expect(figures.kept).toBeGreaterThanOrEqual(kept);
  });
});

describe('the judge', () => {
  const one = { id: 'x', kind: 'fact', input: { question: 'q' }, gold: ['不少于 5 学分'], mustContain: [] };
  const citation = { document: 'd', title: 't', clause: 'c', quote: '中级职称 不少于5学分' };
  it('counts right +1, silent 0, wrong −1', () => {
    const right = judge(one, { kind: 'answer', text: '', citations: [citation], confidence: 1 });
    const silent = judge(one, { kind: 'abstain', text: '', citations: [], confidence: 1 });
    const wrong = judge(one, { kind: 'answer', text: '', citations: [{ ...citation, quote: '别的' }], confidence: 1 });
    expect(figuresOf([right, silent, wrong])).toMatchObject({ first: 1 / 3, precision: 0.5, coverage: 2 / 3, crag: 0 });
  });
  it('blames an answer where the documents are silent', () => {
    const mute = { ...one, gold: [] };
    const wrong = judge(mute, { kind: 'answer', text: '', citations: [citation], confidence: 1 });
    const right = judge(mute, { kind: 'abstain', text: '', citations: [], confidence: 1 });
    expect(figuresOf([wrong, right])).toMatchObject({ kept: 0.5, wrongOnSilent: 1, precision: 0, crag: 0 });
  });
});
