import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSources } from '../../src/answers/library.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { type Curator, createCurator, OPERATOR } from '../../src/curate/curator.ts';
import { putInPlace, readCaseFiles, tryEdit } from '../../src/curate/edits.ts';
import { dayOf } from '../../src/days.ts';
import { sameMember } from '../../src/house/curate.ts';
import { loadRulesets } from '../../src/rules/index.ts';
import { holdFolder, openStore, type Store } from '../../src/store/index.ts';
import type { Answer } from '../../src/types/answer.ts';
import type { GapReason } from '../../src/types/conversation/effect.ts';
import { openTestHouse } from '../desk/house.ts';

const root = resolve(import.meta.dirname, '../..');
const documents = join(root, 'faq/documents');
const faq = join(root, 'faq');
const rulesets = loadRulesets(join(root, 'rules'), join(documents, 'raw'));
const cases = readCaseFiles(faq).filter(({ input }, i) => i % 40 === 0 || input.question.includes('多少'));
const AT = '2026-11-22T02:00:00Z';

let folder: string;
let own: string;
let store: Store;
let curator: Curator;
const open = (
  publish: 1 | 2 = 1,
  samePerson = async (one: string, other: string): Promise<boolean> => one === other,
): Curator =>
  createCurator({
    store,
    own,
    publish,
    samePerson,
    library: () => loadLibrary(documents, faq, null, own),
    hold: () => holdFolder(own),
    tryEdit: async (edit, about) =>
      tryEdit(edit, { sources: readSources(documents, faq, own), cases, rulesets }, about),
    reload: async () => undefined,
    now: () => AT,
    dayOf,
  });
const gap = (question: string, reason: GapReason = 'silent', province = 'yunnan', at = AT) =>
  store.commit({ at, writes: [{ is: 'gap', question, province, reason, answered: '云南的文件里没有写到这一点。' }] });
const ASKED = ['验证截图要不要盖章', '验证的截图要盖章吗'];
const silent = {
  is: 'silent',
  province: 'yunnan',
  asks: ASKED,
  silent: '云南的通知没有写截图要不要盖章。',
  ask: '本单位科教科',
} as const;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-curator-'));
  own = join(folder, 'faq');
  store = await openStore(join(folder, 'x.db'), AT);
  curator = open();
  for (const question of ASKED) await gap(question);
  await gap('学分卡在哪里领');
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is kept', () => {
  it('counts a wording by reason, answer and day, and nothing about who asked', async () => {
    await gap(ASKED[0] ?? '', 'disliked');
    await gap(ASKED[0] ?? '', 'silent');
    const [first] = await store.gapWordings();
    expect(first).toEqual({
      id: 1,
      question: ASKED[0],
      province: 'yunnan',
      group: null,
      events: [
        { reason: 'disliked', answered: '云南的文件里没有写到这一点。', day: '2026-11-22', times: 1 },
        { reason: 'silent', answered: '云南的文件里没有写到这一点。', day: '2026-11-22', times: 2 },
      ],
    });
  });

  it('a group keeps its number and where it stands over a restart', async () => {
    const [first] = await curator.groups();
    expect(first).toMatchObject({ group: 1, count: 2, status: 'open' });
    await curator.settle('m1', 1, 'issuer', '11 月 22 日发函');
    await store.close();
    store = await openStore(join(folder, 'x.db'), AT);
    expect((await open().groups()).find(({ group }) => group === 1)).toMatchObject({
      status: 'issuer',
      note: '11 月 22 日发函',
      by: 'm1',
    });
    expect((await store.audit('m1')).map(({ what }) => what)).toEqual(['gap-settled']);
  });
});

describe('what the desk keeps of a question', () => {
  const peer = { channel: 'web', peer: 'browser-1' };
  const member = {
    id: 'm9',
    name: '周若兰',
    province: 'zhejiang',
    staffNumber: 'ZJ1004',
    mobile: '13800001234',
    institution: { name: '青禾县人民医院' },
  };
  const reason = async (answer: Answer): Promise<string | undefined> => {
    const house = await openTestHouse(':memory:', { answer: () => answer });
    await house.store.commit({
      at: AT,
      writes: [
        { is: 'member', member, origin: 'roster' },
        { is: 'identity', address: peer, member: member.id },
      ],
    });
    await house.tell(peer, '青禾县人民医院周若兰ZJ1004想问公需科目政策是怎么规定的，回电13800001234？');
    const [kept] = await house.store.gapWordings();
    const raw = JSON.stringify(await house.store.gapWordings());
    await house.close();
    expect(raw).not.toMatch(/周若兰|青禾|ZJ1004|13800001234|m9|browser-1/u);
    if (kept) expect(kept).toMatchObject({ province: 'zhejiang', question: expect.stringContaining('公需科目') });
    return kept?.events.map((event) => event.reason).join();
  };

  it('why it was not answered, and nothing of who asked', async () => {
    const none = { text: '文件里没有写到。', citations: [], confidence: 0.6 };
    expect(await reason({ kind: 'abstain', ...none })).toBe('silent');
    expect(await reason({ kind: 'abstain', ...none, settled: true })).toBe('told');
    expect(await reason({ kind: 'clarify', ...none, choices: ['甲：一', '乙：二'] })).toBe('unsure');
    expect(await reason({ kind: 'answer', ...none })).toBeUndefined();
  });
});

describe('an edit', () => {
  it('is published, notes who, when, what, before and after, and settles its group', async () => {
    const outcome = await curator.publish('m1', silent, { group: 1 });
    expect(outcome).toMatchObject({ is: 'published', edit: 1 });
    const file = join(own, 'curated/yunnan.yaml');
    expect(readFileSync(file, 'utf8')).toContain('云南的通知没有写截图要不要盖章。');
    expect(await curator.edits()).toMatchObject([
      { edit: 1, at: '2026-11-22T02:00:00.000Z', state: 'published', group: 1, mayUndo: true, before: '' },
    ]);
    expect((await curator.groups()).find(({ group }) => group === 1)).toMatchObject({ status: 'done', by: 'm1' });
    expect(existsSync(join(own, 'curated/yunnan.yaml.new'))).toBe(false);
  });

  it('for some wordings only leaves the others open', async () => {
    await curator.groups();
    const outcome = await curator.publish('m1', { ...silent, asks: [ASKED[0] ?? ''] }, { group: 1 });
    expect(outcome.is).toBe('published');
    const groups = await curator.groups();
    expect(groups.map(({ group, status }) => [group, status]).sort()).toEqual([
      [1, 'done'],
      [2, 'open'],
      [3, 'open'],
    ]);
  });

  it('asked again after it was settled, the group is open again; told that nothing is written, it is not', async () => {
    await curator.publish('m1', silent, { group: 1 });
    await gap(ASKED[0] ?? '', 'told');
    expect((await curator.groups()).find(({ group }) => group === 1)?.status).toBe('done');
    await gap(ASKED[0] ?? '', 'disliked');
    expect((await curator.groups()).find(({ group }) => group === 1)).toMatchObject({ status: 'open', again: 1 });
  });

  it('that spoils cases is refused: no file, no row, and says which', async () => {
    const outcome = await curator.publish('m1', { is: 'typo', wrong: '多少', right: '天气' }, { group: 1 });
    expect(outcome).toMatchObject({ is: 'refused', words: expect.stringMatching(/没有发布/u) });
    expect(outcome.is === 'refused' && outcome.trial?.lost.length).toBeGreaterThan(0);
    expect(existsSync(join(own, 'lexicon.yaml'))).toBe(false);
    expect(await curator.edits()).toEqual([]);
    expect((await curator.groups()).find(({ group }) => group === 1)?.status).toBe('open');
  });

  it('with words that no document has is refused in a sentence', async () => {
    const draft = { is: 'answer', province: 'yunnan', asks: ASKED, cite: '截图必须盖章' } as const;
    expect(await curator.publish('m1', draft, { group: 1 })).toMatchObject({
      is: 'refused',
      words: '文件里找不到这句原话：「截图必须盖章」。没有发布。',
    });
  });

  it('that wins more than it loses needs a word of its own', async () => {
    const lost = { id: 'c1', question: 'q', was: 'a', is: 'b' };
    const net = createCurator({
      store,
      own,
      publish: 1,
      samePerson: async (one, other) => one === other,
      library: () => loadLibrary(documents, faq, null),
      hold: () => holdFolder(own),
      tryEdit: async (edit) => ({
        ...tryEdit(edit, { sources: readSources(documents, faq, own), cases: [], rulesets }),
        lost: [lost],
        won: [lost, lost],
      }),
      reload: async () => undefined,
      now: () => AT,
      dayOf,
    });
    expect(await net.publish('m1', silent)).toMatchObject({ is: 'look-first', trial: { lost: [lost] } });
    expect(await net.publish('m1', silent, { evenSo: true })).toMatchObject({ is: 'published' });
  });

  it('two curators at once: one after the other, none is lost', async () => {
    const second = open();
    const other = { ...silent, asks: ['学分卡在哪里领'], silent: '云南的通知没有写学分卡。' };
    const [one, two] = await Promise.all([
      curator.publish('m1', silent, { group: 1 }),
      second.publish('m2', other, { group: 3 }),
    ]);
    expect([one.is, two.is]).toEqual(['published', 'published']);
    const text = readFileSync(join(own, 'curated/yunnan.yaml'), 'utf8');
    expect(text).toContain('截图要不要盖章');
    expect(text).toContain('没有写学分卡');
    const rows = await curator.edits();
    expect(rows.map(({ state }) => state)).toEqual(['published', 'published']);
    expect(rows[0]?.before).toBe(rows[1]?.after);
  });

  it('the same question twice is refused the second time', async () => {
    await curator.publish('m1', silent, { group: 1 });
    expect(await curator.publish('m2', silent, { group: 1 })).toMatchObject({
      is: 'refused',
      words: expect.stringContaining('已经加过'),
    });
  });
});

describe('undo', () => {
  const other = { ...silent, asks: ['学分卡在哪里领'], silent: '云南的通知没有写学分卡。' };

  it('takes back the newest, then the one before, and opens their groups', async () => {
    await curator.publish('m1', silent, { group: 1 });
    const between = readFileSync(join(own, 'curated/yunnan.yaml'), 'utf8');
    await curator.publish('m1', other, { group: 3 });
    expect(await curator.undo('m2', 1)).toMatchObject({ is: 'refused', words: expect.stringContaining('第 2 次') });
    expect(await curator.undo('m2', 2)).toEqual({ is: 'done' });
    expect(readFileSync(join(own, 'curated/yunnan.yaml'), 'utf8')).toBe(between);
    expect(await curator.undo('m2', 1)).toEqual({ is: 'done' });
    expect(existsSync(join(own, 'curated/yunnan.yaml'))).toBe(false);
    expect((await curator.groups()).map(({ status }) => status)).toEqual(['open', 'open']);
    expect(await curator.undo('m2', 1)).toMatchObject({ is: 'refused', words: expect.stringContaining('已经撤销') });
    // Taking back is a change of its own: who took back what stands beside it.
    expect((await store.edits(9)).map(({ id, undoes, state, settledBy }) => [id, undoes, state, settledBy])).toEqual([
      [4, 1, 'published', 'm2'],
      [3, 2, 'published', 'm2'],
      [2, undefined, 'undone', 'm2'],
      [1, undefined, 'undone', 'm2'],
    ]);
  });

  it('edits of different files do not hinder each other', async () => {
    await curator.publish('m1', silent, { group: 1 });
    await curator.publish('m1', { is: 'synonym', name: '公需科目', form: '必修的那个课' });
    expect(await curator.undo('m1', 1)).toEqual({ is: 'done' });
  });

  it('leaves a file alone that somebody has edited by hand since', async () => {
    await curator.publish('m1', silent, { group: 1 });
    const file = join(own, 'curated/yunnan.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}# 我改过\n`);
    expect(await curator.undo('m1', 1)).toMatchObject({ is: 'refused', words: expect.stringContaining('人手改过') });
    expect(readFileSync(file, 'utf8')).toContain('# 我改过');
  });
});

describe('a crash in the middle', () => {
  const edit = { ...silent, id: 'own-1' };
  const half = (file: string, after: string) =>
    store.addEdit({ at: AT, by: OPERATOR, edit, file, before: '', after, group: 1, cases: { was: 1, is: 1, of: 1 } });

  it('before the file was in place: the edit counts as not made', async () => {
    await half('curated/yunnan.yaml', '- 1\n');
    mkdirSync(own, { recursive: true });
    await curator.recover();
    expect(await curator.edits()).toMatchObject([{ state: 'lost' }]);
    expect(await curator.undo('m1', 1)).toMatchObject({ is: 'refused', words: expect.stringContaining('没有写成') });
  });

  it('after it: the edit is published and its group done', async () => {
    await curator.groups();
    await half('curated/yunnan.yaml', '# 写好了\n');
    putInPlace(own, 'curated/yunnan.yaml', '# 写好了\n');
    await curator.recover();
    expect(await curator.edits()).toMatchObject([{ state: 'published', byName: '命令行' }]);
    expect((await curator.groups()).find(({ group }) => group === 1)?.status).toBe('done');
  });
});

describe('four eyes', () => {
  const file = () => join(own, 'curated/yunnan.yaml');
  const seenOf = async (edit: number): Promise<string> =>
    (await curator.edits('m2')).find((one) => one.edit === edit)?.proposal?.seen ?? '';
  const yes = async (by: string, edit: number, seen?: string) =>
    curator.approve(by, edit, { seen: seen ?? (await seenOf(edit)) });
  beforeEach(() => {
    curator = open(2);
  });

  it('a publish is a proposal: nothing that people are told changes before another says yes', async () => {
    const outcome = await curator.publish('m1', silent, { group: 1 });
    expect(outcome).toMatchObject({ is: 'proposed', edit: 1, trial: { lost: [] } });
    expect(existsSync(file())).toBe(false);
    const [view] = await curator.edits('m2');
    expect(view).toMatchObject({ state: 'proposed', before: '', proposal: { mine: false, trial: { lost: [] } } });
    expect(view?.after).toContain('没有写截图要不要盖章');
    expect((await curator.groups()).find(({ group }) => group === 1)).toMatchObject({ status: 'open', proposed: 1 });

    expect(await yes('m2', 1)).toMatchObject({ is: 'published', edit: 1 });
    expect(readFileSync(file(), 'utf8')).toBe(view?.after);
    expect((await curator.groups()).find(({ group }) => group === 1)).toMatchObject({ status: 'done', by: 'm2' });
    expect((await store.auditPage({ limit: 9 })).map(({ by, what }) => `${by} ${what}`)).toEqual([
      'm2 gap-settled',
      'm2 published',
      'm1 proposed',
    ]);
    expect(await yes('m3', 1)).toMatchObject({ is: 'refused', words: expect.stringContaining('已经有人处理') });
  });

  it('nobody says yes to their own, by whatever account; they may take it back', async () => {
    await store.commit({
      at: AT,
      writes: [
        { is: 'member', member: { id: 'm1', mobile: '13900000001' }, origin: 'roster' },
        { is: 'member', member: { id: 'm1-again', mobile: '13900000001' }, origin: 'roster' },
      ],
    });
    curator = open(2, sameMember(store));
    await curator.publish('m1', silent, { group: 1 });
    for (const own of ['m1', 'm1-again']) {
      expect(await yes(own, 1)).toMatchObject({ is: 'refused', words: expect.stringContaining('另一位') });
      expect(await curator.reject(own, 1, '不好')).toMatchObject({ is: 'refused' });
    }
    expect(existsSync(file())).toBe(false);
    expect(await curator.withdraw('m2', 1)).toMatchObject({ is: 'refused' });
    expect(await curator.withdraw('m1', 1)).toEqual({ is: 'done' });
    expect(await yes('m2', 1)).toMatchObject({ is: 'refused' });
    expect(await curator.edits()).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('is sent back with a reason, which its proposer reads', async () => {
    await curator.publish('m1', silent, { group: 1 });
    expect(await curator.reject('m2', 1, '  ')).toMatchObject({ is: 'refused' });
    expect(await curator.reject('m2', 1, '请引原文')).toEqual({ is: 'done' });
    expect(await curator.edits('m1')).toMatchObject([{ state: 'rejected', reason: '请引原文' }]);
    expect(await yes('m2', 1)).toMatchObject({ is: 'refused' });
    expect((await store.auditPage({ limit: 1 }))[0]).toMatchObject({
      by: 'm2',
      what: 'proposal-rejected',
      detail: { edit: 1, proposer: 'm1', reason: '请引原文' },
    });
  });

  it.each([
    ['the file moved since', () => writeFileSync(file(), '# 别人加的\n')],
    [
      'another edit was published since',
      async () => void (await open(1).publish('m9', { ...silent, asks: ['学分卡在哪里领'] })),
    ],
  ])('%s: it is said, shown anew, and needs another look', async (_, happens) => {
    await curator.publish('m1', silent, { group: 1 });
    const seen = await seenOf(1);
    mkdirSync(join(own, 'curated'), { recursive: true });
    await happens();
    const was = readFileSync(file(), 'utf8');
    expect(await yes('m2', 1, seen)).toMatchObject({ is: 'moved', words: expect.stringContaining('再看一遍') });
    expect(readFileSync(file(), 'utf8')).toBe(was);
    expect(await seenOf(1)).not.toBe(seen);
    expect(await yes('m2', 1, seen)).toMatchObject({ is: 'moved' });
    expect(await yes('m2', 1)).toMatchObject({ is: 'published' });
    expect(readFileSync(file(), 'utf8').startsWith(was.trimEnd())).toBe(true);
    expect(readFileSync(file(), 'utf8')).toContain('没有写截图要不要盖章');
  });

  it('what cannot be published any more is refused at the yes, and waits on', async () => {
    await curator.publish('m1', silent, { group: 1 });
    const seen = await seenOf(1);
    await open(1).publish('m9', { ...silent, silent: '云南没有写盖章。' });
    expect(await yes('m2', 1, seen)).toMatchObject({ is: 'refused', words: expect.stringContaining('已经加过') });
    expect((await curator.edits()).find(({ edit }) => edit === 1)?.state).toBe('proposed');
  });

  it('taking back takes two as well; the group opens when it is done', async () => {
    await curator.publish('m1', silent, { group: 1 });
    await yes('m2', 1);
    expect(await curator.undo('m2', 1)).toMatchObject({ is: 'proposed' });
    expect(await curator.undo('m1', 1)).toMatchObject({ is: 'refused', words: expect.stringContaining('已经提交过') });
    expect(existsSync(file())).toBe(true);
    expect(await yes('m2', 2)).toMatchObject({ is: 'refused' });
    expect(await yes('m1', 2)).toMatchObject({ is: 'published' });
    expect(existsSync(file())).toBe(false);
    expect((await curator.edits()).map(({ edit, state, undoes }) => [edit, state, undoes])).toEqual([
      [2, 'published', 1],
      [1, 'undone', undefined],
    ]);
    expect((await curator.groups()).find(({ group }) => group === 1)?.status).toBe('open');
    expect((await store.auditPage({ what: 'undone', limit: 9 }))[0]).toMatchObject({
      by: 'm1',
      detail: { proposer: 'm2' },
    });
  });

  it('words and typos change what people are told too', async () => {
    expect(await curator.publish('m1', { is: 'synonym', name: '公需科目', form: '必修的那个课' })).toMatchObject({
      is: 'proposed',
    });
    expect(existsSync(join(own, 'lexicon.yaml'))).toBe(false);
  });

  it('the same twice waits once; two of one yes publish once', async () => {
    await curator.publish('m1', silent, { group: 1 });
    expect(await curator.publish('m3', silent, { group: 1 })).toMatchObject({ is: 'refused' });
    const seen = await seenOf(1);
    const both = await Promise.all([yes('m2', 1, seen), open(2).approve('m3', 1, { seen })]);
    expect(both.map(({ is }) => is).sort()).toEqual(['published', 'refused']);
    expect(await store.auditPage({ what: 'published', limit: 9 })).toHaveLength(1);
  });

  it('the operator on the machine publishes and takes back alone, and that is noted', async () => {
    expect(await curator.publish(OPERATOR, silent, { group: 1 })).toMatchObject({ is: 'published' });
    expect(await curator.undo(OPERATOR, 1)).toEqual({ is: 'done' });
    expect((await store.auditPage({ by: 'operator', limit: 9 })).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['published', 'undone']),
    );
  });

  it('a crash between the yes and the file: it waits on; after the file: it is published in the name of who said yes', async () => {
    await curator.publish('m1', silent, { group: 1 });
    const after = (await store.edits(1))[0]?.after ?? '';
    const crash = () =>
      store.commit({
        at: AT,
        writes: [{ is: 'edit-state', edit: 1, was: 'proposed', state: 'writing', by: 'm2' }],
      });
    await crash();
    await curator.recover();
    expect(await curator.edits()).toMatchObject([{ state: 'proposed' }]);
    await crash();
    putInPlace(own, 'curated/yunnan.yaml', after);
    await curator.recover();
    expect((await store.edits(1))[0]).toMatchObject({ state: 'published', by: 'm1', settledBy: 'm2' });
  });
});
