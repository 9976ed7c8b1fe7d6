/** The open pages of each sign-in, so that its end ends their streams at once; and how many a network address has. */
export interface Pages {
  /**
   * Notes an open page; returns how to say that it is gone, or undefined where the address has too many. The oldest page of
   * a sign-in that has too many gives way: it is a forgotten one.
   */
  readonly open: (session: string, ip: string, close: () => void) => (() => void) | undefined;
  readonly dismiss: (session: string) => void;
  readonly dismissAll: () => void;
}

export function createPages({
  perSession,
  perAddress,
}: {
  readonly perSession: number;
  readonly perAddress: number;
}): Pages {
  const pages = new Map<string, Set<() => void>>();
  const places = new Map<string, number>();
  const dismiss = (session: string): void => {
    for (const close of [...(pages.get(session) ?? [])]) close();
  };
  return {
    open(session, ip, close) {
      const there = places.get(ip) ?? 0;
      if (there >= perAddress) return undefined;
      const mine = pages.get(session) ?? new Set();
      const [oldest] = mine;
      if (oldest && mine.size >= perSession) {
        mine.delete(oldest);
        oldest();
      }
      pages.set(session, mine.add(close));
      places.set(ip, there + 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        mine.delete(close);
        if (mine.size === 0 && pages.get(session) === mine) pages.delete(session);
        const left = (places.get(ip) ?? 1) - 1;
        if (left > 0) places.set(ip, left);
        else places.delete(ip);
      };
    },
    dismiss,
    dismissAll() {
      for (const session of [...pages.keys()]) dismiss(session);
    },
  };
}
