/**
 * Who a card is: written when it is shown, read when one of its buttons comes back. The strings are in people's chats and
 * in kept conversations, so they stay as they are.
 */
import type { Draft, RequestDraft } from '../types/index.ts';

/** Identities by what the card is for. */
export const cardId = {
  /** Carries the versions that it shows. */
  report: (drafts: readonly Draft[]): string =>
    `c:${drafts.map((d) => `${d.id}.${d.version}`).join(',')}`.slice(0, 400),
  request: ({ id, version }: RequestDraft): string => `r:${id}.${version}`,
  /** Of an activity or a request. */
  withdrawal: (id: string): string => `x:${id}`,
  leave: (from: string, to: string): string => `x:leave:${from}:${to}`,
  /** Of a code's issue, or a chat that is given up. */
  binding: (of: string): string => `x:bind:${of}`,
  chats: (among: readonly string[]): string => `w:${among.join(',')}`.slice(0, 400),
  recorded: (among: readonly string[]): string => `w:${among.join(',')}`.slice(0, 400),
  paper: (hash: string): string => `f:${hash}`.slice(0, 60),
  question: (of: string, field: string): string => `q:${of}:${field}`,
  /** Of something that waits for a decision. */
  review: (id: string): string => `v:${id}`,
  profile: (field: string): string => `p:${field}`,
} as const;

/** Does a card wait for a yes? Then only the newest of them counts. */
export const waitsForYes = (id: string): boolean => ['c:', 'r:', 'x:'].some((lead) => id.startsWith(lead));

/** Does it ask where a paper belongs? */
export const isOfPaper = (id: string): boolean => id.startsWith('f:');

/** The draft or request that a question's card is about; undefined for other cards. */
export function questionOf(id: string): string | undefined {
  const end = id.indexOf(':', 2);
  return id.startsWith('q:') && end > 2 ? id.slice(2, end) : undefined;
}
