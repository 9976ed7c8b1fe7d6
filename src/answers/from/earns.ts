/** What an activity earns, as a question describes it. */

import { clauseUnit, fieldOf, lasts } from '../../catalogue/index.ts';
import { addDays, addMonths } from '../../days.ts';
import { isProduct, type Slot, say, sayProduct, sayReason, slotsFor, typesOf } from '../../rules/index.ts';
import type { Activity, Assessment, Day, Earning, FieldValue, TraceStep, Why } from '../../types/index.ts';
import { extract } from '../../understand/index.ts';
import { BETWEEN, EARNED } from '../../words/answers/figures.ts';
import type { Scope } from '../scope.ts';
import { type Asked, type Computed, clausesOf, judgeYear, personIn } from './asked.ts';

const AMOUNT =
  /几分|几个?学分|多少|给分|给不给|给几|算分|怎么算|怎么折|有(?:没有)?(?:学)?分|顶|折|呢[?？]?$|计分|加分/u;

const CAP =
  /上限|封顶|最多|顶多|最高|到顶|撑死|限制|不超过|登记|审核|谁|哪里|什么时候|哪一?年|哪个时间|按哪|流程|材料|申请/u;

/** Circumstances that the documents may not have thought of. */
const EXCEPTIONS =
  /休学|退学|肄业|没毕业|延期|归(?:哪|自学|实践|项目|什么)|属于|哪一?类|不是(?:主编|副主编|编委|第)|一样吗|区别/u;

/** What nobody says in a question, and what does not change what the documents give in general. */
const UNASKED = new Set(['date', 'publishedCredits', 'status']);

type Stay = { readonly from: Day; readonly to: Day; readonly days: readonly [number, number] } | undefined;

/** Kinds of which one is meant where no number is said. */
const ONCE = new Set([
  'internal-training',
  'institutional-project',
  'outreach-event',
  'contest',
  'exam-setting',
  'outreach-media',
]);

/** Months and days that a question gives for a stay, as a period that begins in the credit year. */
function stayIn(text: string, day: Day): Stay {
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

/** The arithmetic of a stay told in months, for the fewest and the most days, where both go over the ceiling; '' elsewhere. */
function between(tries: readonly Assessment[], worth: number): string {
  const [low, high] = tries.map((one) => productIn(one)?.by);
  return low && high && low.each === high.each && low.credits > worth ? BETWEEN(low, high, low.each, worth) : '';
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

type Known = { [field: string]: FieldValue };

/** The activity as it is told, with what people leave unsaid; `undefined` where something that decides is missing. */
function toldIn(
  { rulesets, province, day }: Asked,
  whole: string,
): { readonly type: string; readonly known: Known; readonly stay: Stay; readonly asks: readonly Slot[] } | undefined {
  const found = extract(whole, { day });
  const one = found[0];
  if (!one || found.length > 1) return undefined;
  const earning = typesOf(rulesets, province);
  const type = [one.type, ...(one.candidates ?? [])].find(
    (candidate) => candidate !== undefined && earning.includes(candidate),
  );
  if (!type) return undefined;
  const stay = lasts(type) ? stayIn(whole, day) : undefined;
  const { date: _date, from: _from, to: _to, ...fields } = one.fields as Known;
  const known: Known = {
    ...fields,
    ...(stay ? { from: stay.from, to: stay.to, fullDays: stay.days[0] } : { date: day }),
  };
  if (ONCE.has(type) && known.sessions === undefined && known.count === undefined) {
    known.count = 1;
    known.sessions = 1;
  }
  const asks = slotsFor(rulesets, province, type, known);
  for (const { field } of asks) {
    const taken = fieldOf(field)?.presumed;
    if (known[field] === undefined && taken !== undefined) known[field] = taken;
  }
  const open = slotsFor(rulesets, province, type, known).some(
    ({ required, field }) => required && known[field] === undefined && !UNASKED.has(field),
  );
  return open ? undefined : { type, known, stay, asks };
}

/** What one activity earns. */
export function earns(asked: Asked): Computed | undefined {
  const { scope, given, day } = asked;
  const { text } = scope;
  if (!AMOUNT.test(text) || CAP.test(text) || EXCEPTIONS.test(text) || /公需/u.test(text)) return undefined;
  const whole = heardAs(scope, day);
  const told = whole === undefined ? undefined : toldIn(asked, whole);
  if (!told) return undefined;
  const { type, known, stay, asks } = told;
  const person = personIn(text, given);
  const isVague = stay !== undefined && stay.days[0] !== stay.days[1];
  const tries = (isVague ? stay.days : [undefined]).map((fullDays) =>
    judgeYear(asked, person, [
      { id: 'a', type, ...known, ...(fullDays === undefined ? {} : { fullDays }) } as Activity,
    ]),
  );
  const [first] = tries;
  if (!first) return undefined;
  const counted = (assessment: Assessment): number => Math.min(assessment.awarded.a ?? 0, assessment.total);
  if (first.awarded.a === undefined || tries.some((one) => counted(one) !== counted(first))) return undefined;
  const steps = first.trace.filter((step) => step.activity === 'a' && step.clause !== '');
  const decisive = steps.findLast(({ why }) => settles(why));
  const clauses = clausesOf(asked, decisive ? [decisive, ...steps] : steps).slice(0, 1);
  if (!decisive || clauses.length === 0) return undefined;
  const credits = counted(first);
  if (credits === 0 && hangsOnRole(decisive.why)) return undefined;
  if (credits === 0 && decisive.why.is === 'unlisted') return { says: sayReason(decisive), clauses, unlisted: true };
  const says = EARNED({
    credits,
    unit: first.unit,
    passed: asks.some(({ field }) => field === 'passed'),
    published: asks.some(({ field }) => field === 'publishedCredits'),
    isCut: credits < first.awarded.a,
    how: isVague && credits < 25 ? between(tries, credits) : arithmetic(first, decisive),
  });
  return { says, clauses, mark: decisive.clause };
}
