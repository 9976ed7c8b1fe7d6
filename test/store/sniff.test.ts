import fc from 'fast-check';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { examine, sniff } from '../../src/store/index.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))),
  );
const zipOf = (...names: readonly string[]): Promise<Uint8Array> => {
  const zip = new JSZip();
  for (const name of names) zip.file(name, '<w/>');
  return zip.generateAsync({ type: 'uint8array' });
};
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('what a file is', () => {
  it.each([
    [bytes([0x89], 'PNG\r\n\x1a\n', [0, 0]), 'image/png'],
    [bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'), 'image/jpeg'],
    [bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 '), 'image/webp'],
    [bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt '), undefined],
    [bytes('xxxx', [0, 0, 0, 0], 'WEBPVP8 '), undefined],
    ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map(
      (brand) => [bytes([0, 0, 0, 0x18], `ftyp${brand}`), 'image/heic'] as const,
    ),
    [bytes([0, 0, 0, 0x18], 'ftypisom'), undefined],
    [bytes([0, 0, 0, 0x18], 'ftypavif'), undefined],
    [bytes('%PDF-1.7\n'), 'application/pdf'],
    [bytes('PK\x03\x04', 'word/document.xml'), undefined],
    [bytes('MZ\x90'), undefined],
    [bytes('<svg xmlns="http://www.w3.org/2000/svg">'), undefined],
    [bytes(), undefined],
  ] as const)('%#: %s', (file, mime) => expect(sniff(file)).toBe(mime));

  it('a Word document is told from other zips, and from one with macros, by its directory', async () => {
    expect(sniff(await zipOf('[Content_Types].xml', 'word/document.xml'))).toBe(DOCX);
    expect(sniff(await zipOf('AndroidManifest.xml', 'classes.dex'))).toBeUndefined();
    expect(sniff(await zipOf('xl/workbook.xml'))).toBeUndefined();
    expect(sniff(await zipOf('word/document.xml', 'word/vbaProject.bin'))).toBeUndefined();
  });

  it('never throws, whatever stands behind the first bytes, and the keeper takes just what it names', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('', 'PK\x03\x04', 'PK\x05\x06', 'RIFF'),
        (tail, head) => {
          const file = bytes(head, [...tail], 'PK\x05\x06', [...tail]);
          const mime = sniff(file);
          expect(examine({ name: 'a', mime: 'x/y', bytes: file }).refused).toBe(
            mime === undefined ? 'wrong-type' : undefined,
          );
        },
      ),
    );
  });
});
