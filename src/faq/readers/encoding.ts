/** Which encoding a text has: UTF-8, UTF-16 by its mark, else GB18030, which most older Chinese files use. */
import { Fault } from '../../errors.ts';

/** Decodes bytes. @throws Fault DOCUMENT_UNREADABLE when they are no text in any of these. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const clean = (text: string): string =>
    text
      .replace(/^\ufeff/u, '')
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return clean(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return clean(new TextDecoder('utf-16be').decode(bytes));
  if (bytes.subarray(0, 4096).includes(0)) throw new Fault('DOCUMENT_UNREADABLE', `${name} 不是文字文件。`);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = clean(new TextDecoder(encoding, { fatal: true }).decode(bytes));
      const odd = (text.match(/[\p{Cc}\p{Co}\ufffd]/gu) ?? []).filter((char) => !'\n\t\f\v'.includes(char)).length;
      if (odd <= text.length * 0.01) return text;
    } catch {}
  }
  throw new Fault('DOCUMENT_UNREADABLE', `${name} 的文字编码认不出来。请另存为 UTF-8 再试。`);
}
