import { type Column, inOrder, type Order } from './columns.ts';

interface Props<Row> {
  readonly className: string;
  /** What the table is, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly order?: Order | undefined;
}

/** Rows under their columns. Every cell carries its column's class, so no style needs to count. */
export function Table<Row>({ className, caption, columns, rows, keyOf, order }: Props<Row>) {
  return (
    <table className={className}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ id, header }) => (
            <th key={id} scope="col" className={`col-${id}`}>
              {header}
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
