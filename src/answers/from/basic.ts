/** How much a year: the commonest question, for a province whose documents nobody has written wordings for. Pure. */

import { bare, isOutOfForce } from '../../documents/index.ts';
import type { Clause, Province } from '../../types/index.ts';
import { documentOf, type Library } from '../library.ts';
import { documentsOf } from '../reply.ts';
import type { Scope } from '../scope.ts';
import { conceptsIn } from '../search/lexicon.ts';
import { wrongYear } from './years.ts';

const ASKED =
  /(?:一年|每年|1年|全年|年度|当年|今年|年均)[^，。？?]{0,8}(?:多少|几个?)(?:学)?分|(?:多少|几个?)学?分[^，。？?]{0,4}(?:一年|每年|全年)|(?:学分|年度|每年|一年)(?:的)?(?:总)?(?:要求|标准)是?(?:多少|几|什么)/u;
/** What makes it another question: an activity, a ceiling, a part of the whole. */
const OTHER =
  /最多|封顶|上限|不超过|公需|专业|[ⅠⅡI一二1２2]+\s*类|远程|网课|网上|讲座|培训|进修|论文|课题|项目|会议|带教|科普|义诊|补|截止|几号|差|够|迟|审|免|产假|病假|退休/u;
const REQUIRES =
  /(?:每年|年度|当年|每年度)[^。；]{0,24}(?:不少于|不低于|至少|应达到|达到|修满|完成|取得)[^。；，]{0,8}\d+(?:\.\d+)?\s*个?学?分/u;
/** Everybody, as official documents say it. */
const EVERYBODY =
  /全省|本省|我省|全市|各级各类|各类|所有|在职|在岗|注册|应当|必须|的|卫生健康|卫生专业|卫生|专业|技术|医务|人员|医学|继续|教育|对象|参加|活动|均|应|须|学分/gu;

/** True where it is said of everybody and not of village doctors or a kind of activity. */
function isGeneral(clause: Clause): boolean {
  const text = bare(clause.text).replace(
    /^(?:第[^条章]{1,5}条|[一二三四五六七八九十]+、|[（(][^）)]{1,3}[）)]|\d+[.．、])/u,
    '',
  );
  const found = REQUIRES.exec(text);
  const before =
    text
      .slice(0, found?.index ?? 0)
      .split(/[。；]/u)
      .at(-1) ?? '';
  return found !== null && before.replace(EVERYBODY, '').replace(/[，、：]/gu, '') === '';
}

/**
 * The clause that says how much everybody must reach in a year, first of those in force; only for a province none of
 * whose documents a curated answer quotes. `undefined` where something else is asked.
 */
export function yearlyClause(library: Library, scope: Scope, province: Province): Clause | undefined {
  const text = bare(scope.text);
  if (province === 'national' || !ASKED.test(text) || OTHER.test(text) || scope.lean !== undefined) return undefined;
  const documents = documentsOf(library, province);
  const quotedBy = new Set(library.curated.flatMap(({ clauses }) => clauses.map(({ document }) => document)));
  if (documents.length === 0 || documents.some(({ id }) => quotedBy.has(id))) return undefined;
  const clauses = documents
    .filter((document) => !isOutOfForce(library.documents, document, scope.on))
    .flatMap((document) => document.clauses);
  const requiring = clauses.filter((clause) => clause.kind === '正文' && REQUIRES.test(bare(clause.text)));
  // 村医 or 卫生院 with a clause of its own is asked of that clause.
  const roles = conceptsIn(scope.text, library.lexicon).names.filter((name) => !library.lexicon.soft.has(name));
  const clause = requiring.find(isGeneral);
  if (!clause || wrongYear(documentOf(library, clause), clause, scope) !== undefined) return undefined;
  const isOfOthers = requiring.some(
    (other) =>
      other !== clause &&
      conceptsIn(bare(other.text), library.lexicon).names.some(
        (name) => roles.includes(name) && !conceptsIn(bare(clause.text), library.lexicon).names.includes(name),
      ),
  );
  return isOfOthers ? undefined : clause;
}
