import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../src/answers/answer.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { render } from '../../src/post/render.ts';
import type { OutboxRow } from '../../src/store/index.ts';
import type { Address } from '../../src/types/message.ts';
import { caps, nurse, openTestHouse, rulesets, settle, type TestHouse } from './house.ts';

const root = join(import.meta.dirname, '..', '..');
const library = loadLibrary(join(root, 'faq', 'documents'), join(root, 'faq'), null);

const web: Address = { channel: 'web', peer: 'b1' };
const lark: Address = { channel: 'lark', peer: 'ou_1' };
const wechat: Address = { channel: 'wechat', peer: 'wx_1' };
const CAP = '内部培训一年最多几分？';

let folder: string;
let house: TestHouse;
const open = async (): Promise<TestHouse> =>
  openTestHouse(join(folder, 'x.db'), { answer: (question) => ask(library, rulesets, question) });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-answers-'));
  house = await open();
  await settle(house.store, nurse('a'), web);
  await settle(house.store, nurse('b', { title: 'junior' }), lark);
  await settle(house.store, nurse('c'), wechat);
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The id of the answer among these rows. */
const answerIn = (rows: readonly OutboxRow[]): string => {
  const id = rows.map(({ body }) => body.card?.id).find((one) => one?.startsWith('answer:'));
  if (!id) throw new Error(`no answer: ${JSON.stringify(rows)}`);
  return id;
};
const press = (address: Address, answer: string, vote: string) =>
  house.tell(address, { is: 'action', value: `rate:${vote}`, card: answer });
const gaps = async (): Promise<readonly string[]> =>
  (await house.store.gapWordings()).flatMap(({ question, events }) =>
    events.map(({ reason, times }) => `${question} ${reason} ${times}`),
  );
const votes = () => house.store.votes('2026-01-01T00:00:00Z');

describe('an answer and its buttons', () => {
  it('carries the link of its place, and the buttons under an id of its own', async () => {
    const rows = await house.tell(web, CAP);
    const [card] = rows.flatMap(({ body }) => body.card ?? []);
    expect(card?.lasting).toBeDefined();
    expect(card?.actions.map(({ value }) => value)).toEqual(['rate:up', 'rate:down', 'rate:other']);
    expect(card?.links?.[0]?.href).toMatch(/^\/documents\/zhejiang-2025-faq#c\d+$/);
    expect(rows[0]?.body.text.split('\n')).toContain(card?.links?.[0]?.label);
    expect(answerIn(await house.tell(web, CAP))).not.toBe(answerIn(rows));
  });

  it('有用 is not answered and is no gap; 没用 is answered once and is one', async () => {
    const id = answerIn(await house.tell(web, CAP));
    expect(await press(web, id, 'up')).toEqual([]);
    expect(await press(web, id, 'up')).toEqual([]);
    expect(await gaps()).toEqual([]);
    const down = await press(web, id, 'down');
    expect(down.map(({ body }) => body.text)).toEqual(['记下了，会请人来看这一条。']);
    expect(await press(web, id, 'down')).toEqual([]);
    expect(await gaps()).toEqual([`${CAP.slice(0, -1)}? disliked 1`]);
    expect(await votes()).toEqual({ up: 0, down: 1, other: 0 });
  });

  it('a changed mind takes the gap back', async () => {
    const id = answerIn(await house.tell(web, CAP));
    await press(web, id, 'down');
    await press(web, id, 'up');
    expect(await gaps()).toEqual([]);
    await press(web, id, 'other');
    expect(await gaps()).toEqual([expect.stringMatching(/ other 1$/)]);
    await press(web, id, 'down');
    expect(await gaps()).toEqual([expect.stringMatching(/ disliked 1$/)]);
    expect(await votes()).toEqual({ up: 0, down: 1, other: 0 });
  });

  it('a press on an old answer counts for that one', async () => {
    const old = answerIn(await house.tell(web, CAP));
    await house.tell(web, '进修满三个月给多少分？');
    const offered = await press(web, old, 'other');
    expect(await gaps()).toEqual([expect.stringMatching(/^内部培训.* other 1$/)]);
    const choices = offered.flatMap(({ body }) => body.card?.actions ?? []).map(({ label }) => label);
    expect(choices.length).toBeGreaterThan(1);
    expect(choices.at(-1)).toBe('都不是');
    expect(choices.join()).not.toContain('外出进修');
  });

  it('the next best leaves out what was shown; none of them is offered twice', async () => {
    const first = await house.tell(web, CAP);
    let rows = await press(web, answerIn(first), 'other');
    const seen: string[] = [];
    for (let round = 0; round < 4; round++) {
      const card = rows.map(({ body }) => body.card).find((one) => one !== undefined);
      if (!card?.id) break;
      const labels = card.actions.map(({ label }) => label).filter((label) => label !== '都不是');
      for (const label of labels) {
        expect(seen).not.toContain(label);
        expect(label).not.toMatch(/^附件 内部培训：/);
        seen.push(label);
      }
      rows = await press(web, card.id, 'other');
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(rows.map(({ body }) => body.text).join()).toContain('再具体一点');
    // One person, one question: every round is about it.
    expect(new Set((await gaps()).map((gap) => gap.split(' ')[0])).size).toBe(1);
  });

  it('a choice that is pressed is answered, and its buttons are about the question before', async () => {
    const rows = await press(web, answerIn(await house.tell(web, CAP)), 'other');
    const card = rows.map(({ body }) => body.card).find((one) => one !== undefined);
    const [choice] = card?.actions ?? [];
    const answered = await house.tell(web, { is: 'action', value: choice?.value ?? '', card: card?.id ?? '' });
    expect(answered[0]?.body.card?.links).toHaveLength(1);
    await press(web, answerIn(answered), 'down');
    expect(await gaps()).toContainEqual(expect.stringMatching(/^内部培训一年最多几分\? disliked 1$/));
  });

  it('everybody in a group judges for themselves', async () => {
    const room = (peer: string): Address => ({ channel: 'lark', peer, room: 'oc_1' });
    const id = answerIn(await house.tell(room('ou_1'), CAP));
    await press(room('ou_1'), id, 'up');
    expect(await press(room('ou_2'), id, 'down')).toEqual([]);
    await press(room('ou_3'), id, 'down');
    await press(room('ou_3'), id, 'down');
    expect(await votes()).toEqual({ up: 1, down: 2, other: 0 });
    expect(await gaps()).toEqual([expect.stringMatching(/ disliked 2$/)]);
  });

  it('survives a restart, and says so when it is about nothing known', async () => {
    const id = answerIn(await house.tell(web, CAP));
    await house.close();
    house = await open();
    await house.tell(web, { is: 'action', value: 'rate:down', card: id }, { id: 'after' });
    expect(await gaps()).toEqual([expect.stringMatching(/ disliked 1$/)]);
    const unknown = { is: 'action', value: 'rate:down', card: 'answer:nobody-knows' } as const;
    expect((await house.tell(web, unknown, { id: 'unknown' })).map(({ body }) => body.text)).toEqual([
      '这条回答找不到了，您再问一遍就行。',
    ]);
    for (const forged of ['rate:sideways', 'rate:', 'rate:up:down']) {
      await house.tell(web, { is: 'action', value: forged, card: id }, { id: `forged ${forged}` });
      expect(await votes()).toEqual({ up: 0, down: 1, other: 0 });
    }
  });

  it('nothing about the person is kept with an answer or a judgement', async () => {
    const rows = await house.tell(web, '内部培训一年最多几分 13812345678');
    await press(web, answerIn(rows), 'down');
    const raw = new Database(join(folder, 'x.db'), { readonly: true });
    const kept = ['answers', 'answer_votes', 'gap_wordings', 'gap_events']
      .map((table) => JSON.stringify(raw.prepare(`select * from ${table}`).all()))
      .join('\n');
    raw.close();
    expect(kept).toContain('内部培训');
    for (const own of ['13812345678', '测试a', '"a"', 'b1']) expect(kept).not.toContain(own);
  });
});

describe('in the middle of a report', () => {
  it('the open question is asked again after the answer, and the report’s own card still works', async () => {
    const report = await house.tell(web, '11月3号参加省级继教项目，线下听课6小时，我是学员，考核合格');
    const confirm = report.map(({ body }) => body.card).find((card) => card && !card.lasting);
    const asked = await house.tell(web, CAP);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.body.card?.lasting).toBeDefined();
    expect(asked[1]?.body.card?.id).toBe(confirm?.id);
    const judged = await press(web, answerIn(asked), 'down');
    expect(judged.map(({ body }) => body.text)).toEqual(['记下了，会请人来看这一条。']);
    await house.tell(web, { is: 'action', value: 'confirm', card: confirm?.id ?? '' });
    expect(await house.store.ledger('a')).toHaveLength(1);
  });
});

describe('where there are no buttons', () => {
  const site = 'https://xuefen.example.cn/';
  const words = (row: OutboxRow | undefined): string =>
    row === undefined
      ? ''
      : render(row.body, caps('wechat'), site)
          .map((piece) => (piece.is === 'file' ? '' : piece.text))
          .join('\n');

  it('an answer is its text, the address of its place and one line on how to judge it', async () => {
    const [row] = await house.tell(wechat, CAP);
    const lines = words(row).split('\n');
    const cite = lines.findIndex((line) => line.startsWith('〔'));
    expect(lines[cite + 1]).toMatch(/^https:\/\/xuefen\.example\.cn\/documents\/zhejiang-2025-faq#c\d+$/);
    expect(lines.at(-1)).toBe('没答到点上？回“没用”或“不是我要问的”。');
    expect(words(row)).not.toMatch(/回复数字|👍/);
    // Where nobody has said under which address the pages are found, there is no link.
    expect(
      render(row?.body ?? { text: '' }, caps('wechat'))
        .map((piece) => (piece.is === 'text' ? piece.text : ''))
        .join(),
    ).not.toMatch(/http|\/documents/);
  });

  it('a number after an answer is not taken for a judgement', async () => {
    await house.tell(wechat, CAP);
    await house.tell(wechat, '1');
    expect(await votes()).toEqual({ up: 0, down: 0, other: 0 });
  });

  it('没用 and 不是我要问的 are understood, and the choices are numbered once', async () => {
    await house.tell(wechat, CAP);
    expect((await house.tell(wechat, '没用')).map(words)).toEqual(['记下了，会请人来看这一条。']);
    expect(await gaps()).toEqual([expect.stringMatching(/ disliked 1$/)]);
    const [offered] = await house.tell(wechat, '不是我要问的');
    const lines = words(offered).split('\n');
    expect(lines.filter((line) => line.startsWith('1. '))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/^\d\. 都不是$/);
    expect(await gaps()).toEqual([expect.stringMatching(/ other 1$/)]);
    const [answered] = await house.tell(wechat, '1');
    expect(words(answered)).toMatch(/「.+」\n〔.+〕\nhttps:/);
  });

  it('on Lark the links are whole addresses, or none', async () => {
    const [row] = await house.tell(lark, CAP);
    const [piece] = render(row?.body ?? { text: '' }, caps('lark'), 'https://xuefen.example.cn');
    expect(piece?.is === 'card' ? piece.card.links?.[0]?.href : '').toMatch(
      /^https:\/\/xuefen\.example\.cn\/documents\//,
    );
    const [bare] = render(row?.body ?? { text: '' }, caps('lark'));
    expect(bare?.is === 'card' ? bare.card.links : []).toBeUndefined();
  });
});
