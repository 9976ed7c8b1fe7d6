import { Fault } from '../../errors.ts';
import { creditYear, latestEdition, type Rulesets } from '../../rules/index.ts';
import type { Assessment, Day, Person, Province, TraceStep, Why } from '../../types/index.ts';
import * as words from '../../words/answers/figures.ts';
import type { Library } from '../library.ts';
import type { Scope } from '../scope.ts';
import { type Asked, type Computed, clausesOf, judgeYear, personIn, saysWho } from './asked.ts';
import { earns } from './earns.ts';

const ENOUGH = /够|还差|差多少|差几|还缺|缺几|达标|过关|还要修/u;

const SELF = /我|俺|本人|自己|咱|攒|现在|目前|已经|手里|才|只有|拿了|修了|搞了|弄了|今年/u;

/** What the figures do not settle: what follows from too few, leaves, exceptions, which heading something belongs under. */
const ASIDE =
  /评不上|评职称|评高级|晋升|影响|处罚|罚|扣|注册|吊销|产假|哺乳|病假|规培|住培|专培|休学|退学|归(?:哪|自学|实践|项目|什么)|属于|哪一?类|不是(?:主编|副主编|编委|第)|学时/u;

/** A day inside the newest edition's own time, for questions that name none. */
function dayFor(rulesets: Rulesets, province: Province, on: Day | undefined): Day | undefined {
  const edition = latestEdition(rulesets, province);
  if (!edition) return undefined;
  const from = edition.data.force.from;
  const usual = `${Number(from.slice(0, 4)) + (from.slice(5) > '01-31' ? 1 : 0)}-06-15`;
  return on && on >= from ? on : usual;
}

export interface Figures {
  readonly library: Library;
  readonly rulesets: Rulesets;
  readonly scope: Scope;
  readonly person: Person | undefined;
  readonly on: Day | undefined;
}

/** Tries the figures; `undefined` where the question is about something else or the rules cannot tell. */
export function compute({ library, rulesets, scope, person, on }: Figures): Computed | undefined {
  const { province } = scope;
  if (!province || !rulesets.editions.has(province)) return undefined;
  const day = dayFor(rulesets, province, on);
  if (
    !day ||
    scope.years.some((year) => year !== Number(day.slice(0, 4)) && year !== creditYear(rulesets, province, day).year)
  )
    return undefined;
  const asked: Asked = { library, rulesets, scope, province, given: person, day };
  try {
    return enough(asked) ?? earns(asked) ?? must(asked);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

const yearStep = (assessment: Assessment, says: (why: Why) => boolean): TraceStep | undefined =>
  assessment.trace.find(({ activity, clause, why }) => activity === undefined && clause !== '' && says(why));

/** What a year asks for in all, or that it asks for nothing. */
const isTotal = ({ is }: Why): boolean =>
  is === 'exempt' || is === 'required' || is === 'required-untold' || is === 'required-unsaid';

const totalStep = (assessment: Assessment): TraceStep | undefined => yearStep(assessment, isTotal);

const isPublic = (why: Why): boolean =>
  ((why.is === 'floor' || why.is === 'floor-untold') && why.floor === 'public') ||
  why.is === 'freed' ||
  why.is === 'courses' ||
  why.is === 'courses-absent';

const publicStep = (assessment: Assessment): TraceStep | undefined => yearStep(assessment, isPublic);

/** 我21分够不够: the requirement against the number given. */
function enough(asked: Asked): Computed | undefined {
  const { scope, given } = asked;
  const { text } = scope;
  if (
    !ENOUGH.test(text) ||
    ASIDE.test(text) ||
    /公需|专业课|专业科目|内部|远程|合格率|老政策|新政策|之前|以前|7月/u.test(text)
  )
    return undefined;
  const has = /(?<![\d.]|[差缺欠少补]了?)(\d+(?:\.\d+)?)\s*个?(?:学)?分/u.exec(text)?.[1];
  if (has === undefined || !(SELF.test(text) || saysWho(text))) return undefined;
  const person = personIn(scope.whole, given);
  const assessment = judgeYear(asked, person);
  const step = totalStep(assessment);
  const clauses = step ? clausesOf(asked, [step]) : [];
  if (!assessment.covered && clauses.length > 0) return { says: words.NOTHING_ASKED, clauses };
  if (assessment.required === null || assessment.unit !== 'credits' || clauses.length === 0) return undefined;
  return {
    says: words.ENOUGH(has, assessment.required, assessment.publicRequired),
    clauses,
    ...(step ? { mark: step.clause } : {}),
  };
}

/** What a person must reach: only where the question or the profile says who. */
function must(asked: Asked): Computed | undefined {
  const { scope, given } = asked;
  const { whole } = scope;
  const ofPublic = /公需/u.test(whole);
  if (
    !/几分|多少|几个?学分|最低|要不要|用不用|需不需要|还要|还得|不要/u.test(whole) ||
    /在哪|什么时候|平台|去哪|录|培训|内训|院内|讲座|论文|课题|进修|带教|讲课|听课|专业|自学|实践|项目|远程|网课|最多|封顶|上限|不超过|截止|补学|产假|规培|验证|审/u.test(
      whole,
    )
  )
    return undefined;
  if (!ofPublic && !/一年|每年|1年|总共|全年|要求|要修|要多少|要几|今年.{0,3}(?:得|要|该)/u.test(whole))
    return undefined;
  if (!saysWho(whole) && !(given?.title || given?.institution || given?.flags?.length)) return undefined;
  const person = personIn(whole, given);
  const { lean } = scope;
  // Nor must 那公需里法律要几分 get the whole floor.
  if (
    lean !== undefined &&
    ofPublic === /公需/u.test(lean) &&
    JSON.stringify(person) === JSON.stringify(personIn(lean, given))
  )
    return undefined;
  const assessment = judgeYear(asked, person);
  if (assessment.unit !== 'credits') return undefined;
  const step = ofPublic ? publicStep(assessment) : totalStep(assessment);
  const clauses = step ? clausesOf(asked, [step]) : [];
  if (clauses.length === 0) return undefined;
  if (!assessment.covered) return { says: words.NOTHING_ASKED, clauses };
  const value = ofPublic ? assessment.publicRequired : assessment.required;
  if (value === null) return undefined;
  return {
    says: words.MUST(ofPublic ? 'public' : 'year', value),
    clauses,
    ...(step ? { mark: step.clause } : {}),
  };
}
