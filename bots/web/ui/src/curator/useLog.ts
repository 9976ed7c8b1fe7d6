import { useCallback, useEffect, useState } from 'react';
import type { Refused } from '../shared/wire.ts';
import type { CuratorCalls, Log } from './calls.ts';

/** What was not answered, and how to look again. */
export function useLog(calls: CuratorCalls): {
  readonly log: Log | undefined;
  readonly fault: Refused | undefined;
  readonly load: () => void;
} {
  const [log, setLog] = useState<Log>();
  const [fault, setFault] = useState<Refused>();
  const load = useCallback(() => {
    calls.log().then((answer) => {
      setLog(answer);
      setFault(undefined);
    }, setFault);
  }, [calls]);
  useEffect(load, [load]);
  return { log, fault, load };
}
