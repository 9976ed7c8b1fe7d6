/** YAML that people write by hand: parsed, and checked so that whoever wrote it is told which line is wrong. */
import { LineCounter, parseDocument, parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { Fault } from '../errors.ts';

/** `name`: as it is said in messages. */
export interface YamlFile {
  readonly name: string;
  readonly text: string;
}

/** What a text says in YAML. Throws `DOCUMENT_INVALID` with the file's name and the line where it is none. */
export function parsedYaml({ name, text }: YamlFile): unknown {
  try {
    return parseYaml(text);
  } catch (cause) {
    const words = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    throw new Fault('DOCUMENT_INVALID', `${name}: ${words}`, { cause });
  }
}

/** What was parsed of a file, as a schema wants it. Throws `DOCUMENT_INVALID` with `file:line`, the place and what is wrong. */
export function checkedYaml<T>(schema: z.ZodType<T>, parsed: unknown, file: YamlFile): T {
  const read = schema.safeParse(parsed);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0] ?? { path: [], message: '' };
  throw new Fault('DOCUMENT_INVALID', `${file.name}:${lineOf(file.text, path)} ${path.join('.')} ${message}`);
}

/** The line on which a value stands, or what should hold it. From 1. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number]) : undefined;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

/** Words, or regular expressions, of which any may stand in a text: compiled into one. */
export const anyOf = z
  .array(
    z
      .string()
      .min(1)
      .check((one) => {
        try {
          new RegExp(one.value, 'u');
        } catch {
          one.issues.push({ code: 'custom', message: `「${one.value}」 is no regular expression`, input: one.value });
        }
      }),
  )
  .min(1);

/** @param flags besides `u` */
export const compiled = (words: readonly string[], flags = ''): RegExp => new RegExp(words.join('|'), `${flags}u`);
