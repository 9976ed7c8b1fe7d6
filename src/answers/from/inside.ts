/** Questions that name a document we have: answered from it and from no other. And which documents we have. */

import { bare, nameOf, provinceName } from '../../documents/index.ts';
import type { Answer, Clause, PolicyDocument } from '../../types/index.ts';
import { say } from '../../words/answers/answers.ts';
import { FACT_NAMES } from '../../words/answers/documents.ts';
import type { Library } from '../library.ts';
import { abstain, choice, documentsOf, quoted } from '../reply.ts';
import type { Scope } from '../scope.ts';
import { rank } from '../search/rank.ts';
import { pick } from './pick.ts';

const FULL = /([\p{Script=Han}]{0,8})[〔[（(]?((?:19|20)\d{2})[〕\]）)]?年?(?:第)?(\d{1,4})号/u;
/** 浙卫发33号: without its year, and perhaps without the name of its place. */
const SHORT = /([\p{Script=Han}]{0,6}(?:发|函|办|规|教))(?:第)?(\d{1,4})号/u;
const WHAT =
  /^(?:是什么|是啥|讲什么|讲了什么|说什么|说了什么|写的?什么|关于什么|干什么的|什么文件|什么内容|主要内容)[的啊呀吗？?]*$/u;

/** The one loaded document that the question names by its 文号 or by a part of its title that ends in 通知, 办法 …. */
function namedDocument(library: Library, text: string): PolicyDocument | undefined {
  const plain = bare(text);
  const [full, short] = [FULL.exec(plain), SHORT.exec(plain)];
  const numbered = library.documents.filter(({ number }) => {
    if (number === null) return false;
    const own = FULL.exec(bare(number));
    if (!own) return false;
    if (full) return own[2] === full[2] && own[3] === full[3];
    return short !== null && own[3] === short[2] && (own[1] ?? '').endsWith(short[1] ?? '-');
  });
  if (numbered.length === 1) return numbered[0];
  if (full || short) return undefined;
  const titled = library.documents.filter(
    ({ title }) => (/解读/u.test(plain) || !title.includes('解读')) && isPartOf(plain, bare(title)),
  );
  return titled.length === 1 ? titled[0] : undefined;
}

/** 调整内部培训学分的通知: eight characters or more of a title, up to the word that says what kind of paper it is. */
function isPartOf(question: string, title: string): boolean {
  for (const kind of question.matchAll(/通知|办法|细则|规定|意见|方案/gu)) {
    const end = kind.index + kind[0].length;
    const words = question.slice(Math.max(0, end - 60), end);
    for (let from = 0; words.length - from >= 8; from++) {
      const part = words.slice(from);
      const skipped = part.replace('继续医学教育', '');
      if (title.includes(part) || (skipped.length >= 8 && title.replace('继续医学教育', '').includes(skipped)))
        return true;
    }
  }
  return false;
}

interface Fact {
  readonly asked: RegExp;
  readonly told: RegExp;
  readonly says: (document: PolicyDocument) => string | undefined;
  readonly name: string;
}
/** What is asked of the one document named, besides its `Field`s. */
const FACTS: readonly Fact[] = [
  {
    asked: /电话|联系方式|怎么联系|联系谁|找谁|联系人/u,
    told: /\d{3,4}\s*[-－—–]\s*\d{3,8}|(?<!\d)1[3-9]\d{9}(?!\d)|联系人/u,
    says: () => undefined,
    name: FACT_NAMES.phone,
  },
  {
    asked: /失效|有效期|过期|作废|到(?:什么时候|哪天|几号|何时)(?:为止|结束)?|(?:管|有效|执行)(?:到|几年)/u,
    told: /有效期|本(?:办法|通知|细则|规定|方案|意见)[^。]{0,16}失效/u,
    says: ({ effectiveTo }) => (effectiveTo ? say.holdsUntil(effectiveTo) : undefined),
    name: FACT_NAMES.until,
  },
  {
    asked:
      /(?:什么时候|何时|哪天|几号|几月|哪年|多久)[^，。]{0,4}(?:开始|起)?[^，。]{0,2}(?:执行|施行|实施|生效)|(?:执行|施行|实施|生效)[^，。]{0,4}(?:时间|日期|什么时候|哪天|几号)/u,
    told: /起(?:施行|执行|实施|生效)/u,
    says: ({ effectiveFrom }) => (effectiveFrom ? say.holdsFrom(effectiveFrom) : undefined),
    name: FACT_NAMES.from,
  },
];

const alone = new WeakMap<PolicyDocument, Library>();
/** A library of this document alone: small, however many there are. */
function only(library: Library, document: PolicyDocument): Library {
  const made = alone.get(document) ?? { ...library, documents: [document], curated: [] };
  alone.set(document, made);
  return made;
}

/** The answer from the document named, unless the usual one is from it already; `undefined` where none is named. */
export function inNamed(library: Library, scope: Scope, usual: Answer): Answer | undefined {
  const list = listed(library, scope);
  if (list) return list;
  const document = namedDocument(library, scope.text);
  if (!document || scope.compared.length > 1) return undefined;
  const having = (told: RegExp): Clause | undefined =>
    document.clauses.find((clause) => clause.kind !== '文首' && told.test(clause.text));
  const fact = FACTS.find(({ asked }) => asked.test(scope.text));
  if (fact) {
    const [cited] = usual.citations;
    if (usual.kind === 'answer' && cited?.document === document.id && fact.told.test(cited.quote)) return usual;
    const clause = having(fact.told);
    const says = fact.says(document);
    const mark = clause && fact.told.exec(clause.text)?.[0];
    if (clause)
      return quoted(library, scope, [clause], {
        confidence: 0.9,
        ...(says ? { says } : {}),
        ...(mark ? { mark } : {}),
      });
    return abstain(say.noField(provinceName(document.province), fact.name), 0.85);
  }
  if (usual.kind === 'answer' && usual.citations[0]?.document === document.id) return usual;
  const titles = document.clauses.filter(({ kind, path }) => kind === '文首' && path[0] === '标题');
  const title = [...titles].sort((a, b) => b.text.length - a.text.length)[0];
  const rest = scope.text
    .replace(/\d号/u.test(scope.text) ? /^.*?\d号文?/u : /^.*?(?:通知|办法|细则|意见|方案)/u, '')
    .replace(/^(?:里面?|中|的|这份|主要|到底|都)+/u, '');
  if (WHAT.test(rest) && title) {
    const opening = document.clauses.find(({ kind, path }) => kind === '正文' && path[0] !== '标题');
    return quoted(library, scope, [title, ...(opening ? [opening] : [])], { confidence: 0.85 });
  }
  const found = pick(library, rank(only(library, document), document.province, rest, scope.lean), {
    ...scope,
    text: rest,
  });
  if (found.is === 'answer') return quoted(library, scope, [found.candidate.clause], { confidence: found.confidence });
  if (found.is === 'choose') return choice(library, found.candidates);
  return abstain(say.notInDocument(document.number ?? nameOf(document)), 0.7);
}

const WHICH =
  /(?:有|收录?了?|存了?|知道)(?:哪些|哪几[份个]|什么|多少[份个]?)[^，。]{0,8}(?:文件|办法|通知|政策)|(?:文件|政策文件)(?:有|都有)(?:哪些|哪几[份个])/u;
const MINE = /你|您|这里|手上|手里|库里|系统里/u;

/** 你这里有哪些浙江的文件: the titles of those at hand. */
function listed(library: Library, scope: Scope): Answer | undefined {
  if (!WHICH.test(scope.text) || !MINE.test(scope.text)) return undefined;
  const titles = documentsOf(library, scope.province).flatMap(({ clauses }) => {
    const own = clauses.filter(({ kind, path }) => kind === '文首' && path[0] === '标题');
    return [...own].sort((a, b) => b.text.length - a.text.length).slice(0, 1);
  });
  const [first] = titles;
  return first
    ? quoted(library, scope, titles.slice(0, 6), { confidence: 0.9, says: say.atHand(scope.name, titles.length) })
    : undefined;
}
