/** The open pages of each browser, so that signing out ends their streams at once. */
export interface Pages {
  readonly open: (peer: string, close: () => void) => () => void;
  readonly dismiss: (peer: string) => void;
  readonly dismissAll: () => void;
}

export function createPages(): Pages {
  const pages = new Map<string, Set<() => void>>();
  const dismiss = (peer: string): void => {
    for (const close of [...(pages.get(peer) ?? [])]) close();
  };
  return {
    open(peer, close) {
      const mine = pages.get(peer) ?? new Set();
      pages.set(peer, mine.add(close));
      return () => {
        mine.delete(close);
        if (mine.size === 0 && pages.get(peer) === mine) pages.delete(peer);
      };
    },
    dismiss,
    dismissAll() {
      for (const peer of [...pages.keys()]) dismiss(peer);
    },
  };
}
