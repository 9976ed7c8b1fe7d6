/** Questions that name a document: about the document itself, or about one that is not at hand. */

import { withoutPlaces } from '../../chinese/index.ts';
import { fieldAsked, fieldClause, isOutOfForce, provinceName } from '../../documents/index.ts';
import type { Answer, Day, PolicyDocument } from '../../types/index.ts';
import { say } from '../../words/answers/answers.ts';
import { FIELD_NAMES } from '../../words/answers/documents.ts';
import type { Library } from '../library.ts';
import { abstain, documentsOf, quoted } from '../reply.ts';
import type { AskInput, Scope } from '../scope.ts';

const CONTENT =
  /怎么(?:规定|说|写)|内容|写了什么|写的什么|说了什么|原文|全文|正文|第.{1,3}条|具体(?:要求|规定)|(?:说|讲|写)(?:了|的)?(?:些)?(?:什么|啥)|是什么规定/u;
const NUMBER = /(?:([\p{Script=Han}]{1,8})?[〔[（(]?((?:19|20)\d{2})[〕\]）)]?年?\s*(?:第)?(\d{1,4})号)/u;

/** The content of an annex whose text is not at hand. */
export function absentAnnex(library: Library, scope: Scope): Answer | undefined {
  const number = /附件\s*([1-9一二三四五])/u.exec(scope.text)?.[1];
  if (
    !number ||
    !/内容|写|怎么|什么|具体|多少|几|步|电话|要求|标准|流程|说/u.test(scope.text) ||
    /附件[^，。]{0,3}(?:是什么|叫什么|名称|名字|标题)|第几个附件|附件几/u.test(scope.text)
  )
    return undefined;
  const at = '一二三四五'.indexOf(number) + 1 || Number(number);
  for (const document of documentsOf(library, scope.province)) {
    const annex = document.annexes[at - 1];
    if (annex && !annex.loaded) return abstain(say.absent(`附件${at}《${annex.title}》`), 0.9);
  }
  return undefined;
}

/** 实施办法第十一条, without 《》: the document named by its title that is not at hand and whose article is asked for. */
function articleOf(library: Library, { text }: Scope): string | undefined {
  const named = /(\p{Script=Han}{4,30})第[\d一二三四五六七八九十]{1,4}条/u.exec(text)?.[1];
  if (!named) return undefined;
  return library.documents
    .flatMap(({ references }) => references)
    .filter(({ loaded }) => loaded === null)
    .map(({ title }) => title?.replace(/[《》]/gu, '') ?? '')
    .find((title) => withoutPlaces(title).length > 3 && named.endsWith(withoutPlaces(title)));
}

/** A document that the question names but that is not at hand, when its content is asked for. */
export function absentDocument(library: Library, scope: Scope): Answer | undefined {
  const titled = /《([^》]{3,40})》/u.exec(scope.text)?.[1] ?? articleOf(library, scope);
  const numbered = NUMBER.exec(scope.text);
  const short = /(?<!\d)(\d{1,4})号文/u.exec(scope.text)?.[1];
  if (!titled && !numbered && !short) return undefined;
  const fits = (number: string | null | undefined, title: string | undefined): boolean => {
    if (numbered && number)
      return number.includes(`${numbered[2]}`) && new RegExp(`\\D${numbered[3]}号`, 'u').test(number);
    if (short && number) return new RegExp(`\\D${short}号`, 'u').test(number);
    return (
      titled !== undefined &&
      title !== undefined &&
      (title.includes(titled) || titled.includes(title.replace(/[《》]/gu, '')))
    );
  };
  const here = library.documents.find((document) => fits(document.number, document.title));
  if (here && !(titled && !numbered && !here.title.startsWith(titled) && /解读/u.test(here.title))) return undefined;
  const reference = library.documents
    .flatMap((document) => document.references)
    .find((one) => one.loaded === null && fits(one.number, one.title));
  if (reference && !CONTENT.test(scope.text)) return undefined;
  if (!reference && titled && !numbered && !short && !CONTENT.test(scope.text)) return undefined;
  const name = reference
    ? reference.title
      ? `《${reference.title}》`
      : (reference.number ?? '')
    : titled
      ? `《${titled}》`
      : (numbered?.[0] ?? `${short}号文`);
  return abstain(say.absent(name), 0.9);
}

/** What kind of paper a question calls a document: 问答 and 解答 are one. */
const KINDS: readonly RegExp[] = [/问答|解答/u, /解读/u, /细则/u, /方案/u, /办法/u, /通知/u];

/** The document that a question about a document means: the one it names, else the newest in force. */
function mainDocument(library: Library, scope: Scope, on: Day | undefined): PolicyDocument | undefined {
  const numbered = NUMBER.exec(scope.text);
  const short = /(?<!\d)(\d{1,4})号文?/u.exec(scope.text)?.[1];
  const named = library.documents.find(
    (document) =>
      document.number !== null &&
      ((numbered && document.number.includes(`${numbered[2]}`) && document.number.endsWith(`${numbered[3]}号`)) ||
        (short && new RegExp(`\\D${short}号$`, 'u').test(document.number))),
  );
  if (named) return named;
  const mine = [...documentsOf(library, scope.province)].sort((a, b) =>
    (a.date ?? a.effectiveFrom ?? '') < (b.date ?? b.effectiveFrom ?? '') ? 1 : -1,
  );
  const kind = KINDS.find((one) => one.test(scope.text));
  const ofKind = kind ? mine.filter(({ title }) => kind.test(title)) : [];
  const meant = ofKind.length > 0 ? ofKind : mine;
  return meant.find((document) => !isOutOfForce(library.documents, document, on)) ?? meant[0];
}

export function aboutDocument(library: Library, scope: Scope, input: AskInput): Answer | undefined {
  const field = fieldAsked(scope.text);
  if (!field || /老(?:的|细则|办法|文件)|旧|原来的|以前的|那个规定/u.test(scope.text)) return undefined;
  const short = /(?<!\d)(\d{1,4})\s*号文?/u.exec(scope.text)?.[1];
  if (
    short &&
    !library.documents.some(({ number }) => new RegExp(`\\D${short}号$`, 'u').test((number ?? '').replace(/\s/gu, '')))
  )
    return abstain(say.absent(`${short}号文`), 0.85);
  const isReading =
    /解读/u.test(scope.text) && !documentsOf(library, scope.province).some(({ title }) => title.includes('解读'));
  const isNational =
    isReading || /国家(?:的|卫健委|卫生健康委)?(?:那个|这个)?(?:解读|文件|办法|通知)/u.test(scope.text);
  const document = mainDocument(library, isNational ? { ...scope, province: 'national' } : scope, input.on);
  if (!document) return abstain(say.noProvinceDocument(scope.name));
  // 云卫科教发2013那个文: another document's number, of which only the year was kept in mind.
  const filed = /\p{Script=Han}{2}(?:发|函|办|规)\s*[〔[(（]?(20\d{2})/u.exec(scope.text)?.[1];
  if (filed && !document.number?.includes(filed)) return undefined;
  // What a reading of a document says about itself is not what it says about the document that it reads.
  if (document.title.includes('解读') && !/解读|问答/u.test(scope.text)) return undefined;
  if (
    scope.years.some(
      (year) =>
        !`${document.number ?? ''}${document.date ?? ''}${document.title}${document.appliesToYears.join()}`.includes(
          `${year}`,
        ),
    )
  )
    return undefined;
  const clause = fieldClause(document, field);
  if (
    !clause ||
    ((field === 'date' || field === 'issuer') && clause.path[0] === '发布信息' && !/\d{4}/u.test(clause.text))
  )
    return abstain(say.noField(provinceName(document.province), FIELD_NAMES[field]), 0.85);
  return quoted(library, scope, [clause], { confidence: 0.9 });
}
