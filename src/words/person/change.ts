/** What is said of a person's facts that the institution has set: what stands, what it is to become, and who says so. */

import { showPlainDay } from '../../chinese/index.ts';
import { shown } from '../../decimal.ts';
import type { Day, FieldValue, Institution } from '../../types/index.ts';
import { valueName } from '../talk/ask.ts';
import { FACT_NAMES, flagWords, institutionKind, institutionWords, professionWords } from './profile.ts';

/** Behind a fact that is only the person's word. */
export const OWN_WORD = '本人所述';

type Fact = keyof typeof FACT_NAMES;
const factName = (fact: Fact): string => FACT_NAMES[fact];

/** Names of provinces by their ids. */
type Provinces = { readonly [province: string]: string };

interface Change {
  readonly field: Fact;
  readonly was: FieldValue;
  readonly to: FieldValue;
  readonly from: Day;
}

const NOTHING = '没有记';

function placeWords(place: Institution): string {
  const kind = institutionKind(place.kind);
  const words = [
    ...(place.name === undefined ? [] : [place.name]),
    ...(place.level === undefined ? [] : [valueName('institution', place.level)]),
    ...(kind === undefined || (place.kind === 'hospital' && place.level !== undefined) ? [] : [kind]),
  ];
  return words.length > 0 ? words.join('，') : institutionWords(place);
}

/** A fact's value as a person reads it. */
export function factWords(fact: Fact, value: FieldValue, provinces: Provinces): string {
  if (value === null) return NOTHING;
  switch (fact) {
    case 'name':
    case 'grade':
      return String(value);
    case 'province':
      return provinces[String(value)] ?? '别的省';
    case 'institution':
      return placeWords(value as Institution);
    case 'title':
      return valueName('title', value);
    case 'profession':
      return professionWords(String(value));
    case 'flags': {
      const flags = Array.isArray(value) ? value.map((flag) => flagWords(String(flag))) : [];
      return flags.length > 0 ? flags.join('、') : '没有特殊类别';
    }
    case 'pgmePassed':
      return showPlainDay(String(value));
    case 'unitRequirement':
      return `${shown(Number(value))} 学分`;
    case 'maternityLeave': {
      const { from, to } = value as { readonly from: Day; readonly to: Day };
      return `${showPlainDay(from)}至${showPlainDay(to)}`;
    }
  }
}

/** 中级 → 副高及以上 */
export const arrow = ({ field, was, to }: Change, provinces: Provinces): string =>
  `${factWords(field, was, provinces)} → ${factWords(field, to, provinces)}`;

/** 职称（中级 → 副高及以上） */
export const changeWords = (change: Change, provinces: Provinces): string =>
  `${factName(change.field)}（${arrow(change, provinces)}）`;
const listed = (changes: readonly Change[], provinces: Provinces): string =>
  changes.map((change) => changeWords(change, provinces)).join('、');

/** What a year asks of somebody. */
interface Requirement {
  readonly year: number;
  readonly covered: boolean;
  readonly required: number | null;
  readonly publicRequired: number | null;
  readonly unit: 'credits' | 'hours';
}

/** What a year would ask of somebody after a change: 2026 年度要 20 学分（现在要 25）. */
export function effectWords(before: Requirement | undefined, after: Requirement | undefined): string {
  if (after === undefined) return '新的情况我还算不了';
  const year = `${after.year} 年度`;
  const was = before?.covered ? before : undefined;
  if (!after.covered) return before && !before.covered ? `${year}同样不用完成学分要求` : `${year}不用完成学分要求`;
  const unit = after.unit === 'hours' ? '学时' : '学分';
  const now = (amount: number | null | undefined): string =>
    before && !before.covered ? '（现在不用）' : typeof amount === 'number' ? `（现在要 ${shown(amount)}）` : '';
  const parts = [
    after.required === was?.required
      ? ''
      : after.required === null
        ? '要多少文件没有写明'
        : `要 ${shown(after.required)} ${unit}${now(was?.required)}`,
    after.publicRequired === null || after.publicRequired === was?.publicRequired
      ? ''
      : `公需科目要 ${shown(after.publicRequired)} ${unit}${now(was?.publicRequired)}`,
  ].filter((part) => part !== '');
  return `${year}${parts.length > 0 ? parts.join('，') : '的要求不变'}`;
}

/** A fact just told, where its value alone would not say what it is: 规培结业 2026年6月30日. */
export const factTold = (fact: Fact, value: FieldValue): string => `${factName(fact)} ${factWords(fact, value, {})}`;

/** The card of a change before it is sent, and what a reviewer reads. */
export const CHANGE_ROW = { now: '现在记的', next: '要改成', since: '从哪天起', effect: '改了以后' } as const;

/** A change among others, for a card. */
export function changeRows(changes: readonly Change[], provinces: Provinces): [string, string][] {
  return changes.map((change) => [
    factName(change.field),
    `${arrow(change, provinces)}${isDated(change) ? `，从${showPlainDay(change.from)}起` : ''}`,
  ]);
}
/** A change for whoever decides it. */
export const decisionRows = (change: Change, provinces: Provinces, effect: string): [string, string][] => [
  [CHANGE_ROW.now, factWords(change.field, change.was, provinces)],
  [CHANGE_ROW.next, factWords(change.field, change.to, provinces)],
  [CHANGE_ROW.since, showPlainDay(change.from)],
  [CHANGE_ROW.effect, effect],
];
/** What says its own days, or is a name, has no day from which it holds. */
const isDated = ({ field }: Change): boolean => !['name', 'pgmePassed', 'maternityLeave'].includes(field);

export const CHANGE_SURE = '这些是单位记的资料，要单位核实了才能改。请核对，没问题就提交申请。';
export const CHANGE_SURE_ONE = '这一项是单位记的，要单位核实了才能改。请核对，没问题就提交申请。';
export const CHANGE_SENT = (effect: string): string =>
  `申请已提交，等单位核实。核实之前还按原来记的算；要是核实了，${effect}。`;
/** Told again what waits already. */
export const CHANGE_OPEN = (change: Change, provinces: Provinces): string =>
  `${changeWords(change, provinces)}的申请已经交了，还在等单位核实，不用再交。`;
/** While another request is being filled in. */
export const CHANGE_LATER = '您的资料先不动，先把这份申请办完，再跟我说一遍要改什么。';
/** 改一下, on the card. */
export const CHANGE_WRONG = '哪里不对？直接说正确的就行，比如“是副高”“从今年 3 月起”；不办了就说“取消”。';
/** What the roster says already. */
export const CHANGE_SAME = (facts: readonly Fact[]): string =>
  `单位记的${facts.map((fact) => factName(fact)).join('、')}就是这样，不用改。`;
export const CHANGE_GONE = '这份申请说的已经和单位现在记的一样，不用再提交了。';

/** Beside how a year stands: what waits, and what it would change. */
export const CHANGE_WAITS = (changes: readonly Change[], provinces: Provinces, effect: string): string =>
  `您申请改的${listed(changes, provinces)}还在等单位核实，这里按原来记的算；要是核实了，${effect}。`;
/** Beside how a year stands: what only the person says. */
export const TOLD_USED = (facts: readonly Fact[]): string =>
  `其中${facts.map((fact) => factName(fact)).join('、')}是${OWN_WORD}，单位还没有核实。`;
/** Behind a person in a manager's list: （单位是本人所述）; '' where all is confirmed. */
export const toldNote = (facts: readonly Fact[]): string =>
  facts.length > 0 ? `（${facts.map((fact) => factName(fact)).join('、')}是${OWN_WORD}）` : '';
/** What the roster left open was told. */
export const TOLD_SAVED = (what: string): string => `好的，已记下：${what}（${OWN_WORD}，单位还没有核实）。`;
/** Once, to somebody who is on no roster. */
export const SELF_TOLD = '这些按您自己说的记，没有单位核实，不对随时告诉我改。';

/** A request for a change in a line of 我的申请. */
export const CHANGE_LINE = (change: Change, provinces: Provinces, status: string): string =>
  `改${changeWords(change, provinces)}：${status}`;
export const WITHDRAW_CHANGE = (change: Change, provinces: Provinces): string =>
  `要撤回改${changeWords(change, provinces)}的申请吗？`;
export const CHANGE_WITHDRAWN = (change: Change, provinces: Provinces): string =>
  `改${changeWords(change, provinces)}的申请已撤回。`;

/** In 我的资料, behind a fact. */
export const TOLD_MARK = `（${OWN_WORD}）`;
export const WAITS_MARK = (change: Change, provinces: Provinces): string =>
  `（已申请改成${factWords(change.field, change.to, provinces)}，等单位核实）`;

/** To the person: what became of it. */
export const CHANGE_APPROVED = (change: Change, provinces: Provinces, effect: string): string =>
  `单位核实了，您的${factName(change.field)}已改成${factWords(change.field, change.to, provinces)}。${effect}。`;
export const CHANGE_REJECTED = (change: Change, provinces: Provinces, reason: string): string =>
  `您申请改的${changeWords(change, provinces)}没有通过：${reason}\n还按原来记的算，有疑问请联系单位。`;

/** What a request for a change is called among others. */
export const changeTitle = ({ field }: Change): string => `资料更改：${factName(field)}`;
/** To whoever decides: the roster says something else by now. */
export const CHANGE_MOVED = (fact: Fact, now: FieldValue, provinces: Provinces): string =>
  `名单上现在已是${factWords(fact, now, provinces)}，和申请时不一样，只能退回`;

/** To whoever decides: somebody asks for a change. */
export const CHANGE_ASKED = (name: string, change: Change, provinces: Provinces): string =>
  `${name}申请改${changeWords(change, provinces)}，请您核实。`;
export const HOW_TO_DECIDE = '发“待审核”就能处理。';
