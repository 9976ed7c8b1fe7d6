/** What a file is by its bytes; what it calls itself is not believed. The one list of what is taken, at every door. */

const MAGIC: readonly (readonly [mime: string, offset: number, pattern: RegExp])[] = [
  ['image/jpeg', 0, /^ffd8ff/],
  ['image/png', 0, /^89504e470d0a1a0a/],
  ['application/pdf', 0, /^255044462d/],
  ['image/webp', 0, /^52494646.{8}57454250/],
  // ftyp, then hei[cxms], hev[cxms], mif1 or msf1.
  ['image/heic', 4, /^66747970(?:6865(?:69|76)(?:63|78|6d|73)|6d696631|6d736631)/],
];
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The mime type of a JPEG, PNG, WebP, HEIC, PDF or docx; undefined for anything else. */
export function sniff(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 32)).toString('hex');
  const found = MAGIC.find(([, offset, pattern]) => pattern.test(head.slice(offset * 2)));
  if (found) return found[0];
  return head.startsWith('504b0304') && isWord(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    ? DOCX
    : undefined;
}

/** A Word document without macros, by the names in its zip's directory. */
function isWord(zip: Buffer): boolean {
  const names = namesIn(zip);
  return names.includes('word/document.xml') && !names.some((name) => name.endsWith('vbaProject.bin'));
}

/** Names at most; a document of a few pages has some twenty. */
const MOST_NAMES = 10_000;

/** The names in a zip's directory, which lies at its end; none where there is no directory. */
function namesIn(zip: Buffer): readonly string[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 20 > zip.length) return [];
  const names: string[] = [];
  for (let at = zip.readUInt32LE(end + 16); at + 46 <= end && names.length < MOST_NAMES; ) {
    if (zip.toString('latin1', at, at + 4) !== 'PK\x01\x02') break;
    const name = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
