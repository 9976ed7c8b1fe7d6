import { useCallback, useEffect, useState } from 'react';
import { call, type Decision, Refused, type ReviewItem, type Reviews } from '../../shared/wire.ts';

export interface Waiting {
  /** Missing until they are known. */
  readonly items: readonly ReviewItem[] | undefined;
  readonly fault: string | undefined;
  /** A decision is on its way. */
  readonly busy: boolean;
  readonly take: (decision: Decision) => void;
}

/** What waits for a manager, and how it is decided. `decided`: figures may have changed. */
export function useReviews(peer: string, gone: () => void, decided: () => void): Waiting {
  const [items, setItems] = useState<readonly ReviewItem[]>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const refused = useCallback(
    (error: unknown): void => {
      if (error instanceof Refused && (error.status === 401 || error.status === 409)) gone();
      else setFault(error instanceof Refused ? error.message : String(error));
    },
    [gone],
  );
  const load = useCallback(
    (): Promise<void> => call<Reviews>('GET', '/reviews', peer).then((answer) => setItems(answer.items)),
    [peer],
  );
  useEffect(() => void load().catch(refused), [load, refused]);

  const take = (decision: Decision): void => {
    setBusy(true);
    setFault(undefined);
    call<Reviews>('POST', '/reviews', peer, decision)
      .then((answer) => setItems(answer.items))
      .catch(async (error: unknown) => {
        refused(error);
        // It has moved since it was shown: show how it stands.
        if (error instanceof Refused && error.status === 410) await load().catch(() => undefined);
      })
      .finally(() => {
        setBusy(false);
        decided();
      });
  };
  return { items, fault, busy, take };
}
