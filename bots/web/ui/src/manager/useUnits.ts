import { useCallback, useEffect, useState } from 'react';
import { call, type ManagerView, Refused, type Units } from '../shared/wire.ts';

/** The units that somebody looks at, and how to look again; none where the figures are not `asked` for. */
export function useUnits(
  peer: string,
  gone: () => void,
  asked: boolean,
): {
  readonly units: readonly ManagerView[] | undefined;
  readonly fault: Refused | undefined;
  readonly load: () => void;
} {
  const [units, setUnits] = useState<readonly ManagerView[]>();
  const [fault, setFault] = useState<Refused>();
  const load = useCallback(() => {
    if (!asked) {
      setUnits([]);
      return;
    }
    call<Units>('GET', '/manager', peer).then(
      (answer) => setUnits(answer.units),
      (error: unknown) => {
        const refused = error instanceof Refused ? error : new Refused(0, String(error));
        if (refused.status === 401 || refused.status === 409) gone();
        else setFault(refused);
      },
    );
  }, [peer, gone, asked]);
  useEffect(load, [load]);
  return { units, fault, load };
}
