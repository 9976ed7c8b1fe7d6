import { describe, expect, it } from 'vitest';
import { type LineStreams, runJsonLines } from '../../src/commands/jsonl.ts';
import { Fault } from '../../src/errors.ts';

async function* chunks(parts: readonly (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  for (const part of parts) yield part;
}
async function run(
  parts: readonly (string | Uint8Array)[],
  answer: (value: unknown) => unknown = (value) => value,
  options: Parameters<typeof runJsonLines>[2] = {},
): Promise<{ status: number; lines: unknown[] }> {
  const written: string[] = [];
  const output: LineStreams['output'] = {
    write: (text, done) => {
      written.push(text);
      done();
      return true;
    },
  };
  const status = await runJsonLines({ input: chunks(parts), output }, answer, options);
  return { status, lines: written.map((line) => JSON.parse(line)) };
}

describe('JSON lines', () => {
  it('answers each line in its order, also one without an end', async () => {
    const wait = async (value: unknown) => {
      await new Promise((resolve) => setTimeout(resolve, (value as { id: number }).id === 1 ? 20 : 0));
      return value;
    };
    expect(await run(['{"id":1}\n{"id":', '2}\r\n{"id":3}'], wait)).toEqual({
      status: 0,
      lines: [{ id: 1 }, { id: 2 }, { id: 3 }],
    });
  });

  it('goes on after a bad line, and says so in the status', async () => {
    const { status, lines } = await run(['{"id":"a"}\n{"id":"b",\nnull\n[1]\n7\n{"id":"c"}\n']);
    expect(status).toBe(1);
    expect(lines).toMatchObject([
      { id: 'a' },
      { id: 'b', error: { code: 'INPUT_NOT_JSON' } },
      { id: null, error: { code: 'INPUT_INVALID' } },
      { id: null, error: { code: 'INPUT_INVALID' } },
      { id: null, error: { code: 'INPUT_INVALID' } },
      { id: 'c' },
    ]);
  });

  it('gives the code of a fault and its words without the advice', async () => {
    const fault = () => {
      throw new Fault('PROVINCE_UNKNOWN', '没有“火星”。');
    };
    expect((await run(['{"talk":"T1"}\n'], fault, { key: 'talk' })).lines).toEqual([
      { talk: 'T1', error: { code: 'PROVINCE_UNKNOWN', message: '没有“火星”。' } },
    ]);
  });

  it('drops a byte order mark and blank lines, and mends characters cut in two', async () => {
    const bytes = Buffer.from('\uFEFF\n  \n{"id":"浙江"}\n', 'utf8');
    const cut = bytes.indexOf(Buffer.from('浙')) + 1;
    expect(await run([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual({ status: 0, lines: [{ id: '浙江' }] });
  });

  it('refuses a line that is too long without holding it', async () => {
    const { status, lines } = await run(['{"id":"', 'x'.repeat(80), 'x'.repeat(80), '"}\n{"id":1}\n'], undefined, {
      limit: 100,
    });
    expect(status).toBe(1);
    expect(lines).toMatchObject([{ error: { code: 'INPUT_INVALID' } }, { id: 1 }]);
  });

  it('ends quietly when nobody reads any more', async () => {
    let writes = 0;
    const output: LineStreams['output'] = {
      write: (_text, done) => {
        writes += 1;
        done(Object.assign(new Error('gone'), { code: 'EPIPE' }));
        return false;
      },
    };
    expect(await runJsonLines({ input: chunks(['{}\n{}\n{}\n']), output }, (value) => value)).toBe(0);
    expect(writes).toBe(1);
  });
});
