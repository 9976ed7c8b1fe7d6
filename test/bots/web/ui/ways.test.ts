import { load } from 'cheerio';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { CuratorCalls } from '../../../../bots/web/ui/src/curator/calls.ts';
import { answer } from '../../../../bots/web/ui/src/curator/gap/ways/AnswerWay.tsx';
import { asks } from '../../../../bots/web/ui/src/curator/gap/ways/AsksWay.tsx';
import { issuer } from '../../../../bots/web/ui/src/curator/gap/ways/IssuerWay.tsx';
import { silent } from '../../../../bots/web/ui/src/curator/gap/ways/SilentWay.tsx';
import { word } from '../../../../bots/web/ui/src/curator/gap/ways/WordWay.tsx';
import type { Way } from '../../../../bots/web/ui/src/curator/gap/ways/way.ts';
import { WAYS } from '../../../../bots/web/ui/src/curator/gap/ways/ways.ts';
import type { GapDetail } from '../../../../src/types/index.ts';

const GAP: GapDetail = {
  group: 7,
  question: '带实习生有学分抵吗',
  province: 'zhejiang',
  provinceName: '浙江',
  count: 3,
  reasons: '没有答出来 3',
  wordings: [{ question: '带实习生有学分抵吗', times: 3 }],
  answered: [],
  firstDay: '2026-11-01',
  lastDay: '2026-11-22',
  status: 'open',
  statusWords: '待处理',
  again: 0,
  unseen: false,
  clauses: [{ cite: '带教一年计 5 学分', title: '浙江省办法', place: '第九条', text: '带教一年计 5 学分。' }],
  entries: [{ id: 'teaching', asks: ['带教算学分吗'], answers: '带教一年计 5 学分' }],
  issuer: '浙江省卫生健康委',
  draft: '浙江省卫生健康委：带实习生有学分抵吗',
};
const CALLS: CuratorCalls = {
  log: async () => ({ groups: [], provinces: [], suspended: [], waiting: 0 }),
  gap: async () => GAP,
  clauses: async () => [],
  names: async () => [],
  tryEdit: async () => ({ refused: '' }),
  publish: async () => ({ is: 'refused', words: '' }),
  settle: async () => GAP,
  edits: async () => [],
  undo: async () => ({ is: 'done' }),
  approve: async () => ({ is: 'refused', words: '' }),
  reject: async () => ({ is: 'done' }),
  withdraw: async () => ({ is: 'done' }),
};
const form = (way: Way) =>
  load(
    renderToStaticMarkup(
      createElement(way.Form, {
        gap: GAP,
        calls: CALLS,
        province: 'zhejiang',
        fields: way.blank,
        change: () => undefined,
      }),
    ),
  );
const OF = { asks: ['带实习生有学分抵吗'], province: 'zhejiang' };

describe('the ways of settling', () => {
  it('each has a name and a label of its own', () => {
    expect(new Set(WAYS.map(({ id }) => id)).size).toBe(WAYS.length);
    expect(new Set(WAYS.map(({ label }) => label)).size).toBe(WAYS.length);
  });

  it.each(WAYS)('$id: its form can be filled in, and every field has a name', (way) => {
    const page = form(way);
    const fields = page('input, textarea').toArray();
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      const named = page(field).closest('[aria-label], label');
      expect(named.length, page.html(field) ?? '').toBe(1);
    }
  });

  it.each(WAYS.filter((way) => way.is === 'edit'))('$id: a blank form publishes nothing', (way) => {
    expect(way.draft(way.blank, OF)).toBeUndefined();
  });

  it('a clause, with a conclusion only where one is written', () => {
    expect(answer.draft({ cite: ' 带教一年计 5 学分 ', says: ' ' }, OF)).toEqual({
      is: 'answer',
      ...OF,
      cite: '带教一年计 5 学分',
    });
    expect(answer.draft({ cite: '带教一年计 5 学分', says: '算。' }, OF)).toMatchObject({ says: '算。' });
  });

  it('an entry takes the questions, whatever their province', () => {
    expect(asks.draft({ entry: 'teaching' }, OF)).toEqual({ is: 'asks', id: 'teaching', asks: OF.asks });
  });

  it('silence says whom to ask', () => {
    expect(silent.draft({ silent: '文件没有写。', whom: '科教科 ' }, OF)).toEqual({
      is: 'silent',
      ...OF,
      silent: '文件没有写。',
      ask: '科教科',
    });
    expect(silent.draft({ silent: '文件没有写。', whom: ' ' }, OF)).toBeUndefined();
  });

  it('a word is another name, or a slip of the pen', () => {
    expect(word.draft({ kind: 'synonym', said: '必修课', meant: '公需科目' }, OF)).toEqual({
      is: 'synonym',
      name: '公需科目',
      form: '必修课',
    });
    expect(word.draft({ kind: 'typo', said: '学份', meant: '学分' }, OF)).toEqual({
      is: 'typo',
      wrong: '学份',
      right: '学分',
    });
  });

  it('with no question ticked only a word is left to publish', () => {
    const none = { ...OF, asks: [] };
    expect(answer.draft({ cite: '带教一年计 5 学分', says: '' }, none)).toBeUndefined();
    expect(asks.draft({ entry: 'teaching' }, none)).toBeUndefined();
    expect(silent.draft({ silent: '文件没有写。', whom: '科教科' }, none)).toBeUndefined();
    expect(word.draft({ kind: 'typo', said: '学份', meant: '学分' }, none)).toBeDefined();
  });

  it('asking the issuer shows the letter and keeps a note', () => {
    expect(form(issuer)('pre').text()).toBe(GAP.draft);
    expect([issuer.status, issuer.note({ note: ' 12 月 1 日寄出 ' })]).toEqual(['issuer', '12 月 1 日寄出']);
  });
});
