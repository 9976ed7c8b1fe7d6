/**
 * Questions with figures, settled by the rules: what an activity earns, what a person must reach, whether so many credits
 * are enough. Each result names the clause that settles it.
 */

import { clauseUnit } from '../../catalogue/catalogue.ts';
import { addDays, addMonths } from '../../days.ts';
import { shown } from '../../decimal.ts';
import { Fault } from '../../errors.ts';
import { latestEdition, type Rulesets } from '../../rules/format/edition.ts';
import { slotsFor, typesOf } from '../../rules/format/slots.ts';
import { assess } from '../../rules/judge/assess.ts';
import { isProduct, say, sayProduct, sayReason } from '../../rules/pages/say.ts';
import { creditYear } from '../../rules/year/year.ts';
import type {
  Activity,
  Assessment,
  Clause,
  Day,
  Earning,
  FieldValue,
  Person,
  Province,
  TraceStep,
  Why,
} from '../../types/index.ts';
import { readInstitution } from '../../understand/person/place.ts';
import { readTitle } from '../../understand/person/title.ts';
import { extract } from '../../understand/report/extract.ts';
import type { Library } from '../library.ts';
import type { Scope } from '../scope.ts';
import { rank } from '../search/rank.ts';
import { clausesWith } from './curated.ts';

export interface Computed {
  /** The conclusion with its arithmetic. */
  readonly says: string;
  readonly clauses: readonly Clause[];
  /** The words of the clause that decide. */
  readonly mark?: string;
  /** The documents list what they give credits for, and this is not among it. */
  readonly unlisted?: boolean;
}

const AMOUNT =
  /几分|几个?学分|多少|给分|给不给|给几|算分|怎么算|怎么折|有(?:没有)?(?:学)?分|顶|折|呢[?？]?$|计分|加分/u;
const CAP =
  /上限|封顶|最多|顶多|最高|到顶|撑死|限制|不超过|登记|审核|谁|哪里|什么时候|哪一?年|哪个时间|按哪|流程|材料|申请/u;
const ENOUGH = /够|还差|差多少|差几|还缺|缺几|达标|过关|还要修/u;
const SELF = /我|俺|本人|自己|咱|攒|现在|目前|已经|手里|才|只有|拿了|修了|搞了|弄了|今年/u;
/** What the figures do not settle: what follows from too few, leaves, exceptions, which heading something belongs under. */
const ASIDE =
  /评不上|评职称|评高级|晋升|影响|处罚|罚|扣|注册|吊销|产假|哺乳|病假|规培|住培|专培|休学|退学|归(?:哪|自学|实践|项目|什么)|属于|哪一?类|不是(?:主编|副主编|编委|第)|学时/u;
/** Circumstances that the documents may not have thought of. */
const EXCEPTIONS =
  /休学|退学|肄业|没毕业|延期|归(?:哪|自学|实践|项目|什么)|属于|哪一?类|不是(?:主编|副主编|编委|第)|一样吗|区别/u;
/** What people leave unsaid when they ask what something is worth. */
const TAKEN: { readonly [field: string]: FieldValue } = {
  passed: true,
  approved: true,
  fullTime: true,
  filed: true,
  firstEdition: true,
  adopted: true,
  planFiled: true,
  transformed: true,
  enforced: true,
  serviceInvention: true,
  granted: true,
};
/** What nobody says in a question, and what does not change what the documents give in general. */
const UNASKED = new Set(['date', 'publishedCredits', 'status']);
/** Kinds whose worth people ask for by the month or the day. */
const STAYS = new Set([
  'secondment',
  'mandated-task',
  'special-training',
  'degree-study',
  'graduate-study',
  'training-programme',
]);

/** A day inside the newest edition's own time, for questions that name none. */
function dayFor(rulesets: Rulesets, province: Province, on: Day | undefined): Day | undefined {
  const edition = latestEdition(rulesets, province);
  if (!edition) return undefined;
  const from = edition.data.force.from;
  const usual = `${Number(from.slice(0, 4)) + (from.slice(5) > '01-31' ? 1 : 0)}-06-15`;
  return on && on >= from ? on : usual;
}

/** The person as profile and question tell. What the question says wins. */
export function personIn(text: string, person: Person | undefined): Person {
  const institution = readInstitution(text);
  const title = readTitle(text);
  const flags = new Set(person?.flags ?? []);
  if (/村医|乡村医生|乡医/u.test(text)) flags.add('village-doctor');
  if (/校医/u.test(text)) flags.add('school-doctor');
  if (/(?:我|还)(?:是|在)?(?:规培|住培)|(?:规培|住培)(?:生|学员|期间)/u.test(text)) flags.add('resident');
  const clinic = /诊所/u.test(text) ? ({ level: 'clinic', kind: 'individual-clinic' } as const) : undefined;
  // Of somebody of another title nothing else is known: 初级 said by a nurse of middle rank is not a 护师.
  const { titles: _titles, grade: _grade, profession: _profession, ...others } = person ?? {};
  const known = title && title !== person?.title ? others : person;
  return {
    ...known,
    flags: [...flags],
    ...(clinic ? { institution: clinic } : institution ? { institution } : {}),
    ...(title ? { title } : {}),
  };
}

const saysWho = (text: string): boolean =>
  readInstitution(text) !== undefined || readTitle(text) !== undefined || /村医|乡村医生|乡医|校医/u.test(text);

/** Tries the figures; `undefined` where the question is about something else or the rules cannot tell. */
export function compute(
  library: Library,
  rulesets: Rulesets,
  scope: Scope,
  person: Person | undefined,
  on: Day | undefined,
): Computed | undefined {
  const { province } = scope;
  if (!province || !rulesets.editions.has(province)) return undefined;
  const day = dayFor(rulesets, province, on);
  if (
    !day ||
    scope.years.some((year) => year !== Number(day.slice(0, 4)) && year !== creditYear(rulesets, province, day).year)
  )
    return undefined;
  try {
    return (
      enough(library, rulesets, scope, province, person, day) ??
      earns(library, rulesets, scope, province, person, day) ??
      must(library, rulesets, scope, province, person, day)
    );
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** The clauses that hold the words of these steps. Where several do, the one that the question is nearest to. */
function clausesOf(library: Library, scope: Scope, province: Province, steps: readonly TraceStep[]): Clause[] {
  const near = rank(library, province, scope.text, scope.lean).candidates.map((candidate) => candidate.clause);
  const found = steps.flatMap((step) => {
    if (!step.clause) return [];
    const holding = clausesWith(step.clause, province, library.documents);
    return [near.find((clause) => holding.includes(clause)) ?? holding[0]];
  });
  return [...new Set(found.flatMap((clause) => (clause ? [clause] : [])))];
}

function judgeYear(
  rulesets: Rulesets,
  province: Province,
  person: Person,
  day: Day,
  activities: readonly Activity[] = [],
): Assessment {
  return assess(
    rulesets,
    { province, person, year: creditYear(rulesets, province, day).year, activities },
    { trace: true },
  );
}

const number = (value: number): string => String(Math.round(value * 1000) / 1000);
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
function enough(
  library: Library,
  rulesets: Rulesets,
  scope: Scope,
  province: Province,
  given: Person | undefined,
  day: Day,
): Computed | undefined {
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
  const assessment = judgeYear(rulesets, province, person, day);
  const step = totalStep(assessment);
  const clauses = step ? clausesOf(library, scope, province, [step]) : [];
  if (!assessment.covered && clauses.length > 0) return { says: '按您的情况不用完成学分要求。', clauses };
  if (assessment.required === null || assessment.unit !== 'credits' || clauses.length === 0) return undefined;
  const gap = assessment.required - Number(has);
  const verdict = gap <= 0 ? '总分已经够了' : `还差 ${number(gap)} 学分`;
  const floor = assessment.publicRequired
    ? `另外公需科目至少 ${number(assessment.publicRequired)} 学分，要单独看。`
    : '';
  return {
    says: `一年要求 ${number(assessment.required)} 学分，您有 ${has} 学分，${verdict}。${floor}`,
    clauses,
    ...(step ? { mark: step.clause } : {}),
  };
}

/** What a person must reach: only where the question or the profile says who. */
function must(
  library: Library,
  rulesets: Rulesets,
  scope: Scope,
  province: Province,
  given: Person | undefined,
  day: Day,
): Computed | undefined {
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
  const assessment = judgeYear(rulesets, province, person, day);
  if (assessment.unit !== 'credits') return undefined;
  const step = ofPublic ? publicStep(assessment) : totalStep(assessment);
  const clauses = step ? clausesOf(library, scope, province, [step]) : [];
  if (clauses.length === 0) return undefined;
  if (!assessment.covered) return { says: '按您的情况不用完成学分要求。', clauses };
  const value = ofPublic ? assessment.publicRequired : assessment.required;
  if (value === null) return undefined;
  const subject = ofPublic ? '公需科目' : '一年';
  return {
    says: value === 0 ? `${subject}没有最低要求。` : `${subject}至少 ${number(value)} 学分。`,
    clauses,
    ...(step ? { mark: step.clause } : {}),
  };
}

/** Months and days that a question gives for a stay, as a period that begins in the credit year. */
function stayIn(text: string, day: Day): { from: Day; to: Day; days: readonly [number, number] } | undefined {
  const half = /半年/u.test(text);
  const months = half
    ? 6
    : Number(/(\d+(?:\.\d+)?)\s*个?月/u.exec(text.replace(/个半月/gu, '.5个月'))?.[1] ?? Number.NaN);
  const exact = Number(/(\d+)\s*天/u.exec(text)?.[1] ?? Number.NaN);
  if (/不足|不满|不够|跨年|\d+月\d+|\d+月.*到|来年|明年|去年/u.test(text)) return undefined;
  const from = `${Number(day.slice(0, 4))}-01-01`;
  if (Number.isFinite(exact) && exact > 0 && exact <= 85)
    return { from, to: addDays(from, exact - 1), days: [exact, exact] };
  if (!Number.isFinite(months) || months <= 0 || months > 6) return undefined;
  const whole = Math.floor(months);
  const to = addDays(addMonths(from, whole), Math.round((months - whole) * 30) - 1);
  return { from, to, days: [Math.floor(months * 20), Math.round(months * 30)] };
}

/**
 * The words to read a follow-up's activity from; `undefined` where nothing of what is new was understood: 那增刊呢 must
 * not get the answer of the question before. Where both turns name the same thing, the later one is read first.
 */
function heardAs({ lean, text, whole }: Scope, day: Day): string | undefined {
  if (lean === undefined) return whole;
  const heard = (words: string): string =>
    JSON.stringify([
      extract(words, { day }).map(({ type, candidates, fields }) => [type, candidates, fields]),
      stayIn(words, day),
    ]);
  const before = heard(lean);
  return [whole, `${text} ${lean}`].find((words) => heard(words) !== before);
}

type Per = Extract<Earning, { is: 'per' }>;

/** The multiplication of days by credits by which the activity earns, if that is how. */
const productIn = ({ trace }: Assessment): { readonly step: TraceStep; readonly by: Per } | undefined => {
  for (const step of trace) {
    const { activity, why } = step;
    if (activity !== 'a' || why.is !== 'given' || why.unit !== 'credits' || why.by.is !== 'per') continue;
    if (why.by.unit === DAYS && isProduct(why.by)) return { step, by: why.by };
  }
  return undefined;
};
const DAYS = clauseUnit('fullDays', undefined);

/** A stay told in months is so many days or so many: the arithmetic of both, where both go over the ceiling. */
function between(tries: readonly Assessment[], worth: number): string {
  const [low, high] = tries.map((one) => productIn(one)?.by);
  if (!low || !high || low.each !== high.each || low.credits <= worth) return '';
  return `：按 ${shown(low.quantity)}～${shown(high.quantity)} 天、每天 ${shown(low.each)} 学分算是 ${shown(low.credits)}～${shown(high.credits)} 学分，超过 ${number(worth)} 学分的上限`;
}

/** Steps that settle what an activity counts for; the others say what led there, or what follows. */
const settles = ({ is }: Why): boolean =>
  is !== 'whole-year' && is !== 'read' && is !== 'adjusted' && is !== 'most' && is !== 'short';

/** The step that decides, after the multiplication where that is another. */
function arithmetic(assessment: Assessment, decisive: TraceStep): string {
  const product = productIn(assessment);
  return [product && product.step !== decisive ? sayProduct(product.by) : '', say(decisive)].filter(Boolean).join('，');
}

/** Does it come to nothing for somebody in this role only? The question has not said in which. */
function hangsOnRole(why: Why): boolean {
  if (why.is === 'given') return why.by.is === 'row' && why.about.values.some(([field]) => field === 'role');
  if (why.is !== 'unlisted' || why.lacks?.field !== 'role') return false;
  return [...why.lacks.takes, why.lacks.own].some((role) => role === 'participant' || role === 'lecturer');
}

/** What one activity earns. */
function earns(
  library: Library,
  rulesets: Rulesets,
  scope: Scope,
  province: Province,
  given: Person | undefined,
  day: Day,
): Computed | undefined {
  const { text } = scope;
  if (!AMOUNT.test(text) || CAP.test(text) || EXCEPTIONS.test(text) || /公需/u.test(text)) return undefined;
  const whole = heardAs(scope, day);
  if (whole === undefined) return undefined;
  const found = extract(whole, { day });
  const one = found[0];
  if (!one || found.length > 1) return undefined;
  const earning = typesOf(rulesets, province);
  const type = [one.type, ...(one.candidates ?? [])].find(
    (candidate) => candidate !== undefined && earning.includes(candidate),
  );
  if (!type) return undefined;
  const stay = STAYS.has(type) ? stayIn(whole, day) : undefined;
  const { date: _date, from: _from, to: _to, ...fields } = one.fields as { readonly [field: string]: FieldValue };
  const known: { [field: string]: FieldValue } = {
    ...fields,
    ...(stay ? { from: stay.from, to: stay.to, fullDays: stay.days[0] } : { date: day }),
  };
  if (
    /^(?:internal-training|institutional-project|outreach-event|contest|exam-setting|outreach-media)$/u.test(type) &&
    known.sessions === undefined &&
    known.count === undefined
  ) {
    known.count = 1;
    known.sessions = 1;
  }
  const slots = slotsFor(rulesets, province, type, known);
  for (const slot of slots)
    if (known[slot.field] === undefined && TAKEN[slot.field] !== undefined && slot.field in TAKEN)
      known[slot.field] = TAKEN[slot.field] ?? true;
  if (
    slotsFor(rulesets, province, type, known).some(
      (slot) => slot.required && known[slot.field] === undefined && !UNASKED.has(slot.field),
    )
  )
    return undefined;
  const person = personIn(text, given);
  const tries = (stay && stay.days[0] !== stay.days[1] ? stay.days : [undefined]).map((fullDays) => {
    const activity = { id: 'a', type, ...known, ...(fullDays === undefined ? {} : { fullDays }) } as Activity;
    return judgeYear(rulesets, province, person, day, [activity]);
  });
  const first = tries[0];
  if (!first) return undefined;
  const counted = (assessment: Assessment): number => Math.min(assessment.awarded.a ?? 0, assessment.total);
  if (first.awarded.a === undefined || tries.some((one) => counted(one) !== counted(first))) return undefined;
  const steps = first.trace.filter((step) => step.activity === 'a' && step.clause !== '');
  const decisive = steps.findLast(({ why }) => settles(why));
  const clauses = clausesOf(library, scope, province, decisive ? [decisive, ...steps] : steps).slice(0, 1);
  if (!decisive || clauses.length === 0) return undefined;
  const unit = first.unit === 'hours' ? '学时' : '学分';
  const worth = counted(first);
  const capped = worth < first.awarded.a ? '（到全年上限了）' : '';
  const taken = [
    slots.some((slot) => slot.field === 'passed') ? '按考核合格算' : '',
    slots.some((slot) => slot.field === 'publishedCredits') ? '公布了学分数的以公布的为准' : '',
  ].filter(Boolean);
  const condition = taken.length > 0 ? `（${taken.join('；')}）` : '';
  const isAbout = stay !== undefined && stay.days[0] !== stay.days[1] && worth < 25;
  const how = isAbout ? between(tries, worth) : `：${arithmetic(first, decisive)}`;
  if (worth === 0 && hangsOnRole(decisive.why)) return undefined;
  if (worth === 0 && decisive.why.is === 'unlisted') return { says: sayReason(decisive), clauses, unlisted: true };
  return {
    says: worth === 0 ? `按文件不计分${how}。` : `可以计 ${number(worth)} ${unit}${condition}${capped}${how}。`,
    clauses,
    mark: decisive.clause,
  };
}
