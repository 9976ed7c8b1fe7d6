/** Who is spoken of in a text, and where: names, nicknames, relatives, offices, 他 and 她. Pure. */

import { COMMON, COMPOUND, isMostlyWord, surnameAt, TITLES, type Word, wordsOf } from '../../chinese/index.ts';
import {
  ALL,
  GIVEN,
  MARKED,
  NEAR,
  NO_GIVEN,
  NO_NAMES,
  NO_OFFICE,
  OFFICES,
  OWNED,
  PLACEHOLDERS,
  TWICE,
  UNIT,
} from './words.ts';

export interface Person {
  readonly at: number;
  readonly end: number;
  /** As written: 急诊的赵护士长. */
  readonly said: string;
  /** `named` by a name or a nickname, `near` a relative or a friend, `office` a post, `pronoun` 他 or 她, `all` everybody. */
  readonly is: 'named' | 'near' | 'office' | 'pronoun' | 'all';
  /** One of many who is marked out, or anybody of that kind: 那个规培生 is, 护士长 is not. */
  readonly marked: boolean;
}

type Found = Omit<Person, 'said'>;

const HAN = /\p{Script=Han}/u;
const FAMILY = `(?:${COMPOUND.join('|')}|[${COMMON}])`;
/** 小许, 老王: with one letter too, as people hide a name. */
const CALLED = new RegExp(
  `[小老](?:${FAMILY}|[A-Z](?![A-Za-z]))|[阿大][${COMMON.slice(0, 60)}]|[小阿][${GIVEN}](?!书)|([${TWICE}])\\1|${PLACEHOLDERS}`,
  'gu',
);
/** 许姐, 王哥, 张工. What the last character may begin another word with is none. */
const ELDER = new RegExp(
  `${FAMILY}(?:姐(?!妹|夫)|哥(?!们)|工(?!作|资|会|人|伤|号|程|休|龄|时|具)|总(?!结|共|计|体|是|数|分|之|算|的|监)|叔|姨|爷|老(?![师年人百家干龄公婆板乡院科]))`,
  'gu',
);
/** 张某, 李XX */
const HIDDEN = new RegExp(`${FAMILY}(?:某某?|[xX×*＊]{1,2}|[A-Z](?![A-Za-z]))`, 'gu');
const TITLE = new RegExp(TITLES.join('|'), 'gu');
const OF_ME = '(?:我们?|咱们?|俺)(?:家|科|院|组|班|医院|科室|病区|单位|宿舍)?(?:里)?的?';
const MARK = '(?:那个|那位|这个|这位|有个|有位|一个|新来的|刚来的|新分来的?|年轻的?)';
const RELATIVE = new RegExp(`(?<!${OF_ME}对)(?:${NEAR})(?!圈|会|们好)`, 'gu');
const MINE = new RegExp(`(?:我|咱|俺)(?:们)?(?:家)?(?:的)?(?:一个|那个|一位)?(?:${OWNED})(?!圈|长|部)`, 'gu');
const ONE_OF = new RegExp(
  `(?:${OF_ME})?(?:${UNIT}的?)?(?:${MARK}(?:的)?(?:${MARKED})|新来的(?=[,，。昨今上达够学差]|$))|(?:${OF_ME}|${UNIT}的?)的?(?:${MARKED.replace('|人', '')})(?!长|部)`,
  'gu',
);
const OFFICE = new RegExp(`(?<![班系室])(?:${OFFICES})`, 'gu');
const THEY =
  /(?<![其吉])(?:他|她)(?:们)?(?![人汀克莫达巴拉米乡信])|(?<![A-Za-z])[tT][aA](?:们)?(?![A-Za-z])|(?:人家|那谁)/gu;
const EVERYBODY = new RegExp(ALL, 'gu');
/** What stands in front of somebody and belongs to them: 我们科的, ICU的, 隔壁床那个. */
const BEFORE = new RegExp(
  `(?:(?:${OF_ME})?(?:${UNIT}(?:里)?的?)?${MARK}?(?:的)?(?:实习生|规培生|进修生|实习护士|护士|医生|药师|技师|同学|学生)?)$`,
  'u',
);

/**
 * @param names names of the roster that stand in the text
 * @returns in the order of the text, none inside another; 我同事王丽 is one
 */
export function peopleIn(text: string, names: readonly string[] = []): readonly Person[] {
  const words = wordsOf(text);
  const found: Found[] = [
    ...known(text, names),
    ...shaped(text, words),
    ...matched(text, RELATIVE, 'near', true),
    ...matched(text, MINE, 'near', true),
    ...matched(text, ONE_OF, 'near', true),
    ...matched(text, OFFICE, 'office', false).filter(({ end }) => !NO_OFFICE.test(text.slice(end))),
    ...matched(text, THEY, 'pronoun', true),
    ...matched(text, EVERYBODY, 'all', true),
  ];
  return joined(text, apart(found)).map((one) => ({ ...one, said: saidOf(text, one) }));
}

/** 小林她 is called 小林. */
const saidOf = (text: string, { at, end, is }: Found): string => {
  const said = text.slice(at, end);
  return is === 'pronoun' ? said : said.replace(/(?<=.{2})[他她]们?$/u, '');
};

const matched = (text: string, pattern: RegExp, is: Person['is'], marked: boolean): Found[] =>
  [...text.matchAll(pattern)].map((m) => ({ at: m.index, end: m.index + m[0].length, is, marked }));

function known(text: string, names: readonly string[]): Found[] {
  return names
    .filter((name) => name.length >= 2)
    .flatMap((name) => {
      const found: Found[] = [];
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
        found.push({ at, end: at + name.length, is: 'named', marked: true });
      return found;
    });
}

/** Names by their shape. */
function shaped(text: string, words: readonly Word[]): Found[] {
  const taken = [...text.matchAll(NO_NAMES_ALL)].map((m) => ({ at: m.index, end: m.index + m[0].length }));
  const isWord = ({ at, end }: Found): boolean => taken.some((word) => word.at < end && at < word.end && word.at <= at);
  const nicks = [CALLED, ELDER, HIDDEN].flatMap((pattern) => matched(text, pattern, 'named', true));
  return [...nicks, ...titled(text, words), ...bare(text, words)].filter((one) => !isWord(one));
}
const NO_NAMES_ALL = new RegExp(NO_NAMES.source, 'gu');

/** Does a family name of this length stand at a place as a word of its own, and not inside another word? */
function standsAlone(words: readonly Word[], at: number, length: number): boolean {
  const word = words[at];
  return word !== undefined && word.at === at && word.end <= at + length;
}

/** 赵护士长, 王建国主任: a name before how one is addressed; the longest that is one. */
function titled(text: string, words: readonly Word[]): Found[] {
  return [...text.matchAll(TITLE)].flatMap((m): Found[] => {
    for (const back of [4, 3, 2, 1]) {
      const at = m.index - back;
      const family = at < 0 ? 0 : surnameAt(text, at);
      if (family === 0 || family > back || back - family > 2) continue;
      const given = text.slice(at + family, m.index);
      if (given !== '' && (isMostlyWord(text.slice(at, at + family)) || NO_GIVEN.test(given))) continue;
      if (given !== '' && ![...given].every((char) => HAN.test(char))) continue;
      if (!standsAlone(words, at, family)) continue;
      return [{ at, end: m.index + m[0].length, is: 'named', marked: true }];
    }
    return [];
  });
}

/** What may stand before a bare name, and after it: where only people stand. */
const OPENS =
  /(?:^|[,，。;；!！?？\n、:：\s]|(?:帮忙?|替|代|给|把|将|查|看|问|知道|提醒|通知|催|撤回|撤销|删|删掉|删除|让|叫|和|跟|与|是|听说|告诉|登记|我说|请问|那|还有|另外|对了|顺便|的|同事|闺蜜|老公|爱人|室友|徒弟|生|昨天|今天|前天|上周[一二三四五六日]?|上午|下午)(?:一?下|看|查)?)$/;
const CLOSES =
  /^(?:$|[,，。;；!！?？\n、:：\s]|的?(?:今年|去年|本年度?|20\d\d|那条|这条|那个|那份)|的(?:学分|明细|记录|台账|补学|免修|申请|证书|资料|信息|职称|学时|继教|公需|分|登记|讲座|培训|上一条)|还|差|缺|欠|够|达标|满|学[完了过]|修[满完了]|完成|合格|有(?:没|多少|几)|现在|目前|总共|一共|几分|多少|能|会|什么时候|怎么|为什么|是不是|有没有|呢|昨|今天|前天|上周|上个?月|这周|上午|下午|\d|也|都|又|参加|听|去|讲|学|上|发表|带教|拿|考|和|跟|与|报|登|补|录|申请|升|评|休|要|想|该|他|她|那|把|得|记)/;

const FOR = /(?:帮忙?|替|代|把|查|看看|提醒|催)(?:一?下|一查)?$/;
/** What no given name goes on into, wherever a dictionary cuts: 张三|达标. */
const GOES_ON = /^(?:[和跟与还差够没有在昨今的]|达标|学[完分了]|修)/;

/** 王建国: nothing but a name, where only people stand. */
function bare(text: string, words: readonly Word[]): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const family = surnameAt(text, at);
    if (family === 0 || !OPENS.test(text.slice(Math.max(0, at - 8), at)) || !standsAlone(words, at, family)) continue;
    // 全, 向, 于: taken for a name only where something is to be done for its bearer.
    const isWordy = isMostlyWord(text.slice(at, at + family));
    if (isWordy && !FOR.test(text.slice(0, at))) continue;
    for (const given of isWordy ? [2] : [2, 1]) {
      const end = at + family + given;
      const name = text.slice(at + family, end);
      if (name.length < given || ![...name].every((char) => HAN.test(char)) || NO_GIVEN.test(name)) continue;
      // A given name ends where a word does: 何苗|什么.
      const after = text.slice(end);
      if ((words[end - 1]?.end !== end && !GOES_ON.test(after)) || !CLOSES.test(after)) continue;
      found.push({ at, end, is: 'named', marked: true });
      break;
    }
  }
  return found;
}

/** The longest of those that lie over each other, with what belongs to it in front. */
function apart(found: readonly Found[]): Found[] {
  const out: Found[] = [];
  let free = 0;
  for (const one of [...found].sort((a, b) => a.at - b.at || b.end - a.end)) {
    const last = out.at(-1);
    if (one.at >= free) out.push(one);
    else if (last && one.end - one.at > last.end - last.at && one.at > last.at && one.end > last.end)
      out[out.length - 1] = one;
    free = Math.max(free, out.at(-1)?.end ?? 0);
  }
  return out;
}

/** 我同事王丽, 小林她, 急诊的赵护士长: one person, in the words of the whole. */
function joined(text: string, found: readonly Found[]): Found[] {
  const out: Found[] = [];
  for (const one of found) {
    const last = out.at(-1);
    const isSame =
      last?.end === one.at &&
      (last.is === 'near' || last.is === 'office' || (last.is === 'named' && one.is === 'pronoun'));
    if (last && isSame) {
      out[out.length - 1] = { at: last.at, end: one.end, is: one.is === 'pronoun' ? last.is : one.is, marked: true };
      continue;
    }
    const from = last?.end ?? 0;
    const before = one.is === 'pronoun' || one.is === 'all' ? '' : (BEFORE.exec(text.slice(from, one.at))?.[0] ?? '');
    // 帮我给小赵: 我 is no part of who follows.
    const isMe = before === '的' || (/^(?:我们?|咱们?|俺)的?$/.test(before) && one.is === 'named');
    const own = isMe ? '' : before;
    out.push({ ...one, at: one.at - own.length, marked: one.marked || own !== '' });
  }
  return out;
}

/** Whether words speak of anybody but the one who says them: what they report may be another's. */
export const speaksOfOthers = (text: string, names: readonly string[] = []): boolean =>
  peopleIn(text, names).length > 0;
