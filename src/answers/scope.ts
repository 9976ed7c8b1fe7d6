/** Where a question is asked from and what it leans on: province, earlier turn, years. */

import { citiesIn, provinceOf, provincesIn, withoutPlaces } from '../chinese/index.ts';
import { provinceName } from '../documents/index.ts';
import type { Day, Person, Province, Turn } from '../types/index.ts';
import { say } from '../words/answers/answers.ts';
import type { Library } from './library.ts';
import { heal } from './search/homophones.ts';
import { memoryOf } from './search/keep.ts';
import { conceptsIn, normalise } from './search/lexicon.ts';
import { leans, saysLittle, slotOf, yearsIn } from './search/question.ts';

export interface AskInput {
  readonly question: string;
  /** A folder name, 浙江, 浙江省 …; a province without documents is answered from the national text only. */
  readonly province?: string | null;
  readonly prior?: readonly Turn[];
  readonly person?: Person;
  readonly on?: Day;
}

export interface Scope {
  /** The question as it stands, normalised, without the names of provinces. */
  readonly text: string;
  /** What it leans on: the earlier question, without what this one replaces. */
  readonly lean?: string;
  /** Text and lean as one question, for the parsers. */
  readonly whole: string;
  /** `undefined`: not known. */
  readonly province?: Province;
  readonly name: string;
  /** Several provinces named: they are compared. */
  readonly compared: readonly Province[];
  /** Cities that the question names: what a province says of itself need not hold of them. */
  readonly cities: readonly string[];
  /** The question itself names a province. */
  readonly named: boolean;
  readonly years: readonly number[];
  readonly now: boolean;
  /** The years come from 今年 and the like, counted from the day given. */
  readonly relative: boolean;
  /** The day on which it is asked. */
  readonly on?: Day;
}

const COMPARES = /和|跟|与|比|vs|对比|差多少|区别|哪个|相比|还是|分别|不一样/u;

/** 咱这边也这样吗: another province's rule is told, and one's own is asked about. */
const HERE = /(?:我们|咱们?|本省|我省)(?:这边|这里|省里?)?[^，。 ]{0,3}(?:也|是不是|要不要|有没有|呢)/u;

/** What hurries or thanks and asks nothing: 求问急急急, 在线等. */
const CHATTER =
  /求问|跪求|求告知|求解答?|求指教|在线等|(?<![着焦加应])急{2,}|(?<=^|[，,。!！?？ 等啊呀吗呢])急(?=[，,。!！~～ ]|$)|拜托(?:了|啦)?|(?:谢谢|多谢|感谢|谢啦|蟹蟹)(?:了|啦|大家|各位|老师|您|你)*(?=[!！。~～ ]*$)/gu;

function withoutChatter(text: string): string {
  const rest = text
    .replace(CHATTER, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/[，,、~～!！ ]+$/u, '')
    .trim();
  return [...rest].length >= 4 ? rest : text;
}

/** 那我进修两个月呢, with a subject of its own after another province was asked about: one's own again. */
const MINE = /^(?:那|那么|要是|如果)?(?:我|俺|咱)(?!们?(?:也|说|问|刚才))[^，。]{2,}/u;

const isSubject =
  ({ lexicon }: Library) =>
  (name: string): boolean =>
    !lexicon.soft.has(name);

/** Removes from the earlier question what this one replaces: 中级 when it names 高级. */
function replaceSlots(earlier: string, now: string, library: Library): string {
  const replaced = new Set(conceptsIn(now, library.lexicon).names.flatMap((name) => slotOf(name) ?? []));
  if (replaced.size === 0) return earlier;
  let out = earlier;
  for (const [form, name] of library.lexicon.forms)
    if (replaced.has(name) && out.includes(form)) out = out.replaceAll(form, '');
  return out;
}

/** 今年 and the like as the years that they are, where the documents have something for that very year; elsewhere they are years like any other. */
function dated(text: string, library: Library, { on, province, person }: AskInput): string {
  if (!on) return text;
  const own = provinceOf(province) ?? provinceOf(person?.province);
  const documents = library.documents.filter((one) => own === undefined || one.province === own);
  const current = Number(on.slice(0, 4));
  return text.replace(/今年|本年度|明年|去年|前年/gu, (word) => {
    const year = current + (SHIFTS[word] ?? 0);
    const isNamed = documents.some(
      ({ appliesToYears, clauses }) =>
        appliesToYears.includes(year) || clauses.some(({ path }) => path.some((part) => part.includes(`${year}年`))),
    );
    return isNamed ? `${year}年` : word;
  });
}
const SHIFTS: { readonly [word: string]: number } = { 明年: 1, 去年: -1, 前年: -2 };

/** A follow-up with the questions that it leans on, as they were asked: for whoever reads it without the talk. */
export function readAlone({ question, prior }: AskInput): string | undefined {
  const before = (prior ?? []).flatMap((turn) => ('question' in turn ? [turn.question] : []));
  if (before.length === 0 || !saysLittle(question)) return undefined;
  const from = before.findLastIndex((one) => !saysLittle(one));
  const told = before.slice(from < 0 ? -1 : from).slice(-3);
  return [...told, question].map((one) => one.replace(/[，,。？?！!\s]+$/u, '')).join('，');
}

export function scopeOf(library: Library, input: AskInput): Scope {
  const plain = (question: string): string =>
    heal(withoutChatter(normalise(question, library.lexicon)), library.lexicon, (pair) =>
      memoryOf(library).clauses.tokens.has(`~${pair}`),
    );
  const text = dated(plain(input.question), library, input);
  const questions = (input.prior ?? []).flatMap((turn) => ('question' in turn ? [turn.question] : []));
  const depends = questions.length > 0 && leans(text);
  const chain = depends ? questions.slice(-2).map(plain) : [];
  const last = chain.at(-1);
  const earlier =
    last && chain.length > 1 && leans(last) ? `${replaceSlots(chain[0] ?? '', last, library)} ${last}` : last;
  const lean = earlier ? withoutPlaces(replaceSlots(earlier, text, library)) : undefined;

  const named = provincesIn(text);
  const own = provinceOf(input.province) ?? provinceOf(input.person?.province);
  const fromTalk = depends ? provincesIn(earlier ?? '') : [];
  const compared =
    named.length >= 2 && COMPARES.test(text)
      ? named.slice(0, 3)
      : named.length === 1 && own && named[0] !== own && /我们|咱们|本省|我省|这边/u.test(text) && COMPARES.test(text)
        ? [own, ...named]
        : [];
  const isMine =
    named.length === 0 && MINE.test(text) && conceptsIn(text, library.lexicon).names.some(isSubject(library));
  const here = own !== undefined && (HERE.test(text) || isMine) ? own : undefined;
  // 北京的学会来太原办班: of several places one's own is the one whose rules are asked for.
  const province = here ?? named.find((one) => one === own) ?? named[0] ?? fromTalk[0] ?? own;
  const bareText = withoutPlaces(text);
  const { years, now } = yearsIn(text, input.on);
  return {
    text: bareText,
    ...(lean ? { lean } : {}),
    whole: lean ? `${lean} ${bareText}` : bareText,
    ...(province ? { province } : {}),
    name: province ? provinceName(province) : (input.province ?? '').trim() || say.yourProvince,
    compared,
    cities: citiesIn(text),
    named: named.length > 0,
    years,
    now,
    ...(input.on === undefined ? {} : { on: input.on }),
    relative: input.on !== undefined && /今年|本年度|明年|去年|前年/u.test(input.question),
  };
}
