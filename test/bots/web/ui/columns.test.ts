import { load } from 'cheerio';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../../../bots/web/ui/src/manager/unit/columns.tsx';
import { type Column, inOrder, nextOrder, type Order } from '../../../../bots/web/ui/src/shared/table/columns.ts';
import { Table } from '../../../../bots/web/ui/src/shared/table/Table.tsx';
import type { ManagerRow } from '../../../../src/types/index.ts';

const row = (name: string, change: Partial<ManagerRow> = {}): ManagerRow => ({
  id: name,
  name,
  titleName: '护师（初级）',
  verdict: 'short',
  unit: 'credits',
  required: 25,
  total: 5,
  shortfall: 20,
  publicShortfall: 0,
  words: '还差 20 分',
  ...change,
});
const ROWS = [
  row('周若兰', { total: 9 }),
  row('安小宁', { total: 10, verdict: 'compliant' }),
  row('陆一帆', { total: 9, verdict: 'unknown', required: null }),
];
const drawn = (columns: readonly Column<ManagerRow>[]) =>
  load(
    renderToStaticMarkup(
      createElement(Table<ManagerRow>, {
        className: 'members',
        caption: '全部人员',
        columns,
        rows: ROWS,
        keyOf: ({ id }) => id,
      }),
    ),
  );
const names = (page: ReturnType<typeof drawn>): readonly string[] =>
  page('tbody .person')
    .toArray()
    .map((cell) => page(cell).contents().last().text());

describe('the manager’s columns', () => {
  const page = drawn(COLUMNS);

  it.each(COLUMNS)('$id: one header, and a cell in every row', ({ id, header }) => {
    expect(page(`thead .col-${id}`).text()).toBe(header);
    const cells = page(`tbody .col-${id}`).toArray();
    expect(cells).toHaveLength(ROWS.length);
    for (const cell of cells) expect(page(cell).text()).not.toBe('');
  });

  it('each row is named by one cell', () => {
    expect(page('tbody th[scope=row]').length).toBe(ROWS.length);
    expect(names(page)).toEqual(['周若兰', '安小宁', '陆一帆']);
  });

  it('nothing required is a dash, and the bar is only full for who has met the year', () => {
    const widths = page('tbody .meter i')
      .toArray()
      .map((bar) => page(bar).attr('style'));
    expect(widths).toEqual(['width:36%', 'width:40%', 'width:0%']);
    expect(page('tbody .col-credits').last().text()).toContain('9 / — 学分');
  });

  it('a further column is one object', () => {
    const further: Column<ManagerRow> = {
      id: 'shortfall',
      header: '还差',
      sort: ({ shortfall }) => shortfall,
      show: ({ shortfall }) => `${shortfall} 分`,
    };
    const wider = drawn([...COLUMNS, further]);
    expect(wider('thead .col-shortfall').text()).toBe('还差');
    expect(wider('tbody .col-shortfall').first().text()).toBe('20 分');
  });
});

describe('the order of rows', () => {
  const by = (id: string, falling = false): readonly string[] =>
    inOrder(ROWS, COLUMNS, { by: id, falling }).map(({ name }) => name);

  it('numbers by size, not by their first digit', () => {
    expect(by('credits')).toEqual(['周若兰', '陆一帆', '安小宁']);
    expect(by('credits', true)).toEqual(['安小宁', '周若兰', '陆一帆']);
  });
  it('names as Chinese readers look them up', () => expect(by('name')).toEqual(['安小宁', '陆一帆', '周若兰']));
  it('those who need something first', () => expect(by('state')).toEqual(['周若兰', '陆一帆', '安小宁']));
  it('equal rows stay as they came, and so do all where no column is named', () => {
    const rows = Object.freeze([...ROWS]);
    expect(inOrder(rows, COLUMNS, { by: 'title', falling: true })).toEqual(ROWS);
    expect(inOrder(rows, COLUMNS, undefined)).toEqual(ROWS);
  });
  it('a press sorts rising, a second falling, a third not; another column begins anew', () => {
    const once = nextOrder(undefined, 'name');
    const twice = nextOrder(once, 'name');
    expect([once, twice, nextOrder(twice, 'name')]).toEqual([
      { by: 'name', falling: false },
      { by: 'name', falling: true },
      undefined,
    ] satisfies (Order | undefined)[]);
    expect(nextOrder(twice, 'credits')).toEqual({ by: 'credits', falling: false });
  });
});
