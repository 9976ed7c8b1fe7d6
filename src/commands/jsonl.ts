import { StringDecoder } from 'node:string_decoder';
import type { Doors } from '../config/config.ts';
import { type ErrorCode, Fault } from '../errors.ts';

/** Where the lines come from and go to: `process.stdin` and `process.stdout`, or a test's own. */
export interface LineStreams {
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly output: { write(text: string, done: (error?: Error | null) => void): boolean };
}

/** A line may be this long, in characters; a longer one is an error line, and the run goes on. */
const LINE_LIMIT = 16 * 1024 * 1024;

const TOO_LONG = Symbol('too long');

/**
 * Cuts a byte stream into lines without ever holding more than `limit` characters of one: what is longer arrives as
 * TOO_LONG. A byte order mark at the start and CR before LF are dropped; a split UTF-8 character is put together.
 */
async function* lines(input: LineStreams['input'], limit: number): AsyncGenerator<string | typeof TOO_LONG> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  let first = true;
  const add = (text: string): void => {
    length += text.length;
    if (length <= limit) parts.push(text);
    else parts = [];
  };
  const take = (): string | typeof TOO_LONG => {
    const whole = length > limit ? TOO_LONG : parts.join('');
    parts = [];
    length = 0;
    return whole;
  };
  for await (const chunk of input) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    if (first && text !== '') {
      first = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    let from = 0;
    for (let end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', from)) {
      add(text.slice(from, end));
      yield take();
      from = end + 1;
    }
    add(text.slice(from));
  }
  add(decoder.end());
  if (length > 0) yield take();
}

const idOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && key in value ? (value as Record<string, unknown>)[key] : null;

/** The `error` object of a line: the code of a Fault, and words without the operator's advice. */
export function errorOf(error: unknown): { readonly code: ErrorCode; readonly message: string } {
  if (error instanceof Fault) return { code: error.code, message: error.words };
  return {
    code: 'INPUT_INVALID',
    message: `这一行处理不了：${error instanceof Error ? error.message : String(error)}`,
  };
}

/** The name that a non-JSON line still shows for itself, if its beginning can be read: `{"id":"Z1", …` → `Z1`. */
const idOfBroken = (line: string, key: string): string | null =>
  new RegExp(`"${key}"\\s*:\\s*"([^"\\\\]{1,200})"`).exec(line.slice(0, 2000))?.[1] ?? null;

/**
 * Runs a command over JSON Lines: one JSON value in, one line out, in the same order, written as soon as it is known.
 * A line that is not JSON, or for which `run` throws, gives `{"id", "error": {"code", "message"}}` and the run goes on.
 * Blank lines are skipped. Resolves to the exit status: 1 if any line failed, else 0; a reader that goes away
 * (EPIPE) ends the run quietly with 0.
 * `key` is the field that names a line (`id`, or `talk` for conversations).
 */
export async function runJsonLines(
  { input, output }: LineStreams,
  run: (value: unknown) => unknown,
  { key = 'id', limit = LINE_LIMIT }: { readonly key?: string; readonly limit?: number } = {},
): Promise<0 | 1> {
  let failed: 0 | 1 = 0;
  for await (const line of lines(input, limit)) {
    if (line !== TOO_LONG && line.trim() === '') continue;
    let out: unknown;
    let name: unknown = null;
    try {
      if (line === TOO_LONG) throw new Fault('INPUT_INVALID', `这一行太长，超过 ${limit} 个字符。`);
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch (cause) {
        name = idOfBroken(line, key);
        throw new Fault('INPUT_NOT_JSON', '这一行不是 JSON。每行写一个完整的 JSON 对象。', { cause });
      }
      name = idOf(value, key);
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new Fault('INPUT_INVALID', '这一行要写成一个 JSON 对象，例如 {"id":"1", …}。');
      out = await run(value);
    } catch (error) {
      failed = 1;
      out = { [key]: name, error: errorOf(error) };
    }
    if (!(await written(output, `${JSON.stringify(out)}\n`))) return failed;
  }
  return failed;
}

/** Waits until the text has left; false when nobody reads any more. */
function written(output: LineStreams['output'], text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => {
      if (!error) resolve(true);
      else if ('code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')) resolve(false);
      else reject(error);
    });
  });
}

/** What a command is run with. `doors`: the channels whose settings the configuration may hold. */
export interface Surroundings extends LineStreams {
  readonly doors?: Doors;
}
/** What every file of this folder exports as `run`: arguments after the command's name → exit status. */
export type Command = (args: readonly string[], surroundings: Surroundings) => Promise<number>;
