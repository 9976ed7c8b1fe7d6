import type { ChatLine, History } from '../shared/wire.ts';
import type { Unsent } from './drafts.ts';

export type Link = 'connecting' | 'up' | 'down';

/** What the page has of one person's chat. */
export interface ChatState {
  readonly lines: readonly ChatLine[];
  readonly unsent: readonly Unsent[];
  readonly link: Link;
  readonly loaded: boolean;
  /** There are earlier lines that are not on the page. */
  readonly older: boolean;
}
export type ChatEvent =
  | { readonly is: 'history'; readonly history: History }
  | { readonly is: 'line'; readonly line: ChatLine }
  | { readonly is: 'queue'; readonly item: Unsent }
  | { readonly is: 'mark'; readonly key: string; readonly change: Partial<Unsent> }
  | { readonly is: 'drop'; readonly key: string }
  | { readonly is: 'link'; readonly link: Link };

/** Both, by `seq`, each line once. */
function join(lines: readonly ChatLine[], more: readonly ChatLine[]): readonly ChatLine[] {
  const bySeq = new Map([...lines, ...more].map((line) => [line.seq, line]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
const without = (unsent: readonly Unsent[], lines: readonly ChatLine[]): readonly Unsent[] => {
  const keys = new Set(lines.map((line) => line.key));
  return unsent.some((item) => keys.has(item.key)) ? unsent.filter((item) => !keys.has(item.key)) : unsent;
};

export function reduce(state: ChatState, event: ChatEvent): ChatState {
  switch (event.is) {
    case 'history': {
      const { lines, older } = event.history;
      return { ...state, lines: join(state.lines, lines), unsent: without(state.unsent, lines), older, loaded: true };
    }
    case 'line':
      return { ...state, lines: join(state.lines, [event.line]), unsent: without(state.unsent, [event.line]) };
    case 'queue':
      return { ...state, unsent: [...state.unsent, event.item] };
    case 'mark':
      return {
        ...state,
        unsent: state.unsent.map((item) => (item.key === event.key ? { ...item, ...event.change } : item)),
      };
    case 'drop':
      return { ...state, unsent: state.unsent.filter((item) => item.key !== event.key) };
    case 'link':
      return state.link === event.link ? state : { ...state, link: event.link };
  }
}
