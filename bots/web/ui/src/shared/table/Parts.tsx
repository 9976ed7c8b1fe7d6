import type { Part } from './columns.ts';

interface Props<Row> {
  readonly parts: readonly Part<Row>[];
  readonly row: Row;
  /** `span` where the row is a button, which may hold nothing else. */
  readonly as: 'div' | 'span';
}

/** One row of a list, part by part. */
export const Parts = <Row,>({ parts, row, as: Cell }: Props<Row>) =>
  parts.map(({ id, show }) => (
    <Cell key={id} className={`col-${id}`}>
      {show(row)}
    </Cell>
  ));
