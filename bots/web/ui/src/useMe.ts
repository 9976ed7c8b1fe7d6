import { useCallback, useEffect, useRef, useState } from 'react';
import { call, type Me, Refused } from './shared/wire.ts';

export interface WhoIsHere {
  /** undefined: not known yet; null: nobody is signed in. */
  readonly me: Me | null | undefined;
  readonly settle: (next: Me | null) => void;
  /** Ask again who I am and how the year stands. */
  readonly refresh: () => void;
  readonly leave: () => void;
  /** The house's clock. */
  readonly now: () => string;
}

/** Who this browser is. Asked until there is an answer. */
export function useMe(): WhoIsHere {
  const [me, setMe] = useState<Me | null>();
  const skew = useRef(0);
  const now = useCallback(() => new Date(Date.now() + skew.current).toISOString(), []);
  const settle = useCallback((next: Me | null): void => {
    if (next) skew.current = Date.parse(next.now) - Date.now();
    setMe(next);
  }, []);
  const askOnce = useRef<(unanswered?: () => void, again?: boolean) => void>(() => undefined);
  const ask = useCallback(
    (unanswered?: () => void, again = false): void => {
      call<Me>('GET', '/me').then(settle, (error: unknown) => {
        if (!(error instanceof Refused && error.status === 401)) return unanswered?.();
        // A sign-in that just got a new id: its cookie may come with another answer that is on its way.
        if (again) settle(null);
        else setTimeout(() => askOnce.current(unanswered, true), 700);
      });
    },
    [settle],
  );
  askOnce.current = ask;
  const refresh = useCallback((): void => ask(), [ask]);
  useEffect(() => {
    let wait: ReturnType<typeof setTimeout> | undefined;
    const tryOn = (): void =>
      ask(() => {
        wait = setTimeout(tryOn, 2000);
      });
    tryOn();
    return () => clearTimeout(wait);
  }, [ask]);
  const leave = useCallback((): void => {
    call('DELETE', '/session')
      .catch(() => undefined)
      .finally(() => settle(null));
  }, [settle]);
  return { me, settle, refresh, leave, now };
}
