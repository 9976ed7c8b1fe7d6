export type Block =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'quote'; readonly text: string }
  | { readonly is: 'cite'; readonly text: string }
  | { readonly is: 'bar'; readonly text: string; readonly has: number; readonly needs: number };

/** ▓▓▓░░ 5/25: progress in characters, for places that can draw no better. We can. */
export function bar(text: string): { readonly has: number; readonly needs: number } | undefined {
  const [, has, needs] = /^[▓░]{4,}\s*(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  return has === undefined || needs === undefined ? undefined : { has: Number(has), needs: Number(needs) };
}

/** A clause in pieces: what stands in 【】 are the words that decide. */
export const pieces = (quote: string): readonly { readonly text: string; readonly marked: boolean }[] =>
  quote
    .split(/(【[^【】]*】)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      /^【.*】$/s.test(piece) ? { text: piece.slice(1, -1), marked: true } : { text: piece, marked: false },
    );

/**
 * A reply's text in blocks: a passage that opens a line with 「 and closes one with 」 is a quotation, a line in 〔…〕
 * (or one that begins with 出处：) says where it stands, the rest is what the assistant says itself.
 */
export function blocks(text: string): Block[] {
  const out: Block[] = [];
  let quote: string[] | undefined;
  let plain: string[] = [];
  const flush = (): void => {
    const said = plain.join('\n').trim();
    if (said !== '') out.push({ is: 'text', text: said });
    plain = [];
  };
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (quote) {
      quote.push(raw);
      if (line.endsWith('」')) {
        out.push({ is: 'quote', text: inner(quote.join('\n')) });
        quote = undefined;
      }
    } else if (line.startsWith('「') && closes(line)) {
      flush();
      out.push({ is: 'quote', text: inner(line) });
    } else if (line.startsWith('「') && !line.includes('」')) {
      flush();
      quote = [raw];
    } else if (/^〔.+〕$/.test(line)) {
      flush();
      out.push({ is: 'cite', text: line.slice(1, -1) });
    } else if (/^出处：./.test(line)) {
      flush();
      out.push({ is: 'cite', text: line });
    } else {
      const drawn = bar(line);
      if (drawn) {
        flush();
        out.push({ is: 'bar', text: line, ...drawn });
      } else plain.push(raw);
    }
  }
  // A quotation that never closed is only text.
  if (quote) plain.push(...quote);
  flush();
  return out;
}

const inner = (text: string): string => text.trim().slice(1, -1).trim();
/** The line is one quotation from its first to its last character, not two short ones with words between. */
const closes = (line: string): boolean => {
  let depth = 0;
  for (const [index, character] of [...line].entries()) {
    if (character === '「') depth++;
    if (character === '」') depth--;
    if (depth === 0) return index === [...line].length - 1 && [...line].length > 10;
  }
  return false;
};
