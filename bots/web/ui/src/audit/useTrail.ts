import { useCallback, useEffect, useState } from 'react';
import { type AuditSearch, call, Refused, type Trail } from '../shared/wire.ts';

const query = (search: AuditSearch, after?: number): string => {
  const asked = Object.entries({ ...search, after }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(asked).toString();
};
/** Where the same records are had as a file. */
export const copyAddress = (search: AuditSearch): string => `/api/audit.csv?${query(search)}`;

export interface Looking {
  /** What was found so far; missing until it is known. */
  readonly trail: Trail | undefined;
  /** What it was looked for with. */
  readonly search: AuditSearch;
  readonly fault: Refused | undefined;
  readonly busy: boolean;
  readonly look: (search: AuditSearch) => void;
  /** The following page as well. */
  readonly more: () => void;
}

/** The audit trail, the newest first. */
export function useTrail(peer: string, gone: () => void): Looking {
  const [trail, setTrail] = useState<Trail>();
  const [search, setSearch] = useState<AuditSearch>({});
  const [fault, setFault] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const ask = useCallback(
    (wanted: AuditSearch, before?: Trail): void => {
      setBusy(true);
      setFault(undefined);
      call<Trail>('GET', `/audit?${query(wanted, before?.next)}`, peer)
        .then(
          (page) => setTrail(before ? { ...page, lines: [...before.lines, ...page.lines] } : page),
          (error: unknown) => {
            const refused = error instanceof Refused ? error : new Refused(0, String(error));
            if (refused.status === 401 || refused.status === 409) gone();
            else setFault(refused);
          },
        )
        .finally(() => setBusy(false));
    },
    [peer, gone],
  );
  useEffect(() => ask({}), [ask]);
  return {
    trail,
    search,
    fault,
    busy,
    look: (wanted) => {
      setSearch(wanted);
      ask(wanted);
    },
    more: () => trail && ask(search, trail),
  };
}
