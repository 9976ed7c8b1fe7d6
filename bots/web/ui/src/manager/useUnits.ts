import { useCallback, useEffect, useState } from 'react';
import { call, type ManagerView, Refused, type Units } from '../shared/wire.ts';

/** The units that somebody manages, and how to look again. */
export function useUnits(
  peer: string,
  gone: () => void,
): {
  readonly units: readonly ManagerView[] | undefined;
  readonly fault: Refused | undefined;
  readonly load: () => void;
} {
  const [units, setUnits] = useState<readonly ManagerView[]>();
  const [fault, setFault] = useState<Refused>();
  const load = useCallback(() => {
    call<Units>('GET', '/manager', peer).then(
      (answer) => setUnits(answer.units),
      (error: unknown) => {
        const refused = error instanceof Refused ? error : new Refused(0, String(error));
        if (refused.status === 401 || refused.status === 409) gone();
        else setFault(refused);
      },
    );
  }, [peer, gone]);
  useEffect(load, [load]);
  return { units, fault, load };
}
