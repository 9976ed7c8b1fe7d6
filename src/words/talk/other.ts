/** What is said where a message is about somebody else. `who` is written as the person wrote it. */

import type { OtherWish } from '../../types/index.ts';

/** 我同桌 said back: 您同桌; nobody named: 本人. */
export const calledBack = (who: string): string =>
  who === ''
    ? '本人'
    : who
        .replace(/^我们/u, '你们')
        .replace(/^咱们?/u, '咱们')
        .replace(/^[我俺]/u, '您');

const NOT_YOURS: { readonly [wish in OtherWish]: (who: string) => string } = {
  report: (who) => `${who}的活动要本人来登记，请${who}自己跟我说一声就行。`,
  year: (who) => `${who}的学分只能告诉本人，请${who}自己来问“还差几分”就行。`,
  records: (who) => `${who}的明细只给本人看，请${who}自己来问“明细”就行。`,
  requests: (who) => `${who}的申请办到哪了只能告诉本人，请${who}自己来问“我的申请”就行。`,
  profile: (who) => `${who}的资料只给本人看，请${who}自己来问“我的资料”就行。`,
  apply: (who) => `申请要本人来提，请${who}自己跟我说一声就行。`,
  change: (who) => `${who}的记录和资料要本人来改，请${who}自己跟我说一声就行。`,
  remind: (who) => `我不替人带话，到期前会自己提醒每个人。急的话，您直接跟${who}说一声就好。`,
};

/** That it is the other's own matter, and how they do it. */
export const OTHERS_OWN = (wish: OtherWish, who: string): string => NOT_YOURS[wish](calledBack(who));

/** To one who may look at others' figures, in a group. */
export const OTHER_IN_PRIVATE = '别人的学分请单独问我，群里不说。';
/** The same whether there is nobody of that name or they belong to somebody else. */
export const OTHER_UNKNOWN = (who: string): string => `在您能看的科室里没有找到“${calledBack(who)}”，请核对一下姓名。`;
export const OTHER_NAMELESS = '您问的是哪一位？说姓名我就查。';
export const OTHER_WHICH = (list: readonly { readonly name: string; readonly unit: string }[]): string =>
  `有 ${list.length} 位：${list.map(({ name, unit }) => (unit === '' ? name : `${name}（${unit}）`)).join('、')}。您问的是哪一位？`;
/** Above what is theirs. */
export const OTHER_HEAD = (name: string, unit: string): string => (unit === '' ? `${name}：` : `${name}（${unit}）：`);
export const OTHER_NO_RULES = (year: number): string => `手上没有适用的 ${year} 年度规定，这一年算不了。`;
export const OTHER_NOT_COVERED = '现在不纳入继续医学教育对象，不需要完成学分要求。';
export const OTHER_NO_LEDGER = '还没有登记过活动。';
export const OTHER_LEDGER = (n: number): string => `登记过 ${n} 项：`;
export const OTHER_NO_REQUESTS = '没有提过申请。';
