import type { Part } from '../../shared/table/columns.ts';
import type { GapGroupView } from '../../shared/wire.ts';

/** What the list shows of each group of questions. */
export const PARTS: readonly Part<GapGroupView>[] = [
  { id: 'question', show: ({ question }) => <strong>{question}</strong> },
  { id: 'count', show: ({ count }) => `${count} 次` },
  {
    id: 'facts',
    show: ({ provinceName, lastDay, reasons, again, status, proposed }) => (
      <>
        {provinceName} · 最近 {lastDay} · {reasons}
        {proposed !== undefined && <em>第 {proposed} 次改动等人同意</em>}
        {again > 0 && <em>{status === 'open' ? '处理过，又有人问' : `之后又有 ${again} 次`}</em>}
      </>
    ),
  },
];
