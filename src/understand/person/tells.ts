/** What a person tells of themselves, as intents. Pure. */

import { readProvinceWord } from '../../chinese/index.ts';
import type { Context, FieldValue, Intent, Title } from '../../types/index.ts';
import { current } from '../context.ts';
import { claimIn } from './claim.ts';
import { bareTitle, titleDay } from './title.ts';

/** Asked or only supposed. */
export const ASKS = /[?？]|[吗么][。.!！~ ]*$|要是|如果|假如|假设|万一|倘若|若是|的话/;

/** Whether a text says something about its sender and nothing else. */
export function saysOnlyOneself(text: string, { day }: Context): boolean {
  return claimIn(text, day)?.rest === '' && !ASKS.test(text);
}

/** 江西的, while the province is not known. */
export function tellsProvince(text: string, { member }: Context): readonly Intent[] | undefined {
  const isBare = /^(?:我)?(?:是|在)?[\u4e00-\u9fff]{2,4}(?:的|人)?[。!！]?$/.test(text);
  const province = member?.province === undefined && isBare ? readProvinceWord(text) : undefined;
  return province === undefined ? undefined : [{ is: 'profile', patch: { province } }];
}

/** A title alone, or the day of the one told last. */
export function tellsTitle(text: string, context: Context): readonly Intent[] | undefined {
  const { request, member, day } = context;
  if (request && request.kind !== 'profile-change') return undefined;
  const asked = titleAsked(request?.fields.changes);
  const held = asked === undefined ? member?.titles : [{ title: 'none' as const }, { title: asked }];
  const since = current(context) ? undefined : titleDay(text, held, day);
  if (since) return [{ is: 'profile', patch: { title: since.title }, from: since.from }];
  const title = bareTitle(text);
  return title && member?.title !== undefined
    ? [{ is: 'profile', patch: { title, titles: [{ title, from: '1990-01-01' }] } }]
    : undefined;
}

/** The title that a request for changes, not sent yet, asks for. */
function titleAsked(changes: FieldValue | undefined): Title | undefined {
  if (!Array.isArray(changes)) return undefined;
  const one = (changes as readonly { readonly [name: string]: FieldValue }[]).find(({ field }) => field === 'title');
  return one?.to as Title | undefined;
}
