/** Faults found in use, each by the words in which it was found. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AskInput, ask } from '../../src/answers/answer.ts';
import { buildLibrary, readSources } from '../../src/answers/library.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { edited } from '../../src/curate/edits.ts';
import { groupsOf, placeWordings } from '../../src/curate/gaps.ts';
import { sha256 } from '../../src/documents/document.ts';
import { makeDocument } from '../../src/documents/ingest/ingest.ts';
import { grounded } from '../../src/model/grounding.ts';
import { loadRulesets } from '../../src/rules/format/load.ts';
import type { Clause } from '../../src/types/documents.ts';

const root = join(import.meta.dirname, '../..');
const documents = join(root, 'faq/documents');
const library = loadLibrary(documents, join(root, 'faq'));
const rulesets = loadRulesets(join(root, 'rules'), join(documents, 'raw'));
const answer = (question: string, province?: string, more: Partial<AskInput> = {}) =>
  ask(library, rulesets, { question, ...(province ? { province } : {}), ...more });

/** The library with the words of a document changed in its clauses and in its raw text. */
function rewritten(id: string, was: string, is: string) {
  const sources = readSources(documents, join(root, 'faq'));
  return buildLibrary({
    ...sources,
    documents: sources.documents.map((one) => {
      if (one.document.id !== id) return one;
      const raw = readFileSync(join(documents, one.document.raw), 'utf8').replaceAll(was, is);
      const clauses = one.document.clauses.map((clause) => ({ ...clause, text: clause.text.replaceAll(was, is) }));
      return { ...one, raw, document: { ...one.document, clauses, sha256: sha256(raw) } };
    }),
  });
}

describe('a clause that was changed', () => {
  const changed = rewritten('fujian-2023-1483', '25 学分/年', '30 学分/年');
  const now = (question: string) => ask(changed, rulesets, { question, province: 'fujian' });

  it('is named to the curator, and still answers in its new words', () => {
    expect(changed.suspended.map(({ id }) => id)).toContain('fj-required');
    for (const question of ['初级要多少学时', '中级一年要多少学分', '我中级22分还差几分']) {
      const given = now(question);
      expect(given.kind, question).toBe('answer');
      expect(given.citations[0]?.quote, question).toContain('不低于 30 学分/年');
      expect(given.text, question).not.toMatch(/没有写|25 ?学分/u);
    }
  });

  it('leaves its conclusion behind', () => {
    const shipped = library.curated.find(({ id }) => id === 'fj-required');
    expect(shipped?.clauses.length).toBeGreaterThan(0);
    expect(changed.curated.find(({ id }) => id === 'fj-required')?.says).toBeUndefined();
  });
});

describe('two provinces compared', () => {
  it('says how far apart they are, where both give one figure', () => {
    const given = answer('浙江和山西的内部培训上限差多少', '浙江');
    expect(given.text.split('\n')[0]).toBe('浙江 15 学分，山西 10 学分，差 5 学分。');
    expect(given.citations).toHaveLength(2);
  });
  it('finds each one’s own clause by asking each how much, and never says that it is silent', () => {
    const given = answer('浙江和福建公需差多少', '浙江');
    expect(given.text).not.toMatch(/没有写|差 \d/u);
    expect(answer('浙江中级和福建公需差多少', '浙江').text).not.toMatch(/差 \d/u);
    expect([...new Set(given.citations.map(({ document }) => document))]).toEqual([
      'zhejiang-2025-faq',
      'fujian-2023-1483',
    ]);
    for (const figure of ['不少于10学分', '不少于5学分', '不少于3学分']) expect(given.text).toContain(figure);
  });
});

describe('figures', () => {
  const first = (...asked: Parameters<typeof answer>): string => answer(...asked).text.split('\n')[0] ?? '';

  it('of a stay come with their arithmetic', () => {
    expect(first('进修两个月几分', '浙江')).toBe(
      '可以计 15 学分（到全年上限了）：按 40～60 天、每天 1 学分算是 40～60 学分，超过 15 学分的上限。',
    );
    expect(first('进修28天几分', '浙江')).toContain('28 天 × 1 = 28 分，');
    expect(first('进修10天几分', '浙江')).toMatch(/：10 天 × 1 = 10 分（外出进修（任务））。$/u);
  });

  it('follow what is asked about next', () => {
    const next = (question: string, province: string, before: string): string =>
      first(question, province, { prior: [{ question: before }] });
    expect(next('两个月呢', '浙江', '进修一个月几分')).toMatch(/15 学分.*40～60 天/u);
    expect(next('三个月呢', '浙江', '进修一个月几分')).toContain('可以计 25 学分');
    expect(next('二作呢', '山西', 'sci论文一作几分')).toContain('不计分');
    expect(next('那我进修两个月呢', '浙江', '福建初级一年要多少')).toContain('可以计 15 学分');
    expect(next('第三呢', '浙江', '省级课题第一几分')).toContain('可以计 10 学分');
  });

  it('for another title than one’s own take nothing else from one’s own', () => {
    const nurse = { title: 'mid', profession: 'nurse' } as const;
    expect(first('福建的初级要多少', '浙江', { person: nurse })).toContain('初级一年不少于 90 学时');
    expect(first('福建中级一年多少分', '浙江', { person: nurse })).toBe('一年至少 25 学分。');
  });
});

it('a document that is not at hand is not answered around', () => {
  for (const [question, province] of [
    ['浙江省继续医学教育实施办法第十一条说什么', '浙江'],
    ['云卫科教发〔2013〕2号里面说什么', '云南'],
    ['云卫科教发〔2013〕2号都写了啥', '云南'],
  ] as const)
    expect(answer(question, province).text, question).toContain('正文我这里没有');
});

it('words that hurry or thank do not make an easy question strange', () => {
  const plain = answer('内训听个课几分啊', '浙江');
  expect(plain.kind).toBe('answer');
  for (const question of ['内训听个课几分啊求问急急急', '在线等，内训听个课几分啊，急', '内训听个课几分啊 谢谢大家'])
    expect(answer(question, '浙江').citations, question).toEqual(plain.citations);
});

describe('a follow-up', () => {
  const asked = (question: string, ...before: string[]) =>
    answer(question, '浙江', { prior: before.map((one) => ({ question: one })) }).asked;

  it('is kept with what it was about, for whoever reads it alone', () => {
    expect(asked('山西呢', '内部培训上限多少？')).toEqual({ question: '内部培训上限多少，山西呢', province: 'shanxi' });
    expect(asked('三个月呢', '进修一个月几分', '两个月呢')).toEqual({
      question: '进修一个月几分，两个月呢，三个月呢',
      province: 'zhejiang',
    });
    expect(asked('带教实习生给不给学分', '进修一个月几分')).toBeUndefined();
    expect(asked('山西呢')).toBeUndefined();
  });
});

it('questions that share only a place are no group', () => {
  const wording = (id: number, question: string) => ({ id, question, province: 'yunnan', group: null, events: [] });
  const list = [
    wording(1, '2026年云南几号截止'),
    wording(2, '云南援外医疗队怎么算学分'),
    wording(3, '云南今年几号截止'),
  ];
  expect(placeWordings(list, library).map(({ group }) => group)).toEqual([1, 2, 1]);
});

it('a model may not put a clause more widely or more narrowly than it stands', () => {
  const text = '医共体牵头单位举办的讲座，可以授予成员单位人员学分。';
  const clause: Clause = { id: 'x#1', document: 'x', kind: '正文', path: [], text, from: 0, to: text.length };
  const said = (sentence: string) =>
    grounded(JSON.stringify({ ids: ['x#1'], quote: text, answer: sentence }), [clause], '医共体的讲座算不算内训');
  expect(said('医共体的讲座可以授予成员单位人员学分。')).toBeDefined();
  for (const sentence of [
    '医共体的讲座无法授予学分。',
    '只有医共体成员单位人员才可授予学分。',
    '任何单位人员都可以授予学分。',
  ])
    expect(said(sentence), sentence).toBeUndefined();
});

it('a text of one endless line is read in time, and what it repeals is still found', () => {
  const long = '护理人员每年'.repeat(40_000);
  const from = performance.now();
  const made = makeDocument('x', `浙江省测试通知\n\n${long}《旧的办法》同时废止。\n`, 'raw/x.txt', {});
  expect(performance.now() - from).toBeLessThan(5000);
  expect(made.supersedes).toEqual(['《旧的办法》']);
});

it('a curator’s quote must lead to one clause that says something', () => {
  const sources = readSources(documents, join(root, 'faq'));
  const cited = (cite: string) => () =>
    edited({ is: 'answer', id: 'own-x', province: 'yunnan', asks: ['证书要盖章吗'], cite }, sources);
  expect(cited('学分')).toThrow(/太短/u);
  expect(cited('三、学分验证方式')).toThrow(/标题/u);
  expect(cited('继续医学教育委员会办公室')).toThrow(/分不清/u);
  expect(cited('乡村医生（含人口计生技术服务人员）每年学分数不低于 10 分')).not.toThrow();
});

it('a silence that was told by itself is not called settled', () => {
  const events = [{ reason: 'told', answered: '没有写', day: '2026-03-01', times: 1 }] as const;
  const list = [{ id: 1, question: '哺乳假能免吗', province: 'zhejiang', group: 1, events }];
  expect(groupsOf(list, [], '2026-03-02')[0]?.statusWords).toBe('自动答了没写，没人看过');
  const standing = { group: 1, status: 'done', by: 'm1', at: '2026-03-02T00:00:00Z', times: 0 } as const;
  expect(groupsOf(list, [standing], '2026-03-02')[0]?.statusWords).toBe('已处理');
});

describe('今年, as a chat asks with its day', () => {
  const on = '2026-11-22';
  it.each([
    ['今年一年要多少分', 'shanxi', '每年度所获学分累计不低于25学分'],
    ['休产假的人今年要多少分', 'shanxi', '不低于要求学分的一半'],
    ['今年一年要多少学分', 'zhejiang', '每年所获得学分累计不低于25学分'],
    ['今年一年要多少学分', 'fujian', '25 学分/年'],
  ])('%s in %s is asked of rules that name no year', (question, province, words) => {
    expect(answer(question, province, { on }).citations[0]?.quote).toContain(words);
  });
  it('is the year that a notice is about, or is not', () => {
    expect(answer('今年审验几号截止', 'yunnan', { on })).toMatchObject({ kind: 'abstain' });
    expect(answer('今年公需科目学哪两门', 'yunnan', { on: '2023-11-22' }).citations[0]?.quote).toContain('抗菌药物');
  });
});
