import type { Unsent } from './drafts.ts';

const shelf = (peer: string): string => `xuefen.unsent.${peer}`;

/** What an earlier visit could not send. */
export function saved(peer: string): readonly Unsent[] {
  try {
    const items: unknown = JSON.parse(localStorage.getItem(shelf(peer)) ?? '[]');
    return Array.isArray(items) ? items.map((item: Unsent) => ({ ...item, state: 'waiting' })) : [];
  } catch {
    return [];
  }
}

/** Words and presses survive a reload; a file has to be picked again. */
export function save(peer: string, unsent: readonly Unsent[]): void {
  const kept = unsent.filter(
    (item) => item.body.is !== 'file' && (item.state === 'waiting' || item.state === 'sending'),
  );
  if (kept.length > 0) localStorage.setItem(shelf(peer), JSON.stringify(kept));
  else localStorage.removeItem(shelf(peer));
}
