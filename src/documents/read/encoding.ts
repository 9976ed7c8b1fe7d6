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
      if (odd <= text.length * 0.01 && (encoding === 'utf-8' || isLikely(text))) return text;
    } catch {}
  }
  throw new Fault('DOCUMENT_UNREADABLE', `${name} 的文字编码认不出来。请另存为 UTF-8 再试。`);
}

/** Characters of which half of any official text consists. Bytes of another encoding decode to rare ones. */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进等部度电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些前外政四日那社义事平形相全表间样与关各重新线内数正心反明看原利比或但质气第向道命此变条只没结解问意建月公无系很情最何常代想已通并提直题程展五果料员位入总文次品式活设及管特件长求基资边流路少统接知较组见计别手角期根论运指几九区强放决必做先回则任取据处给色门即保治造规热领七海口导器压志金增济术极交受联什认六共权收证改清转更单切打教速安场车例真务具万每目达走示议声报类八名确才科张信节话整元况今集传土许步广记需段研界究观织装算低持音众书布复容际商非验断深委技备半办青省列习约支般往历何除消构称太准值号率族维划选标写存亲快效斯院查按格养易置派层始却专状育识适属住调满县局照参细引听该价严医疗卫健继续师护药床诊患病培训授评审申请档案职称岗位职责履',
);
function isLikely(text: string): boolean {
  const han = [...text].filter((char) => /\p{Script=Han}/u.test(char));
  if (han.length < 20) return true;
  return han.filter((char) => COMMON.has(char)).length >= han.length * 0.35;
}
