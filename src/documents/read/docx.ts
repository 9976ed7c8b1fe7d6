/**
 * Word files. mammoth reads text and tables but drops automatic numbering (一、（一）1.), so the numbers are computed
 * from numbering.xml and written back before it reads.
 */
import mammoth from 'mammoth';
import { Fault } from '../../errors.ts';
import { numberParagraphs } from './docx-numbering.ts';
import { readHtml } from './html.ts';

/** Text of a .docx with its automatic numbers and its tables. @throws Fault DOCUMENT_UNREADABLE */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  let html: string;
  try {
    const numbered = await numberParagraphs(bytes);
    html = (
      await mammoth.convertToHtml(
        { buffer: Buffer.from(numbered) },
        { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
      )
    ).value;
  } catch (error) {
    throw new Fault('DOCUMENT_UNREADABLE', '这个 Word 文件已损坏，打不开。', { cause: error });
  }
  return readHtml(`<body>${html}</body>`);
}
