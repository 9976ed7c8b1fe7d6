import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unsent } from '../../../bots/web/ui/src/chat/drafts.ts';
import { isWaiting, items } from '../../../bots/web/ui/src/chat/items.ts';
import { dayName, dayOf } from '../../../bots/web/ui/src/shared/days.ts';
import { blocks, pieces } from '../../../bots/web/ui/src/shared/said/blocks.ts';
import type { ChatLine } from '../../../src/types/index.ts';

const AT = '2026-11-22T01:00:00.000Z';
const said = (seq: number, from: 'me' | 'bot', at = AT): ChatLine => ({
  seq,
  key: `k${seq}`,
  at,
  from,
  body: { is: 'text', text: '好' },
});
const card = (seq: number, id?: string): ChatLine => ({
  seq,
  key: `k${seq}`,
  at: AT,
  from: 'bot',
  body: {
    is: 'card',
    text: '请核对',
    card: { ...(id ? { id } : {}), title: '请核对', facts: [], actions: [{ value: 'confirm', label: '确认' }] },
  },
});
const press = (seq: number, of: string): ChatLine => ({
  seq,
  key: `k${seq}`,
  at: AT,
  from: 'me',
  body: { is: 'action', value: 'confirm', card: of },
});
const unsent = (state: Unsent['state'], card_: string): Unsent => ({
  key: 'p:u',
  at: AT,
  state,
  body: { is: 'action', value: 'confirm', card: card_ },
});
const cards = (lines: readonly ChatLine[], waiting: readonly Unsent[] = []) =>
  items(lines, waiting).flatMap((item) => (item.is === 'line' && item.card ? [item.card] : []));

describe('quotations', () => {
  it('sets a clause and its source off from our own words', () => {
    expect(blocks('依据：\n「公需科目每年不少于5学分，不得替代。」\n〔《问答》第3问〕\n您还差2分。')).toEqual([
      { is: 'text', text: '依据：' },
      { is: 'quote', text: '公需科目每年不少于5学分，不得替代。' },
      { is: 'cite', text: '《问答》第3问' },
      { is: 'text', text: '您还差2分。' },
    ]);
  });
  it('keeps a clause of several lines together', () => {
    expect(blocks('「第一行，\n（一）第二行；\n（二）第三行。」\n〔某文〕')).toEqual([
      { is: 'quote', text: '第一行，\n（一）第二行；\n（二）第三行。' },
      { is: 'cite', text: '某文' },
    ]);
  });
  it('leaves a quoted word inside a sentence, and a quotation that never closes, as text', () => {
    expect(blocks('「进修」和「援外」可以说得具体一点「吗」')).toHaveLength(1);
    expect(blocks('「没有说完的话\n下一行')).toEqual([{ is: 'text', text: '「没有说完的话\n下一行' }]);
  });
  it('draws progress, marks the deciding words, and takes 出处 for a source', () => {
    expect(blocks('还差 11 分\n▓▓▓▓▓░░░░░ 14.2/25\n出处：《某文》')).toEqual([
      { is: 'text', text: '还差 11 分' },
      { is: 'bar', text: '▓▓▓▓▓░░░░░ 14.2/25', has: 14.2, needs: 25 },
      { is: 'cite', text: '出处：《某文》' },
    ]);
    expect(pieces('中级职称 【不少于5学分】。')).toEqual([
      { text: '中级职称 ', marked: false },
      { text: '不少于5学分', marked: true },
      { text: '。', marked: false },
    ]);
  });
  it('loses no word', () => {
    const piece = fc.constantFrom('「', '」', '〔', '〕', '\n', '学分', '<b>', ' ', '公需科目每年不少于五学分');
    const bare = (text: string): string => text.replace(/[「」〔〕\s]/g, '');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect(
          bare(
            blocks(text)
              .map((block) => block.text)
              .join(''),
          ),
        ).toBe(bare(text));
      }),
    );
  });
});

describe('cards', () => {
  it('only the newest card can be pressed', () => {
    expect(cards([card(1, 'a'), said(2, 'me'), card(3, 'b')])).toEqual([{ live: false }, { live: true }]);
  });
  it('a pressed card shows what was chosen and rests, already while the press is on its way', () => {
    expect(cards([card(1, 'a'), press(2, 'a')])).toEqual([{ live: false, pressed: 'confirm' }]);
    expect(cards([card(1, 'a')], [unsent('waiting', 'a')])).toEqual([{ live: false, pressed: 'confirm' }]);
  });
  it('a refused press leaves the card alive', () => {
    expect(cards([card(1, 'a')], [unsent('refused', 'a')])).toEqual([{ live: true }]);
  });
  it('the same card shown again can be pressed again, and the press stays with the first', () => {
    expect(cards([card(1, 'a'), press(2, 'a'), card(3, 'a')])).toEqual([
      { live: false, pressed: 'confirm' },
      { live: true },
    ]);
  });
  it('a card without an identity goes by its line', () => {
    expect(cards([card(1), press(2, 'k1')])).toEqual([{ live: false, pressed: 'confirm' }]);
  });
  it('a press is shown by the words of its button', () => {
    expect(items([card(1, 'a'), press(2, 'a')], []).at(-1)).toMatchObject({ label: '确认' });
  });
});

describe('an answer’s buttons', () => {
  const answer = (seq: number, id: string): ChatLine => ({
    seq,
    key: `k${seq}`,
    at: AT,
    from: 'bot',
    body: {
      is: 'card',
      text: '最多 15 学分。',
      card: {
        id,
        title: '',
        facts: [],
        actions: [
          { value: 'rate:up', label: '👍 有用' },
          { value: 'rate:down', label: '👎 没用' },
        ],
        lasting: { hint: '' },
      },
    },
  });
  const rate = (seq: number, of: string, value: string): ChatLine => ({
    ...press(seq, of),
    body: { is: 'action', value, card: of },
  });
  const lines = (all: readonly ChatLine[]) => items(all, []).filter((item) => item.is === 'line');

  it('stay alive whatever comes after, and show the last press', () => {
    expect(cards([answer(1, 'a'), card(2, 'b')])).toEqual([{ live: true }, { live: true }]);
    expect(cards([answer(1, 'a'), rate(2, 'a', 'rate:up'), answer(3, 'b'), rate(4, 'a', 'rate:down')])).toEqual([
      { live: true, pressed: 'rate:down' },
      { live: true },
    ]);
  });
  it('show a press that is on its way, and not one that was refused', () => {
    const waiting = { ...unsent('waiting', 'a'), body: { is: 'action' as const, value: 'rate:up', card: 'a' } };
    expect(cards([answer(1, 'a')], [waiting])).toEqual([{ live: true, pressed: 'rate:up' }]);
    expect(items([answer(1, 'a')], [waiting])).toHaveLength(2);
    expect(cards([answer(1, 'a')], [{ ...waiting, state: 'refused' }])).toEqual([{ live: true }]);
    expect(items([answer(1, 'a')], [{ ...waiting, state: 'refused' }])).toHaveLength(3);
  });
  it('make no line in the thread, and nobody waits for a word', () => {
    const all = [said(1, 'me'), answer(2, 'a'), rate(3, 'a', 'rate:up')];
    expect(lines(all)).toHaveLength(2);
    expect(isWaiting(all, [])).toBe(false);
    expect(isWaiting([answer(2, 'a'), rate(3, 'a', 'rate:other')], [])).toBe(true);
  });
});

describe('days and waiting', () => {
  it('counts days as in China', () => {
    expect(dayOf('2026-11-21T16:30:00Z')).toBe('2026-11-22');
    expect(dayName('2026-11-22', '2026-11-22')).toBe('今天');
    expect(dayName('2026-11-21', '2026-11-22')).toBe('昨天');
    expect(dayName('2026-11-18', '2026-11-22')).toBe('星期三');
    expect(dayName('2026-03-01', '2026-11-22')).toBe('3月1日');
    expect(dayName('2025-12-31', '2026-11-22')).toBe('2025年12月31日');
  });
  it('puts one separator before each day', () => {
    const shown = items([said(1, 'me', '2026-11-21T15:59:00Z'), said(2, 'bot', '2026-11-21T16:01:00Z')], []);
    expect(shown.map((item) => item.is)).toEqual(['day', 'line', 'day', 'line']);
  });
  it('waits when the person has spoken last', () => {
    expect(isWaiting([said(1, 'bot'), said(2, 'me')], [])).toBe(true);
    expect(isWaiting([said(1, 'me'), said(2, 'bot')], [])).toBe(false);
    expect(isWaiting([], [unsent('waiting', 'a')])).toBe(false);
  });
});
