/** Sets into drafts: what is told of them, one field at a time, and what is told anew. Pure. */

import { PARTED, WHOLE_OF } from '../../catalogue/index.ts';
import { perCreditYear } from '../../ledger/crossing.ts';
import type { Draft, FieldValue } from '../../types/index.ts';
import * as words from '../../words/talk/talk.ts';
import { stillRead } from '../pictures.ts';
import { promptOf } from '../prompt.ts';
import { note, put, putDraft, type SetIntent, type Work } from '../work.ts';
import { apartFromTheDay } from './assumed.ts';
import { checked, retype, settle } from './check.ts';

/** Sets into the draft that they are about, each with a remark where something was changed. */
export function fill(work: Work, sets: readonly SetIntent[]) {
  const asked = promptOf(work.conversation, work.facts)?.draft;
  const [first] = sets;
  const before = work.conversation.drafts;
  if (first?.to === '' && sets.length === 1) {
    const told = before.find((d) => d.id === asked) ?? before[0];
    if (told) retell(work, told, first.field);
    return;
  }
  for (const set of sets) {
    const { drafts } = work.conversation;
    const draft =
      (set.draft !== undefined ? drafts[set.draft - 1] : undefined) ?? drafts.find((d) => d.id === asked) ?? drafts[0];
    if (draft) fillOne(work, draft, set);
  }
  settle(work);
}

/** A field that is to be told anew: asked again where it can be asked, else the person is asked what is wrong. */
function retell(work: Work, draft: Draft, field: string) {
  const before = work.conversation.drafts;
  const isDay = field === 'date' || field === 'from';
  putDraft(work, draft.id, ({ fields: { [field]: _, ...others } }) => {
    const { to: end, ...rest } = others;
    return {
      fields: field === 'from' || end === undefined ? rest : others,
      ...(isDay ? { said: '' } : {}),
      dayless: undefined,
    };
  });
  settle(work);
  if (promptOf(work.conversation, work.facts)?.awaiting === field) return;
  put(work, { drafts: before });
  work.quiet = true;
  note(work, 'what-is-wrong', words.WHAT_IS_WRONG);
}

function fillOne(work: Work, draft: Draft, set: SetIntent) {
  const { field } = set;
  const whole = WHOLE_OF[field];
  const isParted = whole !== undefined && typeof set.to === 'object' && set.to !== null && !Array.isArray(set.to);
  const { rulesets, member } = work.facts;
  const to = isParted ? perCreditYear(set.to as { [k: string]: FieldValue }, rulesets, member?.province) : set.to;
  if (field === 'impossible-date') return note(work, 'impossible-date', words.IMPOSSIBLE(String(to)));
  if (field === 'clash') return putDraft(work, draft.id, (d) => ({ said: `${d.said.slice(0, 60)},${String(to)}` }));
  if (field === 'vague-date') return note(work, 'vague-date', words.VAGUE_DATE);
  if (field === 'regular') {
    putDraft(work, draft.id, (d) => ({ fields: { ...d.fields, approved: true, fullTime: true, target: 'higher' } }));
    return;
  }
  if (field === 'type') {
    if (typeof to !== 'string') {
      if (draft.typeless !== true) {
        putDraft(work, draft.id, () => ({ typeless: true }));
        return note(work, 'type-help', words.TYPE_HELP);
      }
      put(work, { drafts: work.conversation.drafts.filter((d) => d.id !== draft.id), shown: undefined });
      return note(work, 'type-later', words.TYPE_LATER);
    }
    if (draft.type !== undefined) note(work, 'changed', words.CHANGED_TYPE(draft.type, to));
    putDraft(work, draft.id, (d) => ({ read: stillRead(d.read, 'type') }));
    return retype(work, draft.id, to);
  }
  const was = draft.fields[field];
  if (to === null && typeof was === 'string' && DAYS.has(field) && was > work.facts.day) {
    put(work, { drafts: work.conversation.drafts.filter((d) => d.id !== draft.id), shown: undefined });
    return note(work, 'come-back', words.COME_BACK(was));
  }
  if (to === null && (field === 'date' || field === 'from') && draft.dayless === undefined)
    return putDraft(work, draft.id, () => ({ dayless: true }));
  if (
    set.correcting ||
    (was !== undefined && was !== null && to !== '' && JSON.stringify(was) !== JSON.stringify(to))
  ) {
    if (to !== '') note(work, 'changed', words.CHANGED(field, was ?? undefined, to));
  }
  const stale = staleWith(field);
  putDraft(work, draft.id, (d) => {
    const fields: { [k: string]: FieldValue } = { ...d.fields, [field]: to };
    if (field === 'from' && to === null) fields.to = null;
    if (field === 'from' || field === 'to') delete fields.date;
    for (const other of stale) delete fields[other];
    if (isParted) delete fields[whole];
    const held = field === 'date' ? apartFromTheDay(d.assumed) : d.assumed;
    const assumed = set.assumed ? [...held, set.assumed] : held;
    const read = stillRead(d.read, field);
    return { fields: checked(work, d, fields), assumed, read, repeated: undefined };
  });
}

const DAYS: ReadonlySet<string> = new Set(['date', 'from', 'to']);

/** What no longer holds when a field changes: the parts of an amount, and of all amounts where the stay itself changes. */
const staleWith = (field: string): readonly string[] =>
  field === 'from' || field === 'to' ? Object.values(PARTED) : [PARTED[field] ?? []].flat();
