import { Alert, Skeleton } from 'antd';
import { Parts } from '../../shared/table/Parts.tsx';
import type { CuratorCalls } from '../calls.ts';
import { partsWith } from './parts.tsx';
import { useEdits } from './useEdits.ts';
import './edits.css';

/** Every edit with who, when and what; what waits for another's yes, and the newest of a file that can be taken back. */
export function Edits({ calls, changed }: { readonly calls: CuratorCalls; readonly changed: () => void }) {
  const editing = useEdits(calls, changed);
  const { edits, said } = editing;
  const parts = partsWith(editing);
  return (
    <section className="panel" aria-label="改动">
      {said && <Alert type={said.good ? 'success' : 'warning'} showIcon title={said.words} />}
      {!edits && <Skeleton active />}
      {edits?.length === 0 && <p className="hint">还没有改动。</p>}
      <ol className="edits">
        {edits?.map((one) => (
          <li key={one.edit}>
            <Parts parts={parts} row={one} as="div" />
          </li>
        ))}
      </ol>
    </section>
  );
}
