import { useState } from 'react';
import type { CuratorDraft, CuratorTrial, GapDetail } from '../../shared/wire.ts';
import type { CuratorCalls } from '../calls.ts';

/** What came of the last thing that was done. */
export interface Result {
  readonly good: boolean;
  readonly words: string;
  readonly trial?: CuratorTrial;
  /** It may be published all the same, by somebody who has looked. */
  readonly mayStill?: boolean;
}
export interface Settling {
  readonly busy: boolean;
  readonly result: Result | undefined;
  /** The result is not about what is shown any more. */
  readonly forget: () => void;
  readonly tryEdit: (draft: CuratorDraft) => void;
  readonly publish: (draft: CuratorDraft, evenSo?: boolean) => void;
  readonly settle: (status: GapDetail['status'], note: string) => void;
}
interface Of {
  readonly group: number;
  readonly calls: CuratorCalls;
  /** It has been published: the group stands otherwise now. */
  readonly published: () => void;
  readonly settled: (next: GapDetail) => void;
}

/** What can be done about one group of questions. */
export function useSettling({ group, calls, published, settled }: Of): Settling {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result>();
  const doing = (work: Promise<Result | undefined>): void => {
    setBusy(true);
    setResult(undefined);
    work
      .then(setResult, (error: unknown) =>
        setResult({ good: false, words: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => setBusy(false));
  };
  return {
    busy,
    result,
    forget: () => setResult(undefined),
    tryEdit: (draft) =>
      doing(
        calls.tryEdit(group, draft).then((trial) => ({
          good: trial.refused === undefined,
          words: trial.refused ?? '试算好了，还没有发布。',
          ...('cases' in trial ? { trial } : {}),
        })),
      ),
    publish: (draft, evenSo = false) =>
      doing(
        calls.publish(group, draft, evenSo).then((outcome) => {
          const trial = outcome.trial === undefined ? {} : { trial: outcome.trial };
          if (outcome.is === 'proposed') {
            published();
            return { good: true, words: outcome.words, ...trial };
          }
          if (outcome.is !== 'published')
            return { good: false, words: outcome.words, mayStill: outcome.is === 'look-first', ...trial };
          published();
          return { good: true, words: '已发布，聊天里马上就这样回答。', ...trial };
        }),
      ),
    settle: (status, note) =>
      doing(
        calls.settle(group, status, note).then((next) => {
          settled(next);
          return undefined;
        }),
      ),
  };
}
