/**
 * A value of one's own field that is said to hold now, or to hold no longer, wherever it stands: in the middle of a report,
 * after a question, in brackets. A value counts where a word of holding stands directly by it and nobody else is spoken of;
 * what is asked, supposed, hoped or past counts for nothing. Pure.
 */
import { citiesIn, provinceOfCity, readProvinceWord } from '../../chinese/index.ts';
import type { Day, Member } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import type { Claimed } from './claim.ts';
import * as words from './holds-words.ts';

const DAY = '\u25a2';
/** No statement about oneself is longer. */
const LONGEST = 160;
const CLAUSES = /[^,，。;；!！?？~～\n()（）【】]+[?？]?/g;

type Value =
  | { readonly is: 'title'; readonly value: NonNullable<Member['title']>; readonly trade?: string }
  | { readonly is: 'profession'; readonly value: string }
  | { readonly is: 'institution'; readonly value: NonNullable<Member['institution']> }
  | { readonly is: 'flag'; readonly value: string }
  | { readonly is: 'province'; readonly value: string };
interface Span {
  readonly value: Value;
  readonly from: number;
  readonly to: number;
}
interface Told {
  readonly patch: { -readonly [K in keyof Member]?: Member[K] };
  readonly dropped: string[];
}

const spansOf = <T>(
  text: string,
  list: readonly (readonly [RegExp, T])[],
  value: (one: T, said: string) => Value,
): Span[] =>
  list.flatMap(([pattern, one]) =>
    [...text.matchAll(new RegExp(pattern.source, 'gu'))].map((m) => ({
      value: value(one, m[0]),
      from: m.index,
      to: m.index + m[0].length,
    })),
  );

const tradeIn = (said: string): string | undefined =>
  /护师/.test(said) ? 'nurse' : /药师/.test(said) ? 'pharmacist' : /技师/.test(said) ? 'technician' : undefined;

function regionsIn(text: string): Span[] {
  const found: Span[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const rest = text.slice(at);
    const named = readProvinceWord(rest);
    const city = citiesIn(rest).find((one) => rest.startsWith(one));
    const [word, value] =
      named !== undefined && rest.startsWith(named) ? [named, named] : [city, city && provinceOfCity(city)];
    if (word === undefined || value === undefined) continue;
    const tail = /^(?:省|市|自治区)?/.exec(rest.slice(word.length))?.[0] ?? '';
    const to = at + word.length + tail.length;
    // 山西人民医院 is a house, 山西 in 浙江的办法 a province.
    if (REGION_ENDS.test(text.slice(to))) found.push({ value: { is: 'province', value }, from: at, to });
    at = to - 1;
  }
  return found;
}
const REGION_ENDS =
  /^(?:这边|那边|这里)?(?:人|格|的|滴|工作|上班|执业|任职|发展|落户|户口)?(?:了|啦|咯|嘞|哦|呀|啊|呢|喽)*["”]?$|^(?:这边|那边)?的?(?:办法|规定|文件|标准|政策|规则)?(?:给我|帮我|来)?算/;

/** Every value that a clause names, the longest where two overlap. */
function valuesIn(clause: string): readonly Span[] {
  const all = [
    ...spansOf(clause, words.STANDS, (value) => ({ is: 'flag', value })),
    ...spansOf(clause, words.HOUSES, (value) => ({ is: 'institution', value })),
    ...spansOf(clause, words.RANKS, (value, said) => {
      const trade = tradeIn(said);
      return { is: 'title', value, ...(trade === undefined ? {} : { trade }) };
    }),
    ...spansOf(clause, words.TRADES, (value) => ({ is: 'profession', value })),
    ...regionsIn(clause),
  ].sort((a, b) => b.to - b.from - (a.to - a.from));
  const kept: Span[] = [];
  for (const one of all) if (!kept.some((k) => one.from < k.to && k.from < one.to)) kept.push(one);
  return kept.sort((a, b) => a.from - b.from);
}

/** Where the word of holding before a value begins; undefined where there is none. */
function heldFrom(before: string, value: Value): number | undefined {
  const longest = value.is === 'institution' ? 12 : 6;
  for (let gap = 0; gap <= Math.min(longest, before.length); gap += 1) {
    const between = before.slice(before.length - gap);
    const isNear = words.BETWEEN.test(between) || (value.is === 'institution' && words.NAMED.test(between));
    const verb = isNear ? words.HOLDS_BEFORE.exec(before.slice(0, before.length - gap)) : null;
    if (verb) return verb.index;
  }
  return undefined;
}

/** Behind a house where somebody works, and not where they were for something. */
const WORKS_THERE =
  /^(?:院区|总院|分院|本部|那边|这边)?(?:的(?:人|职工|医生|护士|编制?)?)?(?:发工资|领工资|上班|工作|任职|就职|干|坐诊|管|这?一?级(?:别)?)?(?:了|啦|咯|嘞|哦|呀|啊|呢|喽|嘛|医院|单位|,|，|["”])*(?:\u25a2+.*)?$/;

/** Whether the words before a value leave room for nobody else. */
const isMine = (before: string, isBegun: boolean): boolean =>
  words.SELF.test(before) || words.ENTRY.test(before) || (isBegun && words.SMALL.test(before)) || before === '';

type Standing = 'holds' | 'gone' | 'nothing';

/** What a clause says of a value in it. `isBegun`: an earlier clause was about the sender, or none was said. */
function standingOf(clause: string, span: Span, isBegun: boolean): Standing {
  const before = clause.slice(0, span.from);
  const behind = clause.slice(span.to);
  if (words.NO_VALUE_BEHIND.test(behind) && !words.GONE_BEHIND.test(behind)) return 'nothing';
  const denial = words.GONE_BEFORE.exec(before);
  if (denial) return isMine(before.slice(0, denial.index), isBegun) ? 'gone' : 'nothing';
  if (/(?:从|由|自|原来?是|离开)[^,，]{0,8}$/.test(before) && !words.HOLDS_BEFORE.test(before)) return 'nothing';
  if (span.value.is === 'flag' && words.GONE_BEHIND.test(behind))
    return isMine(before, true) && words.SMALL.test(before.replace(words.SELF, '').replace(words.ENTRY, ''))
      ? 'gone'
      : 'nothing';
  const isPlace = span.value.is === 'institution';
  const from = heldFrom(before, span.value);
  if (from !== undefined) {
    if (isPlace && !WORKS_THERE.test(behind)) return 'nothing';
    // 级别：省级 is of an activity, 我们院是省级 of a house.
    const isBare = isPlace && /级$/.test(clause.slice(span.from, span.to)) && !/^(?:医院|单位)/.test(behind);
    if (isBare && !/我|咱|俺|院|单位/.test(before)) return 'nothing';
    return isMine(before.slice(0, from), isBegun) && !isVisit(clause, before.slice(from), span.value)
      ? 'holds'
      : 'nothing';
  }
  return span.value.is === 'title' && words.HOLDS_BEHIND.test(behind) && isMine(before, isBegun) ? 'holds' : 'nothing';
}

/** 昨天在卫生院, 到社区: where somebody was for a day. */
const isVisit = (clause: string, holding: string, value: Value): boolean =>
  (value.is === 'institution' || value.is === 'province') &&
  /^(?:在|到|去了|来了|来到|回|进)/.test(holding) &&
  (clause.includes(DAY) || /昨|今天|前天|上周|刚才|早上|下午|上午|晚上/.test(clause)) &&
  !/上班|工作|任职|就职|编/.test(clause);

function hear(clause: string, told: Told, isBegun: boolean): boolean {
  let isHeard = false;
  for (const span of valuesIn(clause)) {
    const standing = standingOf(clause, span, isBegun);
    if (standing === 'nothing') continue;
    isHeard = true;
    const { value } = span;
    if (standing === 'gone') {
      if (value.is === 'flag') told.dropped.push(value.value);
      continue;
    }
    switch (value.is) {
      case 'title':
        told.patch.title = value.value;
        if (value.trade !== undefined) told.patch.profession = value.trade;
        break;
      case 'profession':
        told.patch.profession = value.value;
        break;
      case 'institution':
        told.patch.institution = { ...told.patch.institution, ...value.value };
        break;
      case 'flag':
        if (value.value !== 'maternity') told.patch.flags = [...(told.patch.flags ?? []), value.value];
        break;
      case 'province':
        told.patch.province = value.value;
        break;
    }
  }
  if (words.NEWLY_COVERED.test(clause) && isMine(clause, isBegun)) {
    told.patch.flags = [...(told.patch.flags ?? []), 'newly-covered-2025'];
    isHeard = true;
  }
  return isHeard;
}

/** 我们院定的是28; 单位那30分取消了，改成35: the credits that the employer asks for. */
function requirementIn(clause: string, earlier: string): number | undefined {
  if (words.NOT_REQUIRED.test(clause)) return undefined;
  const anew = words.OF_REQUIREMENT.test(`${earlier}${clause}`) ? words.REQUIRED_ANEW.exec(clause) : null;
  const number = Number((words.REQUIRED.exec(clause) ?? anew)?.[1] ?? Number.NaN);
  return Number.isFinite(number) && number > 0 && number <= 300 ? number : undefined;
}

/** 名字打错了，是甲乙: a name behind a word that names are spoken of. */
function nameIn(clause: string, earlier: string): string | undefined {
  if (!/名字|姓名|名儿/.test(earlier + clause)) return undefined;
  const name =
    /(?:应该|其实|改|写)?(?:是|叫|成|为)([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6})$/.exec(
      clause,
    )?.[1];
  return name !== undefined && !/[错对的了吗么不字]|名|姓/.test(name) ? name : undefined;
}

/** Without what the roster says already. */
function newTo(member: Member | undefined, { patch, dropped }: Told): Told {
  const { flags, institution, ...others } = patch;
  const kept: Told['patch'] = {};
  const differs = Object.entries(others).filter(([key, value]) => member?.[key as keyof Member] !== value);
  Object.assign(kept, Object.fromEntries(differs));
  const more = [...new Set(flags ?? [])].filter((flag) => !(member?.flags ?? []).includes(flag));
  if (more.length > 0) kept.flags = more;
  const isSame = institution && Object.entries(institution).every(([k, v]) => Object(member?.institution)[k] === v);
  if (institution && !isSame) kept.institution = institution;
  return { patch: kept, dropped: [...new Set(dropped)].filter((flag) => member?.flags?.includes(flag)) };
}

/**
 * What a text says of its sender beside whatever else it says. Undefined where it says nothing that is new.
 * @param text normalised
 */
export function holdsIn(text: string, day: Day, member: Member | undefined): Claimed | undefined {
  if (text.length > LONGEST || words.SUPPOSED.test(text)) return undefined;
  const { found } = findDates(text, day);
  const blanked = found.reduceRight(
    (one, { index, length }) => `${one.slice(0, index)}${DAY.repeat(length)}${one.slice(index + length)}`,
    text,
  );
  const told: Told = { patch: {}, dropped: [] };
  const [own, rest]: [string[], string[]] = [[], []];
  let [earlier, isOthers] = ['', false];
  for (const { 0: clause, index } of blanked.matchAll(CLAUSES)) {
    const said = text.slice(index, index + clause.length);
    const bare = clause.replaceAll(/\u25a2+/g, DAY).trim();
    // 我同事评上了，是副高: what follows is of the other, until the sender speaks of themselves again.
    if (words.OF_OTHERS.test(bare)) isOthers = true;
    else if (words.SELF.test(bare)) isOthers = false;
    const isIdle = isOthers || words.PAST.test(bare) || words.ASKING.test(bare) || words.DOINGS.test(bare);
    const credits = isIdle ? undefined : requirementIn(bare, earlier);
    const name = isIdle ? undefined : nameIn(bare, earlier);
    if (credits !== undefined) told.patch.unitRequirement = credits;
    if (name !== undefined) told.patch.name = name;
    const isHeard = !isIdle && hear(bare, told, earlier === '' || words.SELF.test(earlier) || own.length > 0);
    (isHeard || credits !== undefined || name !== undefined ? own : rest).push(said);
    earlier += bare;
  }
  const fresh = newTo(member, told);
  if (Object.keys(fresh.patch).length === 0 && fresh.dropped.length === 0) return undefined;
  const about = own.join('，');
  const when = findDates(about, day).found.find((one) => one.from <= day && !('future' in one && one.future === true));
  if (/结业|出站|通过/.test(about) && fresh.dropped.length > 0 && when?.kind === 'day')
    fresh.patch.pgmePassed = when.from;
  const claim = {
    patch: fresh.patch,
    ...(when === undefined ? {} : { from: when.from }),
    ...(fresh.dropped.length > 0 ? { dropped: fresh.dropped } : {}),
  };
  return { claim, own: about, rest: rest.join('，') };
}
