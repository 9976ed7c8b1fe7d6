/**
 * A weekday behind words that belong to the day and that no rule understands: 隔周五, 每周三, 某个周一, 前周五, 两周周五. It is
 * asked about, never taken for the latest. Where a rule does understand the words, its reading goes before these.
 */

import { NUM } from '../../numbers.ts';
import { ABOVE, NOT_SCHOOL, WEEK, WEEKDAYS } from '../parts.ts';
import { UNREAD } from '../piece.ts';
import { type Noun, pattern, rule } from '../rule.ts';

/** The weekday, its week said again or not: 周五, 周的星期五. */
const DAY = `${WEEK}(?:的?(?:那个?)?${WEEK})?[${WEEKDAYS}末1-7]`;
/** A week that is said, and the weekday behind it. */
const OF_WEEK = `${WEEK}(?:之?后)?(?:的|里|里的|内的)?(?:那个?)?${WEEK}[${WEEKDAYS}末1-7]`;
/** 统一周五, 专一, 万一 hold no number of weeks. */
const HOW_MANY = `(?<![统专万])(?:${NUM}|几|好几|若干)`;

export const UNREAD_WEEKDAYS: Noun = {
  sign: /周|星期|礼拜/,
  rules: [
    rule('每周三, 隔周五, 逢周一', pattern`(?:每|隔|逢)[到逢隔]?(?:${HOW_MANY})?个?[单双]?${DAY}`, () => UNREAD),
    rule('单周的周五', pattern`[单双]数?${DAY}`, () => UNREAD),
    rule(
      '某个周五, 有一个周五',
      pattern`(?:(?:某|哪|任何|任意)(?:${HOW_MANY})?个?|有(?:${HOW_MANY})?个)${DAY}`,
      () => UNREAD,
    ),
    rule('两个周五, 一周五', pattern`${HOW_MANY}个?${DAY}`, () => UNREAD),
    rule('前周五, 大前个周五, 大周五', pattern`(?:大+前|${NOT_SCHOOL}大+|(?<![之以目午])前)个?${DAY}`, () => UNREAD),
    rule('再上周五', pattern`(?:再|更)${ABOVE}个?${DAY}`, () => UNREAD),
    rule('上下周五', pattern`上+下+个?${DAY}`, () => UNREAD),
    rule('两周后的周五', pattern`${HOW_MANY}个?${OF_WEEK}`, () => UNREAD),
    rule('两天后的周五', pattern`${HOW_MANY}(?:天|个月|年)(?:之|以)?后的?${DAY}`, () => UNREAD),
    rule('第二周周五', pattern`(?:倒数)?第(?:${NUM})${OF_WEEK}`, () => UNREAD),
    rule('最后一周的周五', pattern`(?:最后|头|前|后)(?:${HOW_MANY})?个?${OF_WEEK}`, () => UNREAD),
  ],
};
