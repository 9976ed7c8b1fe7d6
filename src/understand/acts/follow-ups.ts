/** Short answers to a policy question of ours, and short questions after one. Pure. */

import { readProvinceWord } from '../../chinese/index.ts';
import type { Context, Intent } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { readInstitution } from '../person/place.ts';
import { readTitle } from '../person/title.ts';
import { anchorOf } from '../report/anchors.ts';
import { smallTalk } from './small-talk.ts';

/** 我要报学分: nothing said yet but the wish. */
export const WANTS_TO_REPORT =
  /^(?:你好|您好|请|麻烦)?[,， ]?(?:我)?(?:要|想|想要|需要|帮我|给我|来|再)?(?:再)?(?:登记|申报|上报|登|报|录入|录|记|填报|填)(?:一?下|一?[条个项次笔])?(?:新的?)?(?:学分|活动|继续教育|继教|学习|记录|登记)?(?:吧|哈|一?下|呢)?[。!！.~ ]*$/;

/** 浙江 · 中级 · SCI after a policy question: what it hung on, or the same question about something else. */
export function followUp(text: string, context: Context, question: string): readonly Intent[] | undefined {
  if (text.length > 8 || findDates(text, context.day).found.length > 0 || WANTS_TO_REPORT.test(text) || smallTalk(text))
    return undefined;
  const bare = text.replace(/^(?:我)?(?:是|在)|[的呢。!！]$/g, '');
  const province = readProvinceWord(bare);
  if (province !== undefined && context.member?.province === undefined)
    return [
      { is: 'profile', patch: { province } },
      { is: 'ask', question: `${province}${question}` },
    ];
  const title = readTitle(bare);
  if (title !== undefined && context.member?.title === undefined)
    return [
      { is: 'profile', patch: { title } },
      { is: 'ask', question: `${bare}${question}` },
    ];
  // 我是主治医师 is said of oneself, whatever was asked before.
  if (/^我/.test(text)) return undefined;
  if (
    province !== undefined ||
    title !== undefined ||
    readInstitution(bare) !== undefined ||
    anchorOf(bare) !== undefined
  )
    return [{ is: 'ask', question: `${bare}呢` }];
  return undefined;
}

/** The choice that a short answer to 您想问的是哪一个 names. */
export function aboutChoice(text: string, choices: readonly string[]): string | undefined {
  if (text.length > 24) return undefined;
  const digit = /^([1-9])[.、)]?$/.exec(text)?.[1];
  if (digit !== undefined) return choices[Number(digit) - 1];
  return (
    choices.find((choice) => choice === text) ??
    choices.find((choice) => choice.includes(text) || text.includes(choice))
  );
}
