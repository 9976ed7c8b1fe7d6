/** Buttons, pressed or named in words. Pure. */

import { fieldName } from '../../catalogue/index.ts';
import { normalise } from '../../chinese/index.ts';
import type { Context, Draft, Intent } from '../../types/index.ts';
import { current } from '../context.ts';
import { mend } from '../slips.ts';
import { decode } from './action.ts';

/** A button as an intent: a choice of ours about a question is that question, so that the desk gathers its answer. */
export function press(value: string, card: string | undefined): readonly Intent[] {
  const action = decode(value);
  if (action?.is === 'rate')
    return [{ is: 'rate', vote: action.vote, ...(card !== undefined ? { answer: card } : {}) }];
  if (action?.is === 'ask' || action?.is === 'decide') return [action];
  return [{ is: 'press', ...(action ? { action } : {}), ...(card !== undefined ? { card } : {}) }];
}

/** The words on a button of the open card, typed; or a line of the confirmation card by its name: 时长, 日期不对. */
export function buttonNamed(text: string, context: Context): readonly Intent[] | undefined {
  const bare = text.replace(/^[“"「【[]|[”"」】\].。!！~ ]+$/g, '');
  const action = context.card?.actions.find((a) => mend(normalise(a.label)) === bare);
  // A yes that is typed counts only for what was shown.
  if (action)
    return decode(action.value)?.is === 'confirm' ? [{ is: 'confirm' }] : press(action.value, context.card?.id);
  if (context.awaiting !== 'confirm') return undefined;
  const line =
    /^(?:要|我要|想)?(?:改|修改|更改|换)?(?:一?下)?([\u4e00-\u9fff]{2,4}?)(?:要改|改一?下|不对|错了?|有误|有问题)?$/.exec(
      bare,
    )?.[1];
  const draft = current(context);
  const { request } = context;
  if (!draft && request && line !== undefined) {
    const told =
      line === '年度' || line === '年份' ? 'year' : Object.keys(request.fields).find((f) => fieldName(f) === line);
    return told === undefined ? undefined : [{ is: 'set', field: told, to: '' }];
  }
  if (!draft || line === undefined) return undefined;
  const field =
    line === '日期' || line === '时间' ? dayField(draft) : Object.keys(draft.fields).find((f) => fieldName(f) === line);
  if (field !== undefined) return [{ is: 'set', field, to: '' }];
  return /^(?:修改|更改)$/.test(bare) ? [{ is: 'reject' }] : undefined;
}
const dayField = (draft: Draft): string => (draft.fields.from !== undefined ? 'from' : 'date');
