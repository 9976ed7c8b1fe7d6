/** What a ZIP holds, before anything unpacks it: names, and whether it stays within bounds. */
import { inflateRawSync } from 'node:zlib';

/** Bytes that a policy file may come to when it is unpacked. */
const MOST = 100 * 1024 * 1024;
const FILES = 2000;

/** The names in a ZIP; `too-big` where it would unpack to more than any document, `broken` where it is none. */
export function namesIn(bytes: Uint8Array): readonly string[] | 'too-big' | 'broken' {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > buffer.length) return 'broken';
  const count = buffer.readUInt16LE(end + 10);
  if (count > FILES) return 'too-big';
  const names: string[] = [];
  let at = buffer.readUInt32LE(end + 16);
  let left = MOST;
  for (let i = 0; i < count; i++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) return 'broken';
    const method = buffer.readUInt16LE(at + 10);
    const packed = buffer.readUInt32LE(at + 20);
    const lengths = [28, 30, 32].map((field) => buffer.readUInt16LE(at + field)) as [number, number, number];
    const local = buffer.readUInt32LE(at + 42);
    names.push(buffer.toString('utf8', at + 46, at + 46 + lengths[0]));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
    if (local + 30 > buffer.length) return 'broken';
    const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    // The sizes that a ZIP tells of itself may be lies: each file is unpacked once, within what is left.
    if (method === 8) {
      try {
        left -= inflateRawSync(buffer.subarray(from, from + packed), { maxOutputLength: left }).length;
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
          ? 'too-big'
          : 'broken';
      }
    } else left -= packed;
    if (left <= 0) return 'too-big';
  }
  return names;
}
