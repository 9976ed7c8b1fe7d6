/** Answers about the person, about a leave, about a request. Pure. */

import type { FieldValue } from '../types.ts';
import { chosen } from './answers.ts';
import { isQuestion, isWhatIf, progressOf, requestOf, yearIn } from './asking.ts';
import { smallTalk } from './commands.ts';
import { answerDate } from './day-fields.ts';
import { saysUnknown } from './fields.ts';
import { anchorOf } from './lexicon.ts';
import {
  bareTitle,
  provinceOfCity,
  readInstitution,
  readName,
  readProfession,
  readProvinceWord,
  readTitle,
} from './profile.ts';
import type { Context, Intent } from './types.ts';

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
