import type { OutBody } from '../store/index.ts';
import type { Card, ChannelCaps, Outgoing } from '../types/index.ts';
import { PICK_A_NUMBER } from '../words/office/notices.ts';

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Where a text may be cut, best first: after a paragraph, a line, a sentence, a clause, a blank. */
const SEAMS: readonly RegExp[] = [/\n\n+/gu, /\n/gu, /[。！？!?…]+[”’」』）)]*/gu, /[；;，,、：:]/gu, /\s/gu];

/** The longest prefix of `text` within `limit` bytes that ends between two characters (surrogate pairs stay whole). */
function prefixWithin(text: string, limit: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += bytesOf(character);
    if (used > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/**
 * Cuts a text into pieces of at most `limit` UTF-8 bytes, at the end of a sentence wherever one lies in the later half
 * of the piece. Joined together without the white space at the cuts, the pieces are the text.
 */
export function splitText(text: string, limit: number): readonly string[] {
  if (limit < 4) throw new RangeError('a piece must hold at least one character');
  const pieces: string[] = [];
  let rest = text;
  while (bytesOf(rest) > limit) {
    const room = prefixWithin(rest, limit);
    let cut = room.length;
    for (const seam of SEAMS) {
      const last = [...room.matchAll(seam)].at(-1);
      const end = last === undefined ? 0 : last.index + last[0].length;
      if (end > room.length / 2) {
        cut = end;
        break;
      }
    }
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces.filter((piece, i) => piece !== '' || i === 0);
}

/** An answer in words: the address of its place below each source, and how to judge it without buttons. */
function answerInWords(text: string, { links = [] }: Card, hint: string): string {
  const lines = text.split('\n').flatMap((line) => {
    const link = links.find(({ label }) => label === line);
    return link ? [line, link.href] : [line];
  });
  return [...lines, hint].join('\n');
}

/** A card in words, its buttons numbered from `from`. */
function inWords(body: OutBody & { readonly card: Card }): string {
  const { text, card, numbered = 1 } = body;
  if (card.lasting) return answerInWords(text, card, card.lasting.hint);
  const facts = card.facts.map(([key, value]) => `${key}：${value}`);
  const actions = card.actions.map((action, i) => `${numbered + i}. ${action.label}`);
  const parts = [
    text,
    [card.title === '' || text.includes(card.title) ? '' : `【${card.title}】`, ...facts]
      .filter((line) => line !== '')
      .join('\n'),
    actions.length === 0 ? '' : [PICK_A_NUMBER, ...actions].join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Links as they are opened from elsewhere: none where nobody has said under which address our pages are found. */
function linked({ links, ...card }: Card, site: string | undefined): Card {
  if (!links || site === undefined) return card;
  return { ...card, links: links.map(({ label, href }) => ({ label, href: new URL(href, site).href })) };
}

/**
 * What a channel with these abilities is given for one outbox row, in order. `site`: the address of our own pages, where
 * they can be opened from the channel.
 */
export function render(body: OutBody, caps: ChannelCaps, site?: string): readonly Outgoing[] {
  const { text } = body;
  const card = body.card && linked(body.card, site);
  if (card && caps.cards) return [{ is: 'card', text, card }];
  const words = card ? inWords({ ...body, card }) : text;
  return splitText(words, caps.bytesPerText).map((piece) => ({ is: 'text', text: piece }));
}
