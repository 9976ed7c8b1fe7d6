import type { Card, CardAction, CardLink } from '../../src/types/index.ts';
import { leftOut, openSource } from './words.ts';

/** A card may have 30 KB and 200 elements; the rest is for the envelope. */
const LIMIT = 28_000;
const ELEMENTS = 190;
const elementsOf = (content: string): number => content.match(/"tag":"(?!plain_text)/g)?.length ?? 0;

type Element = { readonly [key: string]: unknown };

const plain = (content: string, more: Element = {}): Element => ({ tag: 'plain_text', content, ...more });
const words = (content: string, more: Element = {}): Element => ({ tag: 'div', text: plain(content, more) });

const row = ([name, value]: readonly [string, string]): Element => ({
  tag: 'column_set',
  columns: [
    { tag: 'column', width: 'weighted', weight: 1, elements: [words(name, { text_color: 'grey' })] },
    { tag: 'column', width: 'weighted', weight: 3, elements: [words(value)] },
  ],
});

const button = (action: CardAction, card: Card, room: string | undefined, more: Element = {}): Element => ({
  tag: 'button',
  text: plain(action.label),
  type: action.style ?? 'default',
  ...more,
  behaviors: [
    {
      type: 'callback',
      value: { action: action.value, ...(card.id ? { card: card.id } : {}), ...(room ? { room } : {}) },
    },
  ],
});

/** Buttons that ask what an answer was worth: small, in a row. */
const rating = (card: Card, room: string | undefined): Element => ({
  tag: 'column_set',
  columns: card.actions.map((action) => ({
    tag: 'column',
    width: 'auto',
    elements: [button(action, card, room, { size: 'small' })],
  })),
});

/** An answer's words: each source small and grey, with the way to its place below. */
function answer(text: string, links: readonly CardLink[]): readonly Element[] {
  const out: Element[] = [];
  let said: string[] = [];
  const flush = (): void => {
    if (said.length > 0) out.push(words(said.join('\n')));
    said = [];
  };
  for (const line of text.split('\n')) {
    const link = links.find(({ label }) => label === line);
    if (!link) {
      said.push(line);
      continue;
    }
    flush();
    out.push(words(line, { text_color: 'grey', text_size: 'notation' }));
    if (/^https?:/.test(link.href)) out.push({ tag: 'markdown', content: openSource(address(link.href)) });
  }
  flush();
  return out;
}
/** Our own address, so that nothing in it ends the link early. */
const address = (href: string): string => new URL(href).href.replace(/[()]/g, (char) => (char === '(' ? '%28' : '%29'));

const buttons = (card: Card | undefined, room: string | undefined): readonly Element[] =>
  card ? card.actions.map((action) => button(action, card, room)) : [];

const build = ({
  text,
  card,
  facts,
  room,
  mention,
}: {
  readonly text: string;
  readonly card: Card | undefined;
  readonly facts: Card['facts'];
  readonly room?: string | undefined;
  readonly mention?: string | undefined;
}): Element => ({
  schema: '2.0',
  config: { update_multi: true },
  ...(card && !card.lasting ? { header: { title: plain(card.title), template: 'blue' } } : {}),
  body: {
    elements: [
      ...(mention ? [{ tag: 'markdown', content: `<at id=${mention}></at>` }] : []),
      ...(text ? (card?.lasting ? answer(text, card.links ?? []) : [words(text)]) : []),
      ...facts.map(row),
      ...(card?.lasting ? [rating(card, room)] : buttons(card, room)),
    ],
  },
});

/**
 * A text and its card as Cards JSON 2.0. Everything a person or a document said goes in as plain text, so that nothing
 * in it can become a link, a mention or a format. Facts that do not fit in the platform's limits are left out, and it says so.
 */
export function renderCard(
  text: string,
  card: Card | undefined,
  where: { readonly room?: string | undefined; readonly mention?: string | undefined } = {},
): string {
  const facts = card?.facts ?? [];
  for (let shown = facts.length; ; shown = Math.floor(shown / 2)) {
    const rest = facts.length - shown;
    const some = rest === 0 ? facts : [...facts.slice(0, shown), ['……', leftOut(rest)] as const];
    const content = JSON.stringify(build({ text, card, facts: some, ...where }));
    const fits = Buffer.byteLength(content) <= LIMIT && elementsOf(content) <= ELEMENTS;
    if (fits || shown === 0) return content;
  }
}

/** The content of a text message. The one tag that the platform reads in texts, `<at …>`, is taken its power unless it is ours. */
export const renderText = (text: string, mention?: string): string => {
  const quiet = text.replace(/<(?=\s*\/?\s*at\b)/gi, '＜');
  return JSON.stringify({ text: mention ? `<at user_id="${mention}"></at> ${quiet}` : quiet });
};
