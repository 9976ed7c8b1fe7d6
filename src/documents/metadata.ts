/** Questions about a document itself: its 文号, date, issuer, annexes, addressees, force, whom it went to. */
import type { Clause, PolicyDocument } from '../types/index.ts';

export type Field = 'number' | 'date' | 'issuer' | 'title' | 'annexes' | 'copies' | 'addressees' | 'open';

const SUBJECT = /\d号文|文件|通知|办法|解读|问答|解答|发文|落款|这份|这个文|政策|规定|印发|此件/u;
const FIELDS: readonly (readonly [Field, RegExp])[] = [
  ['number', /文号|几号文|发文字号|文件编号|文件号|号是多少|哪个文号|什么号/u],
  [
    'date',
    /发文日期|发布日期|发布时间|印发日期|印发时间|落款(?:日期|时间|是哪天|哪天)|成文日期|(?:文件|通知|办法|解读|问答|政策|这份|它)[^，。]{0,8}(?:什么时候|哪天|何时|哪年|几月几号|几号|哪一天|啥时候)(?:发|出|印|公布|下)|\d{1,4}号文?[^，。]{0,6}(?:什么时候|哪天|何时|几号|哪年)(?:发|出|印|的)|(?:什么时候|哪天|何时|哪年|啥时候)(?:发布的|发的文|发文|印发的|印发|出的|下发的|下发|发的(?:通知|文件|办法|解读))/u,
  ],
  [
    'issuer',
    /(?:文件|通知|问答|解读|办法)[^，。]{0,16}发的吗|(?:文件|通知|办法)[^，。]{0,6}(?:单独|联合)[^，。]{0,12}发|发文单位|发文机关|联合发文|发布单位|印发单位|落款单位|(?:文件|通知|办法|解读|问答|这份|政策)[^，。]{0,6}(?:谁|哪个(?:部门|单位|司|处)|哪里|哪几个(?:部门|单位)|什么(?:部门|单位))[^，。]{0,3}(?:发|出|印|制定|写|公布)|(?:谁|哪个部门|哪个单位|哪个司|哪几个部门|哪[两2]个部门|哪几家|哪些部门|哪[两2]家)(?:一起|联合|共同|合)?(?:发的|出的|印发|下发|发文|发布)(?:文|通知|这份|这个|解读|$|[?？的])/u,
  ],
  [
    'annexes',
    /(?:有|几个|哪些|哪几个|多少个)[^，。]{0,4}附件|附件(?:有|都有|是)(?:哪些|什么|几)|附件(?:几|第几个|名称|清单|目录)|哪个附件/u,
  ],
  ['annexes', /附件\s*[\d一二三四五][^，。]{0,3}(?:是什么|叫什么|名称|名字)/u],
  ['date', /^(?:是)?(?:哪天|几号|什么时候|哪年哪月)(?:印|发|出)(?:的|发的)?[?？]?$/u],
  ['issuer', /^(?:是)?(?:谁|哪个|哪个单位|哪里)(?:印|发|出)的[?？]?$/u],
  ['copies', /抄送/u],
  ['addressees', /(?:通知|文件|办法)[^，。]{0,4}(?:发给|下发给|主送|印发给)|主送|发给哪些(?:单位|部门)/u],
  ['open', /主动公开|是否公开|公开(?:的|文件|吗|不公开)|能不能公开|内部文件/u],
  ['title', /(?:文件|通知|办法)(?:全称|全名|标题|名字|名称|叫什么|叫啥)|叫什么(?:文件|通知|名)|哪份文件|什么文件里/u],
];
const BASIS =
  /依据|根据|上位|上面的文件|凭什么|参照|引用|按照哪|按照什么|废止|取代|替代|旧|老办法|人社那个|国家(?:的)?(?:文件|办法|文)/u;

/** The field that a question is about, if it is about the document itself and not about what it rules. */
export function fieldAsked(text: string): Field | undefined {
  if (BASIS.test(text) || /平台|系统|网站/u.test(text) || /(?:那个|的)?规定谁/u.test(text)) return undefined;
  for (const [field, pattern] of FIELDS) {
    if (!pattern.test(text)) continue;
    if ((field === 'number' || field === 'open') && !SUBJECT.test(text) && !/文号/u.test(text)) continue;
    if (
      (field === 'issuer' || field === 'date') &&
      /公需|证|课|班|学分|项目/u.test(text) &&
      !/文件|通知|解读|办法|问答|文号|落款|发文/u.test(text)
    )
      continue;
    if (field === 'number' && /证书|身份证|账号|手机|电话/u.test(text)) continue;
    return field;
  }
  return undefined;
}

/** The clause that holds the field; `undefined` when the document does not say. */
export function fieldClause(document: PolicyDocument, field: Field): Clause | undefined {
  const first = (label: string): Clause | undefined =>
    document.clauses.find((clause) => clause.path[0] === label && clause.kind !== '正文');
  switch (field) {
    case 'number':
      return first('文号');
    case 'date':
    case 'issuer':
      return first('署名') ?? first('发布信息');
    case 'title':
      return [...document.clauses]
        .filter((clause) => clause.path[0] === '标题')
        .sort((a, b) => b.text.length - a.text.length)[0];
    case 'annexes':
      return document.clauses.find((clause) => clause.kind === '附件' && clause.path[0] === '附件');
    case 'copies':
      return first('抄送');
    case 'addressees':
      return first('主送');
    case 'open':
      return first('公开属性');
  }
}
