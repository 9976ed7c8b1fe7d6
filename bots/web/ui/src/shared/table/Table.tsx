import { useState } from 'react';
import { type Column, inOrder, nextOrder, type Order } from './columns.ts';
import './table.css';

interface Props<Row> {
  readonly className: string;
  /** What the table is, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/**
 * Rows under their columns; a press on a header sorts by it. Every cell carries its column's class, so no style needs to
 * count.
 */
export function Table<Row>({ className, caption, columns, rows, keyOf }: Props<Row>) {
  const [order, setOrder] = useState<Order>();
  return (
    <table className={className}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ id, header }) => (
            <th key={id} scope="col" className={`col-${id}`} aria-sort={sortOf(id, order)}>
              <button type="button" className="sort" onClick={() => setOrder(nextOrder(order, id))}>
                {header}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inOrder(rows, columns, order).map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ id, names, show }) =>
              names ? (
                <th key={id} scope="row" className={`col-${id}`}>
                  {show(row)}
                </th>
              ) : (
                <td key={id} className={`col-${id}`}>
                  {show(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sortOf(id: string, order: Order | undefined): 'ascending' | 'descending' | undefined {
  if (order?.by !== id) return undefined;
  return order.falling ? 'descending' : 'ascending';
}
