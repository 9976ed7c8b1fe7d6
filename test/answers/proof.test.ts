import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../../src/answers/answer.ts';
import type { Library } from '../../src/answers/library.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { proved } from '../../src/answers/proof.ts';
import { choice, quoted } from '../../src/answers/reply.ts';
import { scopeOf } from '../../src/answers/scope.ts';
import { isQuoteOf } from '../../src/documents/document.ts';
import { loadRulesets } from '../../src/rules/format/load.ts';
import type { Answer } from '../../src/types/answer.ts';
import { say } from '../../src/words/answers/answers.ts';

const root = join(import.meta.dirname, '..', '..');
const documents = join(root, 'faq', 'documents');
const library = loadLibrary(documents, join(root, 'faq'), null);
const rulesets = loadRulesets(join(root, 'rules'), join(documents, 'raw'));

/** Every way in which an answer comes to quote: each question is answered with at least one citation. */
const PATHS: readonly (readonly [path: string, question: string, province: string])[] = [
  ['a clause', '学分互认的规则是什么', 'zhejiang'],
  ['a curated answer', '内部培训一年最多几分', 'zhejiang'],
  ['the rules', '进修两个月给几分', 'zhejiang'],
  ['two provinces', '浙江和山西的有组织的继续医学教育实践活动、内部培训上限差多少', 'zhejiang'],
  ['a document’s own fields', '山西的管理办法文号是多少', 'shanxi'],
];

/** The library after somebody changed the raw texts behind its clauses. */
const tampered: Library = {
  ...library,
  raw: new Map([...library.raw].map(([id, text]) => [id, text.replace(/学/gu, '孝').replace(/号/gu, '好')])),
};
/** The library whose clauses say what their documents do not. */
const forged: Library = {
  ...library,
  documents: library.documents.map((document) => ({
    ...document,
    clauses: document.clauses.map((clause) => ({ ...clause, text: clause.text.replace(/学分/u, '积分') })),
  })),
};

const answered = (question: string, province: string): Answer =>
  ask(library, rulesets, { question, province, on: '2026-11-22' });

describe('what is quoted is proved before it is sent', () => {
  it.each(PATHS)('%s: quotes word for word', (_path, question, province) => {
    const answer = answered(question, province);
    expect(answer.citations.length).toBeGreaterThan(0);
    for (const { quote, document } of answer.citations)
      expect(isQuoteOf(quote, library.raw.get(document) ?? ''), quote).toBe(true);
  });

  it.each(PATHS)('%s: is withheld when the document says something else', (_path, question, province) => {
    const whole = answered(question, province);
    const said = ask(tampered, rulesets, { question, province, on: '2026-11-22' });
    expect(said.kind).toBe('abstain');
    expect(said.citations).toEqual([]);
    for (const { quote } of whole.citations) expect(said.text).not.toContain(quote.slice(0, 12));
  });

  it.each(PATHS)('%s: a clause that says what its document does not is not sent', (_path, question, province) => {
    const said = ask(forged, rulesets, { question, province, on: '2026-11-22' });
    for (const { quote, document } of said.citations)
      expect(isQuoteOf(quote, library.raw.get(document) ?? ''), quote).toBe(true);
    expect(said.text).not.toContain('积分');
  });

  it('a clause that was changed is not quoted, offered or chosen', () => {
    const clause = library.documents.flatMap(({ clauses }) => clauses).find(({ id }) => id === 'zhejiang-2025-faq#35');
    if (!clause) throw new Error('the clause is gone');
    const changed = { ...clause, text: clause.text.replace('15学分', '25学分') };
    const scope = scopeOf(library, { question: '内部培训一年最多几分', province: 'zhejiang' });
    expect(quoted(library, scope, [clause], { confidence: 0.9 }).kind).toBe('answer');
    const withheld = { kind: 'abstain', text: say.unproved, citations: [] };
    expect(quoted(library, scope, [changed], { confidence: 0.9 })).toMatchObject(withheld);
    // One bad clause of several is enough.
    expect(quoted(library, scope, [clause, changed], { confidence: 0.9, says: '最多 15 学分。' })).toMatchObject(
      withheld,
    );
    const candidate = { clause: changed, score: 1 } as unknown as Parameters<typeof choice>[1][number];
    expect(choice(library, [candidate])).toMatchObject(withheld);
  });

  it('a passage that is shown but not cited is not sent', () => {
    const answer = answered('内部培训一年最多几分', 'zhejiang');
    expect(proved(library, answer)).toBe(answer);
    expect(proved(library, { ...answer, text: `${answer.text}\n「每年最多100学分。」` }).kind).toBe('abstain');
    expect(proved(library, { ...answer, text: answer.text.replace('不超过15学分', '不超过25学分') }).kind).toBe(
      'abstain',
    );
    // Two short quotations in a sentence of ours are no passage.
    expect(proved(library, { ...answer, text: `「进修」和「援外」\n${answer.text}` }).kind).toBe('answer');
  });
});
