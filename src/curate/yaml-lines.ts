/** Adds a line to a YAML text without writing the rest of it anew: comments, order and style stay as a person left them. Pure. */
import { isMap, isPair, isScalar, isSeq, type Node, parseDocument, stringify } from 'yaml';

type At = readonly [number, number, number] | null | undefined;

const flow = (value: string): string =>
  stringify([value], { collectionStyle: 'flow', lineWidth: 0 }).trim().slice(1, -1).trim();
const endsInLine = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
/** The end of the line in which a place lies. */
const lineEnd = (text: string, place: number): number => {
  const end = text.indexOf('\n', place);
  return end < 0 ? text.length : end;
};

/** The text with one more entry at the end of its top sequence. */
export function withEntry(text: string, entry: object): string {
  const lines = stringify([entry], { lineWidth: 0 });
  const { contents } = parseDocument<Node>(text);
  if (isSeq(contents) && contents.flow) throw new RangeError('the top of the file is not a list of lines');
  return `${endsInLine(text.trimEnd())}\n${lines}`;
}

/** The text with a value at the end of the sequence `at`, which has one already. */
export function withItem(text: string, at: Node, value: string): string {
  const last = isSeq(at) ? at.items.at(-1) : undefined;
  const range = (last as Node | undefined)?.range as At;
  if (!isSeq(at) || !range) throw new RangeError('there is no list to add to');
  const [from, to] = range;
  if (at.flow) return `${text.slice(0, to)}, ${flow(value)}${text.slice(to)}`;
  const dash = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const end = lineEnd(text, to);
  return `${text.slice(0, end)}\n${dash}${flow(value)}${text.slice(end)}`;
}

/** The text with one more line under a top key: `  - [a, b]` under `concepts`, `  a: b` under `typos`. */
export function withLineUnder(text: string, key: string, line: string): string {
  const { contents } = parseDocument<Node>(text);
  const pair = isMap(contents)
    ? contents.items.find((one) => isPair(one) && isScalar(one.key) && one.key.value === key)
    : undefined;
  const under = pair?.value as Node | null | undefined;
  if (!under || !(isSeq(under) || isMap(under)) || under.items.length === 0 || under.flow)
    return `${endsInLine(text.trimEnd())}${key}:\n  ${line}\n`;
  const last = under.items.at(-1);
  const range = (isPair(last) ? (last.value as Node) : (last as Node)).range as At;
  const start = (under.range as At)?.[0] ?? 0;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const end = lineEnd(text, range?.[1] ?? text.length);
  return `${text.slice(0, end)}\n${indent}${line}${text.slice(end)}`;
}

/** `[name, form]` and `wrong: right` as such lines. */
export const groupLine = (words: readonly string[]): string => `- [${words.map(flow).join(', ')}]`;
export const pairLine = (key: string, value: string): string => stringify({ [key]: value }, { lineWidth: 0 }).trim();
