/**
 * A statement about oneself, read word by word: who, a word of being or becoming, a value. A clause is one only where nothing
 * else is in it, so that 我在山西开了个会 says nothing about a person and 我转到山西工作了 does. Pure.
 */

import { citiesIn, parseNumber, provinceOfCity, readProvinceWord } from '../../chinese/index.ts';
import type { Day, Member, Title } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { DENIALS, EXCEPTIONS, FILLERS, MARKS, NAMING, OVER, SUBJECTS, VERBS } from './claim-words.ts';
import { readInstitution } from './place.ts';
import { PROFESSION_WORDS, readProfession } from './statement.ts';
import { isAhead, readGrade, TITLE_WORDS } from './title.ts';

export interface Claim {
  readonly patch: Partial<Member>;
  readonly from?: Day;
  readonly dropped?: readonly string[];
}

/** What the clauses of a text say about the person, and what else it says. */
export interface Claimed {
  readonly claim: Claim;
  /** The clauses that say it. */
  readonly own: string;
  /** The clauses that say something else, as they stand; '' where none do. */
  readonly rest: string;
}

type Patch = { -readonly [K in keyof Member]?: Member[K] };
interface Heard {
  readonly patch: Patch;
  readonly dropped: string[];
  /** A value was said, be it only to deny it. */
  values: number;
  /** Nothing beside values and the words between them. */
  isWhole: boolean;
}

/** A day that was blanked out. */
const DAY = '\u25a2';
const CLAUSE = /[,，。;；!！~～\n ]+/;
const NUMBER = /^(\d{1,3}(?:\.\d)?|[一二两三四五六七八九十]{1,3})个?(?:学分|学时|分)/;
const PLACE =
  /^(?!我|本人|咱|俺|自己|现在|目前|单位|医院是|是|在|到|调|转|换|去|来|进|搬|已|刚|就|的|了|今年|后来|改|把|叫|起|从|人在)(?:(?![是的了去到在调转进])[\u4e00-\u9fff]){0,14}(?:医院|卫生院|卫生室|卫生所|诊所|门诊部|卫生服务中心|服务中心|服务站|疾控中心|保健院|计生站|医务室|学校|社区|乡镇|基层)/;
const NAME = /^([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6})了?$/;
/** What no name holds. */
const NO_NAME = /[去来帮听讲报参加学的么吗不什是在有和跟与一起]/;

/** Behind a rank: what it is of. */
const CALLED = /^(?:中)?(?:医师|护师|药师|技师|检验师|医生|护士)(?![(（])/;

const starting = (text: string, list: readonly string[]): string | undefined =>
  list.find((word) => text.startsWith(word));

/** The first of these patterns that the text begins with. */
function beginning<T>(
  text: string,
  patterns: readonly (readonly [RegExp, T])[],
): { readonly value: T; readonly length: number } | undefined {
  let best: { readonly value: T; readonly length: number } | undefined;
  for (const [pattern, value] of patterns) {
    const match = pattern.exec(text);
    if (match?.index === 0 && match[0].length > (best?.length ?? 0)) best = { value, length: match[0].length };
  }
  return best;
}

/** A province or a city at the beginning; what it is called here. */
function placeNameAt(text: string): { readonly value: string; readonly length: number } | undefined {
  const named = readProvinceWord(text);
  if (named !== undefined && text.startsWith(named)) {
    const tail = /^(?:省|市|自治区)/.exec(text.slice(named.length))?.[0] ?? '';
    return { value: named, length: named.length + tail.length };
  }
  const city = citiesIn(text).find((one) => text.startsWith(one));
  const province = city && provinceOfCity(city);
  if (!city || !province) return undefined;
  return { value: province, length: city.length + (text[city.length] === '市' ? 1 : 0) };
}

/** A value at the beginning of the text goes into what was heard; how many characters it takes, 0 where there is none. */
function takeValue(text: string, heard: Heard, isDenied: boolean): number {
  const flag = beginning(text, EXCEPTIONS);
  const title = beginning(text, TITLE_WORDS);
  const profession = beginning(text, PROFESSION_WORDS);
  const place = PLACE.exec(text)?.[0];
  const region = placeNameAt(text);
  const institution = place === undefined ? undefined : readInstitution(place);
  if (flag && flag.length >= (institution ? (place?.length ?? 0) : 0)) {
    const isOver = starting(text.slice(flag.length), OVER) !== undefined;
    if (isDenied || isOver) heard.dropped.push(flag.value);
    else heard.patch.flags = [...(heard.patch.flags ?? []), flag.value];
    return flag.length;
  }
  if (institution && place) {
    const city = readProvinceWord(place) ?? provinceOfCity(place);
    if (!isDenied) Object.assign(heard.patch, { institution }, city === undefined ? {} : { province: city });
    return place.length;
  }
  if (title && title.length >= (profession?.length ?? 0)) {
    // 主管护师: the rank, and what somebody does.
    const whole = text.slice(0, title.length) + (CALLED.exec(text.slice(title.length))?.[0] ?? '');
    const does = readProfession(whole);
    if (!isDenied) Object.assign(heard.patch, { title: title.value }, does === undefined ? {} : { profession: does });
    return whole.length;
  }
  if (profession) {
    if (!isDenied) heard.patch.profession = profession.value;
    return profession.length;
  }
  if (region) {
    if (!isDenied) heard.patch.province = region.value;
    return region.length;
  }
  return 0;
}

/** 单位给我定的要求是10分: the credits that the employer asks for. */
function requirementIn(clause: string): number | undefined {
  if (!/要求|规定|[给定]|只要|任务|指标/.test(clause) || !/单位|医院|院里|科里|科室|科教科|我/.test(clause))
    return undefined;
  let rest = clause;
  for (let number: number | undefined; ; ) {
    const match = NUMBER.exec(rest);
    const word =
      starting(rest, OF_REQUIREMENT) ?? starting(rest, SUBJECTS) ?? starting(rest, VERBS) ?? starting(rest, FILLERS);
    if (match?.[1] !== undefined) {
      number = parseNumber(match[1]);
      rest = rest.slice(match[0].length);
    } else if (word !== undefined) rest = rest.slice(word.length);
    else return undefined;
    if (rest === '') return number;
  }
}
const OF_REQUIREMENT = [
  '继续教育',
  '科教科',
  '要求',
  '规定',
  '医院',
  '院里',
  '科里',
  '科室',
  '领导',
  '主任',
  '任务',
  '指标',
  '学分',
  '只要',
  '只有',
  '只',
  '给',
  '定',
  '修',
  '学',
  '完成',
  '就行',
  '就够',
  '就好',
  '够',
  '继教',
  DAY,
];

/** One clause, word by word. */
function hear(clause: string): Heard {
  const heard: Heard = { patch: {}, dropped: [], values: 0, isWhole: false };
  const credits = requirementIn(clause);
  if (credits !== undefined) return { ...heard, patch: { unitRequirement: credits }, values: 1, isWhole: true };
  let rest = clause;
  let isDenied = false;
  let hasPlaceVerb = false;
  while (rest !== '') {
    const naming = starting(rest, NAMING);
    const name = naming === undefined ? undefined : NAME.exec(rest.slice(naming.length))?.[1]?.replace(/了$/, '');
    // 这省叫山西 names a place.
    const isPlace = name !== undefined && placeNameAt(name)?.length === name.length;
    if (name !== undefined && name.length > 1 && !isPlace && !NO_NAME.test(name) && !isDenied)
      return { ...heard, patch: { ...heard.patch, name }, values: heard.values + 1, isWhole: true };
    const denial = starting(rest, DENIALS);
    if (denial !== undefined) {
      isDenied = true;
      rest = rest.slice(denial.length);
      continue;
    }
    const taken = takeValue(rest, heard, isDenied);
    if (taken > 0) {
      heard.values += 1;
      rest = rest.slice(taken);
      continue;
    }
    const verb = starting(rest, VERBS);
    const over = heard.dropped.length > 0 ? starting(rest, OVER) : undefined;
    const word = over ?? starting(rest, SUBJECTS) ?? verb ?? starting(rest, FILLERS) ?? starting(rest, [DAY, '去']);
    if (word === undefined) return heard;
    // 不是中级是初级: what comes after is so again.
    if (word === verb && /^(?:是|改|按|换|调|转)/.test(word)) isDenied = false;
    if (/工作|上班|任职|就职|调|转|换|在|到|进|干|搬|沉/.test(word)) hasPlaceVerb = true;
    if (word === '去' && !/工作|上班|任职|就职|干/.test(rest)) return heard;
    rest = rest.slice(word.length);
  }
  heard.isWhole = true;
  // 昨天在社区卫生服务中心 is where somebody was, not where they work.
  if (clause.includes(DAY) && hasPlaceVerb && !/工作|上班|任职|就职|调|转|换|职称|升|评|聘/.test(clause))
    heard.isWhole = false;
  return heard;
}

/** A change, of which the day is told, or today's; what was never a change has been so all along. */
const CHANGED = /升|晋|评[上出到下]|聘|考[上出到过取下]|取得|拿[到下]|通过|刚|改|变|更|换|调|转/;

/**
 * What a text says about its sender, clause by clause. Undefined where it says nothing of the kind, asks, or only hopes.
 * @param text normalised
 */
export function claimIn(text: string, day: Day): Claimed | undefined {
  if (!MARKS.test(text) || text.length > 120) return undefined;
  const { found } = findDates(text, day);
  const blanked = found.reduceRight(
    (one, { index, length }) => `${one.slice(0, index)}${DAY.repeat(length)}${one.slice(index + length)}`,
    text,
  );
  const patch: Patch = {};
  const dropped: string[] = [];
  const rest: string[] = [];
  let at = 0;
  let own = '';
  for (const clause of blanked.split(CLAUSE)) {
    const start = blanked.indexOf(clause, at);
    at = start + clause.length;
    if (clause === '') continue;
    const heard = hear(clause.replaceAll(/\u25a2+/g, DAY));
    const { flags, ...others } = heard.patch;
    if (!heard.isWhole || (heard.values === 0 && own === '' && !MARKS.test(clause))) rest.push(text.slice(start, at));
    else if (heard.values > 0 || DAY_ONLY.test(clause)) {
      Object.assign(patch, others, flags ? { flags: [...(patch.flags ?? []), ...flags] } : {});
      dropped.push(...heard.dropped);
      own += `${text.slice(start, at)}，`;
    }
  }
  if (own === '' || !MARKS.test(own) || (Object.keys(patch).length === 0 && dropped.length === 0)) return undefined;
  const mine = findDates(own, day).found;
  const when = mine.find((w) => !isAhead(w, day)) ?? (patch.title ? mine.find((w) => isAhead(w, day)) : undefined);
  // 规培结业了，2026年6月30号: what is over, and since when.
  if (dropped.length > 0 && PASSED.test(own) && when?.kind === 'day') patch.pgmePassed = when.from;
  return { claim: withDay(patch, { when: when?.from, own, dropped }), own, rest: rest.join('，') };
}

const PASSED = /结业|出站|通过/;
/** Clauses of nothing but a day and small words: 从今年3月起. */
const DAY_ONLY = /^\D{0,3}\u25a2+\D{0,4}$/;

function withDay(
  patch: Patch,
  { when, own, dropped }: { readonly when: Day | undefined; readonly own: string; readonly dropped: readonly string[] },
): Claim {
  const { title } = patch;
  if (title !== undefined && when === undefined && !CHANGED.test(own))
    patch.titles = [{ title, from: '1990-01-01' }] satisfies readonly { title: Title; from: Day }[];
  const grade = readGrade(own);
  if (grade !== undefined && (title === 'junior' || title === 'junior-assistant')) patch.grade = grade;
  return { patch, ...(when === undefined ? {} : { from: when }), ...(dropped.length > 0 ? { dropped } : {}) };
}
