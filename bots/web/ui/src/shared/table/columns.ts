import type { ReactNode } from 'react';

/** One thing that a list shows of each row. Its id is its class: `col-<id>`. */
export interface Part<Row> {
  readonly id: string;
  readonly show: (row: Row) => ReactNode;
}
/** One column of a table. To add a column is to add one of these. */
export interface Column<Row> extends Part<Row> {
  readonly header: string;
  /** What rows are sorted by: numbers by size, words as Chinese readers look them up. */
  readonly sort: (row: Row) => number | string;
  /** The column that names the row. */
  readonly names?: true;
}

/** Missing: the rows as they came. */
export interface Order {
  readonly by: string;
  readonly falling: boolean;
}

const words = new Intl.Collator('zh-CN', { numeric: true });
const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));

/** Rows that are equal stay as they came. */
export function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const column = columns.find(({ id }) => id === order?.by);
  if (!column || !order) return rows;
  const sign = order.falling ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(column.sort(a), column.sort(b)));
}

/** The order after a press on a column's header: rising, then falling, then as the rows came. */
export function nextOrder(order: Order | undefined, by: string): Order | undefined {
  if (order?.by !== by) return { by, falling: false };
  return order.falling ? undefined : { by, falling: true };
}
