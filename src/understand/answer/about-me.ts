/** Answers about the person, about a leave, about a request. Pure. */

import { provinceOfCity, readProvinceWord, saysUnknown } from '../../chinese/index.ts';
import type { Context, FieldValue, Intent } from '../../types/index.ts';
import { isQuestion, isWhatIf } from '../acts/asks.ts';
import { exemptionIn } from '../acts/exemption.ts';
import { progressOf, yearIn } from '../acts/progress.ts';
import { reasonIn, requestOf } from '../acts/request.ts';
import { smallTalk } from '../acts/small-talk.ts';
import { answerDate } from '../fields/days.ts';
import { readInstitution } from '../person/place.ts';
import { readName, readProfession } from '../person/statement.ts';
import { bareTitle, readTitle } from '../person/title.ts';
import { anchorOf } from '../report/anchors.ts';
import { chosen } from './choice.ts';

export function profileAnswer(text: string, awaiting: string, context: Context): readonly Intent[] | undefined {
  const set = (field: string, to: FieldValue): Intent => ({ is: 'set', field, to });
  const choice = chosen(text, context);
  if (choice !== undefined) return [set(awaiting, choice)];
  if (awaiting === 'title') {
    const title = readTitle(text);
    const profession = readProfession(text);
    if (title)
      return [
        set('title', title),
        ...(profession && context.member?.profession === undefined ? [set('profession', profession)] : []),
      ];
    if (profession && text.length <= 20) return [set('profession', profession)];
  } else if (awaiting.startsWith('institution')) {
    const institution = readInstitution(text);
    if (institution) return [set('institution', { ...institution } as { [k: string]: FieldValue })];
  } else if (awaiting === 'profession') {
    const profession = readProfession(text);
    if (profession) return [set('profession', profession)];
  } else if ((awaiting === 'province' || awaiting === 'name') && saysElse(text, context)) {
    return undefined;
  } else if (awaiting === 'province') {
    const told = besideProvince(text, context);
    if (told.length > 0 && readProvinceWord(text) === undefined) return told;
    if (!saysUnknown(text) && text.length <= 20) return [...told, set('province', text)];
  } else if (awaiting === 'name') {
    if (!saysUnknown(text) && text.length <= 20 && !bareTitle(text))
      return [set('name', text.replace(/^我?(?:叫|是)/, '').slice(0, 20))];
  }
  const title = awaiting === 'title' ? undefined : bareTitle(text);
  if (title) return [set('title', title)];
  return saysUnknown(text) ? [set(awaiting, null)] : undefined;
}

/** 你好, 明细, 申请补学, where a place or a name was asked for: neither, but something of its own. */
const saysElse = (text: string, context: Context): boolean =>
  (readProvinceWord(text) ?? provinceOfCity(text)) === undefined &&
  (smallTalk(text) !== undefined ||
    progressOf(text) !== undefined ||
    requestOf(text, context.day) !== undefined ||
    isWhatIf(text) ||
    isQuestion(text));

/** The days of a leave, one end or both. */
export function leaveAnswer(text: string, awaiting: string, context: Context): readonly Intent[] | undefined {
  if (saysUnknown(text)) return [{ is: 'cancel' }];
  const anchor = anchorOf(text);
  if (anchor && !anchor.weak) return undefined;
  const when = answerDate(text, context.day);
  if (!when || when.kind === 'year') return undefined;
  if (when.kind === 'range') return [{ is: 'leave', from: when.from, to: when.to }];
  return [{ is: 'leave', [awaiting]: awaiting === 'to' ? when.to : when.from }];
}

/** What somebody says about themselves where we asked for the province: their name, their hospital, their title. */
function besideProvince(text: string, context: Context): Intent[] {
  const name = readName(text);
  const institution = readInstitution(text);
  const title = text.length <= 12 ? readTitle(text) : bareTitle(text);
  return [
    ...(name !== undefined && context.member?.name === undefined
      ? [{ is: 'set' as const, field: 'name', to: name }]
      : []),
    ...(institution?.level !== undefined
      ? [{ is: 'set' as const, field: 'institution', to: { ...institution } as { [k: string]: FieldValue } }]
      : []),
    ...(title ? [{ is: 'set' as const, field: 'title', to: title }] : []),
  ];
}

/** On the card of a request: 原因是车祸, 是2025年的, 其实是住院. Undefined where the words set nothing right. */
export function requestFix(text: string, context: Context): readonly Intent[] | undefined {
  const { request } = context;
  if (!request || context.drafts.length > 0 || context.awaiting !== 'confirm' || context.pending) return undefined;
  if (isQuestion(text) || requestOf(text, context.day)) return undefined;
  const set = (field: string, to: FieldValue): readonly Intent[] => [{ is: 'set', field, to }];
  const named = /^(?:申请)?(原因|理由|内容|材料|证明(?:材料)?)(?:应该|其实)?(?:是|改成|改为|换成|:)+(.{2,200})$/.exec(
    text,
  );
  const field = named?.[1] && (/内容/.test(named[1]) ? 'content' : /材料|证明/.test(named[1]) ? 'proof' : 'reason');
  if (field && named?.[2] && request.fields[field] !== undefined) return set(field, named[2]);
  const year = /^(?:不对|不是|错了|应该|年度|年份|[,，是改成为的])*(?:20\d\d年?|今年|去年)(?:度|的)*[。.!！~ ]*$/.test(
    text,
  )
    ? yearIn(text, context.day)
    : undefined;
  if (year !== undefined) return set('year', year);
  if (request.fields.reason === undefined || text.length > 60) return undefined;
  const told = text.replace(
    /^(?:(?:不对|错了|改一?下|其实|应该|不是[^,，。是]{1,12})[,，]?)?(?:而?是|应该是|其实是|改成)?/,
    '',
  );
  const reason = request.kind === 'exemption' ? exemptionIn(told) : reasonIn(told);
  return reason === undefined ? undefined : set('reason', reason);
}

export function requestAnswer(text: string, awaiting: string, context: Context): readonly Intent[] | undefined {
  const set = (field: string, to: FieldValue): Intent => ({ is: 'set', field, to });
  if (saysUnknown(text)) return [set(awaiting, null)];
  const choice = chosen(text, context);
  if (choice !== undefined) return [set(awaiting, choice)];
  if (awaiting === 'year') {
    const year = yearIn(text, context.day) ?? Number(/20\d{2}/.exec(text)?.[0] ?? Number.NaN);
    return Number.isFinite(year) ? [set('year', year)] : undefined;
  }
  if (awaiting === 'from' || awaiting === 'to') {
    const when = answerDate(text, context.day);
    if (!when) return undefined;
    return when.kind === 'range'
      ? [set('from', when.from), set('to', when.to)]
      : [set(awaiting, awaiting === 'to' ? when.to : when.from)];
  }
  const kept = text.slice(0, 500).replace(/,(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]),/g, '，');
  return text.length > 0 ? [set(awaiting, kept)] : undefined;
}
