import { useCallback, useEffect, useState } from 'react';
import type { GapDetail } from '../../shared/wire.ts';
import type { CuratorCalls } from '../calls.ts';

/** One group of questions with what may answer it. */
export function useGap(
  group: number,
  calls: CuratorCalls,
): {
  readonly gap: GapDetail | undefined;
  readonly fault: string | undefined;
  readonly take: (next: GapDetail) => void;
  /** Looks again; what is shown stays where that fails. */
  readonly reload: () => void;
} {
  const [gap, take] = useState<GapDetail>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    calls.gap(group).then(take, ({ message }: Error) => setFault(message));
  }, [group, calls]);
  const reload = useCallback(() => void calls.gap(group).then(take, () => undefined), [group, calls]);
  return { gap, fault, take, reload };
}
