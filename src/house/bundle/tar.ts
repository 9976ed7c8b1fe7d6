/** A tar of plain files, as every system reads it (ustar): written as a stream, and read with suspicion. */
import type { FileHandle } from 'node:fs/promises';
import { Fault } from '../../errors.ts';

const BLOCK = 512;
/** Bytes read at once. */
const CHUNK = 1024 * 1024;
/** What eleven octal digits hold. */
const LARGEST = 8 ** 11 - 1;

/** The two fields of a name: at most 155 and 100 bytes, parted at a slash. */
function partsOf(name: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
    const [before, after] = [name.slice(0, slash), name.slice(slash + 1)];
    if (Buffer.byteLength(before) <= 155 && after !== '' && Buffer.byteLength(after) <= 100) return [before, after];
  }
  throw new Fault('BACKUP_INVALID', `文件名太长：${name}`);
}

function headerOf(name: string, size: number, mtime: number): Buffer {
  if (size > LARGEST) throw new Fault('BACKUP_INVALID', `文件太大：${name}`);
  const [prefix, short] = partsOf(name);
  const head = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number): void => {
    head.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'latin1');
  };
  head.write(short, 0, 'utf8');
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(mtime, 136, 11);
  head.write('        0', 148, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  head.write(prefix, 345, 'utf8');
  octal(sumOf(head), 148, 6);
  return head;
}

/** The sum of a header's bytes, its own field taken as blanks. */
const sumOf = (head: Buffer): number => head.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);

/** Writes one entry; `chunks` are exactly `size` bytes. */
export async function addEntry(
  to: FileHandle,
  { name, size, mtime }: { readonly name: string; readonly size: number; readonly mtime: number },
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  await to.writeFile(headerOf(name, size, mtime));
  let written = 0;
  for await (const chunk of chunks) {
    await to.writeFile(chunk);
    written += chunk.length;
  }
  if (written !== size) throw new Fault('BACKUP_INVALID', `${name} 在备份的时候变了`);
  await to.writeFile(Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK));
}

/** Two empty blocks end it. */
export const endArchive = (to: FileHandle): Promise<void> => to.writeFile(Buffer.alloc(2 * BLOCK));

export interface Entry {
  readonly name: string;
  readonly size: number;
  /** The bytes; to be read, or skipped, before the next entry is asked for. */
  readonly chunks: () => AsyncGenerator<Uint8Array>;
}

const damaged = (): Fault => new Fault('BACKUP_INVALID', '备份不完整，或者不是 backup 做的文件。');

async function readAll(from: FileHandle, at: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  const { bytesRead } = await from.read(buffer, 0, size, at);
  if (bytesRead !== size) throw damaged();
  return buffer;
}

const textIn = (head: Buffer, at: number, size: number): string => {
  const field = head.subarray(at, at + size);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? size : end).toString('utf8');
};

/** The entries in order. Anything but a plain file is refused, and so is an archive that does not end. Throws BACKUP_INVALID. */
export async function* entriesOf(from: FileHandle): AsyncGenerator<Entry> {
  for (let at = 0; ; ) {
    const head = await readAll(from, at, BLOCK);
    if (head.every((byte) => byte === 0)) return;
    const size = Number.parseInt(textIn(head, 124, 12), 8);
    const type = head[156];
    if (Number.parseInt(textIn(head, 148, 8), 8) !== sumOf(head) || !(size >= 0) || (type !== 0x30 && type !== 0))
      throw damaged();
    const prefix = textIn(head, 345, 155);
    const name = (prefix === '' ? '' : `${prefix}/`) + textIn(head, 0, 100);
    const begin = at + BLOCK;
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
    yield {
      name,
      size,
      chunks: async function* () {
        for (let read = 0; read < size; read += CHUNK)
          yield await readAll(from, begin + read, Math.min(CHUNK, size - read));
      },
    };
  }
}
