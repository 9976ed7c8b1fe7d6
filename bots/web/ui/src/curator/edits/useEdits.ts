import { useCallback, useEffect, useState } from 'react';
import type { CuratorEditView } from '../../shared/wire.ts';
import type { CuratorCalls } from '../calls.ts';

export interface Editing {
  /** The newest first; missing until they are known. */
  readonly edits: readonly CuratorEditView[] | undefined;
  /** What came of the last thing that was done. */
  readonly said: { readonly good: boolean; readonly words: string } | undefined;
  /** The edit that is being undone. */
  readonly busy: number | undefined;
  readonly undo: (edit: number) => void;
}

/** All edits, and taking one back. `changed`: groups may stand otherwise now. */
export function useEdits(calls: CuratorCalls, changed: () => void): Editing {
  const [edits, setEdits] = useState<readonly CuratorEditView[]>();
  const [said, setSaid] = useState<Editing['said']>();
  const [busy, setBusy] = useState<number>();
  const refused = useCallback(({ message }: Error): void => setSaid({ good: false, words: message }), []);
  const load = useCallback(() => calls.edits().then(setEdits, refused), [calls, refused]);
  useEffect(() => void load(), [load]);
  const undo = (edit: number): void => {
    setBusy(edit);
    calls
      .undo(edit)
      .then(
        (answer) =>
          setSaid(
            answer.is === 'done'
              ? { good: true, words: `第 ${edit} 次改动已撤销。` }
              : { good: false, words: answer.words },
          ),
        refused,
      )
      .finally(() => {
        setBusy(undefined);
        void load();
        changed();
      });
  };
  return { edits, said, busy, undo };
}
