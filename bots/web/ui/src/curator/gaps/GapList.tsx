import { Parts } from '../../shared/table/Parts.tsx';
import type { GapGroupView } from '../../shared/wire.ts';
import { PARTS } from './parts.tsx';
import './gaps.css';

interface Props {
  /** In the order of the house: what is asked most and last comes first. */
  readonly groups: readonly GapGroupView[];
  /** Said where there are none. */
  readonly empty: string;
  readonly chosen: number | undefined;
  readonly choose: (group: number) => void;
}

export function GapList({ groups, empty, chosen, choose }: Props) {
  return (
    <ol className="gap-list" aria-label="问题">
      {groups.length === 0 && <li className="hint">{empty}</li>}
      {groups.map((view) => (
        <li key={view.group}>
          <button type="button" className="gap" aria-pressed={chosen === view.group} onClick={() => choose(view.group)}>
            <Parts parts={PARTS} row={view} as="span" />
          </button>
        </li>
      ))}
    </ol>
  );
}
