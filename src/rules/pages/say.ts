import { formalName, formalValue, kindName } from '../../catalogue/index.ts';
import { shown } from '../../decimal.ts';
import type {
  ActivityWhy,
  Change,
  Earning,
  Given,
  Lack,
  ReadAs,
  RowSubject,
  Sum,
  Times,
  TraceStep,
  Unfit,
  Why,
  YearWhy,
} from '../../types/index.ts';
import { matchWords } from './words.ts';

/**
 * The steps of an assessment in Chinese sentences, with their arithmetic. People read them and nothing decides by them:
 * what a step means stands in its `why`.
 */

type Step = Pick<TraceStep, 'why' | 'clause'>;
type Per = Extract<Earning, { is: 'per' }>;

/** A step as it is printed. */
export interface SaidStep {
  readonly activity?: string;
  readonly rule: string;
  readonly clause: string;
  /** The sentence, without a full stop. */
  readonly effect: string;
}

/** A step with its sentence in place of its values. */
export function inWords({ why, ...step }: TraceStep): SaidStep {
  return { ...step, effect: say({ why, clause: step.clause }) };
}

/** A step's sentence, without a full stop. */
export function say({ why, clause }: Step): string {
  // Every kind has the maker of its own sentence; that the two belong together the compiler cannot see.
  const make = SENTENCES[why.is] as (why: Why, clause: string) => string;
  return make(why, clause);
}

/** The same inside a sentence that says by itself that nothing counts. */
export function sayReason(step: Step): string {
  const { why } = step;
  if (why.is === 'unlisted') return unlisted(why);
  if (why.is === 'given' && why.by.is === 'per' && why.by.whole === 0 && !why.by.rest)
    return `不满 ${shown(why.by.every)} ${why.by.unit}`;
  return say(step);
}

/** What a year's requirement or floor asks for, without what somebody has of it. */
export const sayDemand = (step: Step): string => (step.why.is === 'floor' ? floorWords(step.why) : say(step));

/** A sentence about one of `count` alike, as it reads for all of them, which earn `credits`. */
export function sayEach(step: Step, count: number, credits: number | null): string {
  const { why } = step;
  const one = say(step);
  if (count === 1 || credits === null) return one;
  const by = why.is === 'given' && why.unit === 'credits' ? why.by : undefined;
  if (why.is === 'given' && by?.is === 'per' && by.quantity === 1 && isProduct(by))
    return givenWords(why, sayProduct({ ...by, quantity: count, credits }));
  return `每次：${one}；${count} 次共 ${shown(credits)} 分`;
}

/** Is it said as a multiplication? */
export const isProduct = ({ every, whole, rest, times }: Per): boolean =>
  every === 1 && whole === undefined && rest === undefined && times === undefined;

/** 28 天 × 1 = 28 分. */
export const sayProduct = ({ quantity, unit, each, credits }: Per): string =>
  `${shown(quantity)} ${unit} × ${shown(each)} = ${shown(credits)} 分`;

type Makers<Kind extends Why> = {
  readonly [is in Kind['is']]: (why: Extract<Kind, { is: is }>, clause: string) => string;
};

const creditsWord = (unit: 'credits' | 'hours'): string => (unit === 'hours' ? '学时' : '分');
const fieldWords = (fields: readonly string[]): string => fields.map(formalName).join('、');
const titles = (names: readonly string[]): string => names.map((name) => `《${name}》`).join('、');
const monthsAndDays = (months: number, days: number): string =>
  [months > 0 ? `${months} 个月` : '', days > 0 || months === 0 ? `${days} 天` : ''].filter((part) => part).join('零 ');
const aboutWords = ({ label, values }: RowSubject): string =>
  [label, ...values.map(([field, value]) => formalValue(field, value))].filter((part) => part !== '').join('·');
const timesWords = (words: string, times: Times | undefined): string =>
  times ? `${words} × ${shown(times.count)} ${times.unit}` : words;
const readWords = ({ field, to, note }: ReadAs): string =>
  note ?? `${formalName(field)}按 ${formalValue(field, to)} 计`;

const PLACES = ['', '第一', '前二', '前三', '前四', '前五', '前六', '前七', '前八', '前九', '前十'] as const;

/** Up to which place a row gives something: 文件只授前三位. */
function lastPlace(places: number | undefined, type: string): string {
  // Where only the first author counts, the corresponding one stands for the first.
  if (type === 'paper' && places === 1) return '文件只授第一作者、通讯作者';
  return places === undefined ? '文件没有给到这一位' : `文件只授${PLACES[places] ?? `前 ${places} `}位`;
}

function perWords({ quantity, unit, every, each, whole, rest, credits, times }: Per, measure: string): string {
  const blocks = `${shown(quantity)} ${unit}，每满 ${shown(every)} ${unit} ${shown(each)} ${measure}，满 ${whole} 次`;
  const more = rest?.more === undefined ? '' : `，零头另加 ${shown(rest.more)} ${measure}`;
  const base = rest
    ? `${blocks}${more}，共 ${shown(rest.once)} ${measure}`
    : whole !== undefined
      ? blocks
      : every === 1
        ? `${shown(quantity)} ${unit} × ${shown(each)}`
        : `${shown(quantity)} ${unit} ÷ ${shown(every)} × ${shown(each)}`;
  return `${timesWords(base, times)} = ${shown(credits)} ${measure}`;
}

function earningWords(by: Earning, measure: string): string {
  switch (by.is) {
    case 'row':
      return by.words;
    case 'stated': {
      const source = by.field === 'publishedCredits' ? '按公布的学分数' : '按核定的学分';
      return timesWords(`${source} ${shown(by.credits)} ${measure}`, by.times);
    }
    case 'flat':
      if (by.each === 0) return '不授学分';
      return by.times
        ? `${timesWords(`${shown(by.each)} ${measure}`, by.times)} = ${shown(by.credits)} ${measure}`
        : `${shown(by.each)} ${measure}`;
    case 'per':
      return perWords(by, measure);
    case 'ranked': {
      const place = by.read ? readWords(by.read) : `排名第 ${by.place}`;
      return by.credits === 0
        ? `${place}，${lastPlace(by.places, by.type)}，计 0 ${measure}`
        : timesWords(`${place}：${shown(by.credits)} ${measure}`, by.times);
    }
  }
}

const adjustedWords = ({ times, note, credits }: Extract<Change, { is: 'adjusted' }>): string =>
  `${[note, times === undefined ? '按排名递减' : `× ${shown(times)}`].filter((part) => part).join('，')} = ${shown(credits)} 分`;

const changeWords = (change: Change): string =>
  change.is === 'adjusted'
    ? adjustedWords(change)
    : `单项最多 ${shown(change.credits)} 分，计 ${shown(change.credits)} 分`;

function givenWords({ by, about, unit, changes, waits }: Given, first = earningWords(by, creditsWord(unit))): string {
  const words = [`${first}（${aboutWords(about)}）`, ...changes.map(changeWords)].join('；');
  return waits === undefined ? words : `${words}，${waits}，暂不计入`;
}

function unfitWords({ field, wanted, takes, own, clause }: Unfit): string {
  if (takes.length === 0) return `文件要求${matchWords(field, wanted, clause)}，`;
  const listed = new Set(takes.map((value) => formalValue(field, value)));
  return `文件只列了${[...listed].join('、')}，${formalValue(field, own)}`;
}

const unlisted = ({ label, lacks }: Extract<Why, { is: 'unlisted' }>): string =>
  `${lacks ? unfitWords(lacks) : ''}不在${label}的授分范围内`;

function sumWords(sum: Sum): string {
  switch (sum.is) {
    case 'amount':
      return `累计 ${shown(sum.amount)} ${sum.unit}`;
    case 'months':
      return `当年累计 ${monthsAndDays(sum.months, sum.days)}`;
    case 'days':
      return `当年累计 ${sum.days} 天`;
  }
}

function lackWords(lack: Lack, clause: string): string {
  switch (lack.is) {
    case 'fact':
      return `要求${matchWords(lack.field, lack.wanted, clause)}`;
    case 'stay':
      return `要求满 ${lack.least} 个月，这一段 ${monthsAndDays(lack.months, lack.days)}`;
    case 'stay-in-year':
      return `要求当年之内满 ${lack.least} 个月`;
    case 'undated':
      return `要求满 ${lack.least} 个月，没有说明起止日期`;
  }
}

const OF_ACTIVITY: Makers<ActivityWhy> = {
  given: (why) => givenWords(why),
  read: readWords,
  adjusted: adjustedWords,
  most: ({ credits }) => `单项最多 ${shown(credits)} 分`,
  untold: ({ fields }) => `没有说明${fieldWords(fields)}，暂不能计算`,
  refused: ({ words, label }) => `${words}，计 0 分（${label}）`,
  unlisted: (why) => `${unlisted(why)}，计 0 分`,
  'no-standard': ({ label }) => `文件没有给出${label}在这种情况下的计分标准，不计`,
  'no-rule': ({ ruleset, type }) => `${ruleset}的文件没有给出${kindName(type)}的计分标准，不计`,
  unjudged: ({ document }) => `这一项适用《${document}》，手上没有这份文件，不计；补上后结论可能不同`,
  outside: ({ day }) => `${day ?? ''} 不在这个学分年度里，不计入`,
  'set-aside': ({ status }) => (status === 'withdrawn' ? '这条记录已撤回，不计' : '这条记录没有通过审核，不计'),
  reached: ({ sum, least, unit, credits, label }) =>
    `${sumWords(sum)}，满 ${least} ${unit}，${credits === 0 ? '不授学分' : `计 ${shown(credits)} 分`}（${label}）`,
  short: ({ sum, least, unit, label }) => `${sumWords(sum)}，不足 ${least} ${unit}（${label}）`,
  together: ({ day, least, unit }) =>
    `合并计算：与${day === undefined ? '同类的' : ` ${day} `}那一项一起计满 ${least} ${unit}，分数计在那一项`,
  'counted-before': ({ field }) => `同一${formalName(field)}已在以前年度计过，本年不再计`,
  bettered: ({ field }) => `同一${formalName(field)}只计一次，取高的一项`,
  capped: ({ label, cap, counts }) => `${label}已到 ${shown(cap)} 分上限，本次计 ${shown(counts)} 分`,
  'whole-year': ({ credits }) => `一次获得 ${shown(credits)} 分，视为完成当年学分要求`,
  deemed: ({ type }) => `${kindName(type)}符合条件，视同达到当年学分要求`,
  'not-deemed': ({ type, lacks }, clause) =>
    `${kindName(type)}不符合视同达标的条件${lacks ? `：${lackWords(lacks, clause)}` : ''}`,
};

function floorWords({ label, some, required, unit, note }: Extract<Why, { is: 'floor' }>): string {
  if (required === null) return `${label}文件没有规定`;
  if (required === 0) return `${label}${note ?? '不做最低要求'}`;
  return some ? `${label}至少要有一项` : `${label}至少 ${shown(required)} ${creditsWord(unit)}`;
}

function makeupWords({ year, debt, required, total, order, paid }: Extract<Why, { is: 'makeup' }>): string {
  const due =
    debt > 0
      ? `本年度要求 ${shown(required)} 分，加上 ${year} 年度欠的 ${shown(debt)} 分，共 ${shown(required + debt)} 分；`
      : '';
  const served = { finished: '当年要求已一步完成', 'past-first': '先补欠年', 'year-first': '先满足当年' }[order];
  return `${due}本年得 ${shown(total)} 分，${served}，补 ${year} 年度 ${shown(paid)} 分，还欠 ${shown(debt - paid)} 分`;
}

function barredWords({ year, debt, because, appliedOn }: Extract<Why, { is: 'makeup-barred' }>): string {
  const why = {
    'not-filed': '尚未报备',
    late: `${appliedOn ?? ''} 才申请，不在当年`,
    'not-applied': '没有在当年申请补学',
  }[because];
  return `${year} 年度欠 ${shown(debt)} 分，${why}，不能补`;
}

const OF_YEAR: Makers<YearWhy> = {
  exempt: ({ note }) => `${note ?? '不属于继续医学教育对象'}，本年度不考核`,
  'person-deemed': () => '本人属于视同达标的人员',
  required: ({ required, unit }) => `本年度要求 ${shown(required)} ${creditsWord(unit)}`,
  'required-untold': ({ fields }) => `还不知道${fieldWords(fields)}，不能判断要求`,
  'required-unsaid': ({ note }) => note ?? '文件没有规定这种情况的学分要求',
  'required-adjusted': ({ times, required }) => `要求 × ${shown(times)} = ${shown(required)} 分`,
  floor: (why) => `${floorWords(why)}，已有 ${shown(why.got)}`,
  'floor-untold': ({ label, fields }) => `${label}：还不知道${fieldWords(fields)}，不能判断要求`,
  freed: ({ whole }) => (whole ? '视同达到当年要求，免修公需科目' : '免修当年度公需科目'),
  'filled-before': ({ day, credits }) => `${day} 之前已修满 ${shown(credits)} 分，认定合格`,
  courses: ({ missing }) =>
    missing.length === 0 ? '指定公需课程的合格证书齐全' : `还缺指定公需课程的合格证书：${titles(missing)}`,
  'courses-absent': ({ document }) => `本年度的指定公需课程见《${document}》，手上没有，不判断`,
  'pool-full': ({ label, sum, cap }) => `${label}合计 ${shown(sum)} 分，已到 ${shown(cap)} 分上限，计 ${shown(cap)} 分`,
  carried: ({ credits }) => `上年度多出的学分结转 ${shown(credits)} 分`,
  window: ({ label, first, last, average, got, required }) =>
    `${label}：${first === last ? '' : `${first}—`}${last} 年度${average ? '平均' : '合计'} ${shown(got)} 分，要求 ${shown(required)} 分`,
  makeup: makeupWords,
  'makeup-barred': barredWords,
};

const SENTENCES: Makers<Why> = { ...OF_ACTIVITY, ...OF_YEAR, row: ({ words }) => words };
