import { useCallback, useEffect, useState } from 'react';
import type { CuratorEditView } from '../../shared/wire.ts';
import type { CuratorCalls } from '../calls.ts';

/** What came of the last thing that was done. */
interface Said {
  readonly good: boolean;
  readonly words: string;
  /** It may be published all the same, by somebody who has looked. */
  readonly mayStill?: number;
}

export interface Editing {
  /** The newest first; missing until they are known. */
  readonly edits: readonly CuratorEditView[] | undefined;
  readonly said: Said | undefined;
  /** The edit that something is being done about. */
  readonly busy: number | undefined;
  readonly undo: (edit: number) => void;
  /** Yes to another's proposal as it is shown. `evenSo`: though cases would be lost. */
  readonly approve: (edit: CuratorEditView, evenSo: boolean) => void;
  readonly reject: (edit: number, reason: string) => void;
  readonly withdraw: (edit: number) => void;
}

/** All edits, and what can be done about each. `changed`: groups may stand otherwise now. */
export function useEdits(calls: CuratorCalls, changed: () => void): Editing {
  const [edits, setEdits] = useState<readonly CuratorEditView[]>();
  const [said, setSaid] = useState<Said>();
  const [busy, setBusy] = useState<number>();
  const refused = useCallback(({ message }: Error): void => setSaid({ good: false, words: message }), []);
  const load = useCallback(() => calls.edits().then(setEdits, refused), [calls, refused]);
  useEffect(() => void load(), [load]);
  const doing = (edit: number, work: Promise<Said>): void => {
    setBusy(edit);
    work.then(setSaid, refused).finally(() => {
      setBusy(undefined);
      void load();
      changed();
    });
  };
  const settled = (edit: number, work: Promise<{ is: string; words?: string }>, done: string): void =>
    doing(
      edit,
      work.then(({ is, words }) => (is === 'done' ? { good: true, words: done } : { good: false, words: words ?? '' })),
    );
  return {
    edits,
    said,
    busy,
    undo: (edit) =>
      doing(
        edit,
        calls.undo(edit).then((answer) => {
          if (answer.is === 'done') return { good: true, words: `第 ${edit} 次改动已撤销。` };
          return { good: answer.is === 'proposed', words: answer.words };
        }),
      ),
    approve: ({ edit, proposal }, evenSo) =>
      doing(
        edit,
        calls.approve(edit, proposal?.seen ?? '', evenSo).then((outcome) => {
          if (outcome.is === 'published') return { good: true, words: '已发布，聊天里马上就这样回答。' };
          return { good: false, words: outcome.words, ...(outcome.is === 'look-first' ? { mayStill: edit } : {}) };
        }),
      ),
    reject: (edit, reason) => settled(edit, calls.reject(edit, reason), '已退回，提出的人能看到原因。'),
    withdraw: (edit) => settled(edit, calls.withdraw(edit), '已撤回。'),
  };
}
