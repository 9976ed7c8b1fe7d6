/** Files of all kinds → plain text with its structure kept. Refuses what has no words, with a clear sentence. */
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { Fault } from '../../errors.ts';
import { decodeText } from './encoding.ts';
import { namesIn } from './zip.ts';

/** A policy file of this size is a scan or a mistake. */
const LIMIT = 20 * 1024 * 1024;

const unreadable = (words: string, cause?: unknown): Fault =>
  new Fault('DOCUMENT_UNREADABLE', words, cause === undefined ? {} : { cause });

/** Reads a file as text. @throws Fault DOCUMENT_UNREADABLE for a missing, empty, huge, scanned, broken or unknown file. */
export async function readPolicyFile(path: string): Promise<string> {
  const name = path.split('/').at(-1) ?? path;
  let size: number;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw unreadable(`${name} 不是一个文件。`);
    size = stat.size;
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw unreadable(`找不到文件 ${name}。`, error);
  }
  if (size === 0) throw unreadable(`${name} 是空的。`);
  if (size > LIMIT)
    throw unreadable(
      `${name} 有 ${Math.round(size / 1024 / 1024)} MB，太大了（最多 20 MB）；多半是扫描件，请换成带文字的版本。`,
    );
  const bytes = new Uint8Array(readFileSync(path));
  const text = await readBytes(bytes, name);
  if ((text.match(/[\p{Script=Han}]/gu) ?? []).length < 20)
    throw unreadable(`${name} 里几乎没有文字，可能是扫描的图片。请提供能选中文字的版本，或者先做文字识别。`);
  return text;
}

/** By what the bytes are, then by the name. */
async function readBytes(bytes: Uint8Array, name: string): Promise<string> {
  const magic = String.fromCharCode(...bytes.subarray(0, 8));
  const kind = extname(name).toLowerCase();
  try {
    if (magic.startsWith('%PDF')) return await (await import('./pdf.ts')).readPdf(bytes);
    if (magic.startsWith('PK')) {
      const names = namesIn(bytes);
      if (names === 'too-big') throw unreadable(`${name} 解开以后太大，不像一份政策文件，没有读。`);
      if (names === 'broken') throw unreadable(`${name} 已损坏，打不开。`);
      if (!names.includes('word/document.xml'))
        throw unreadable(
          names.some((one) => one.startsWith('xl/') || one.startsWith('ppt/'))
            ? `${name} 是表格或演示文稿。请另存为 Word（docx）或 PDF 再试。`
            : `${name} 是压缩包，不是 Word 文件。请先解开，再一份一份地读。`,
        );
      return await (await import('./docx.ts')).readDocx(bytes);
    }
    if (magic.startsWith('\u00d0\u00cf\u0011\u00e0'))
      throw unreadable(`${name} 是旧版 Word（.doc）。请另存为 .docx 再试。`);
    if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8|BM|II\*|MM\0)/u.test(magic))
      throw unreadable(`${name} 是图片。请提供能选中文字的版本。`);
    if (kind === '.pdf' || kind === '.docx') throw unreadable(`${name} 已损坏，打不开。`);
    if (kind === '.doc' || kind === '.wps') throw unreadable(`${name} 是旧版 Word 或 WPS 文件。请另存为 .docx 再试。`);
    const text = decodeText(bytes, name);
    if (kind === '.html' || kind === '.htm' || /^\s*(?:<!doctype html|<html)/iu.test(text.slice(0, 300)))
      return (await import('./html.ts')).readHtml(text);
    return text;
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw unreadable(`${name} 已损坏，读不出来。`, error);
  }
}
