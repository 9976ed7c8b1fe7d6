/** The table on which one step works: a conversation being changed, what will be said, what will be done. */

import { withTold } from '../ledger/profile.ts';
import type { About, Conversation, Draft, Effect, FieldValue, Intent, Member, Remark, Reply } from '../types/index.ts';
import type { Facts } from './facts.ts';

export interface Work {
  conversation: Conversation;
  facts: Facts;
  readonly effects: Effect[];
  readonly replies: Reply[];
  /** Indices of replies that carry personal figures. */
  readonly personal: Set<number>;
  /** Short remarks that go in front of the next question. */
  readonly lines: { readonly about: About; readonly text: string }[];
  /** Ids handed out so far. */
  ids: number;
  /** True where the open question is not to be asked again now. */
  quiet: boolean;
}

export const begin = (conversation: Conversation, facts: Facts): Work => ({
  conversation,
  facts,
  effects: [],
  replies: [],
  personal: new Set(),
  lines: [],
  ids: 0,
  quiet: false,
});

export const freshId = (work: Work): string => {
  work.ids += 1;
  return work.facts.freshId(work.ids);
};

/** A remark in front of what is asked next. */
export const note = (work: Work, about: Remark | About, text: string): void => {
  if (text === '' || work.lines.some((line) => line.text === text)) return;
  work.lines.push({ about: named(about), text });
};

/** A reply of its own. `personal` = only for the person's eyes. */
export const say = (work: Work, about: Remark | About | readonly About[], reply: Reply, personal = false): void => {
  flush(work);
  if (personal) work.personal.add(work.replies.length);
  work.replies.push({ ...reply, about: isList(about) ? about : [named(about)] });
};

const named = (about: Remark | About): About => (typeof about === 'string' ? { is: about } : about);
const isList = (about: Remark | About | readonly About[]): about is readonly About[] => Array.isArray(about);

/** Remarks become one reply. */
export const flush = (work: Work): void => {
  if (work.lines.length === 0) return;
  const lines = work.lines.splice(0);
  work.replies.push({ text: lines.map(({ text }) => text).join('\n'), about: lines.map(({ about }) => about) });
};

type Change = { -readonly [K in keyof Conversation]?: Conversation[K] | undefined };

/** Changes the conversation; `undefined` removes what was there. */
export const put = (work: Work, change: Change): void => {
  const next: Record<string, unknown> = { ...work.conversation, ...change };
  for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
  work.conversation = next as unknown as Conversation;
};

/** Changes one draft, counting its version. */
export const putDraft = (
  work: Work,
  id: string,
  change: (draft: Draft) => Partial<{ -readonly [K in keyof Draft]: Draft[K] | undefined }>,
): void => {
  put(work, {
    drafts: work.conversation.drafts.map((draft) => {
      if (draft.id !== id) return draft;
      const next: Record<string, unknown> = { ...draft, ...change(draft), version: draft.version + 1 };
      for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
      return next as unknown as Draft;
    }),
  });
};

/**
 * What became known about the person: used at once, kept by the desk. Of somebody on the roster it is what the roster leaves
 * open. `flags` are added to those known, or with `whole` take their place.
 */
export const learn = (work: Work, patch: Partial<Member>, whole = false): void => {
  const { member: before, onRoster, day } = work.facts;
  const institution =
    patch.institution && !onRoster ? { institution: { ...before?.institution, ...patch.institution } } : {};
  const flags =
    patch.flags && !whole && !onRoster ? { flags: [...new Set([...(before?.flags ?? []), ...patch.flags])] } : {};
  const all = { ...patch, ...institution, ...flags };
  const known = before ?? { id: '' };
  work.facts = { ...work.facts, member: onRoster ? withTold(known, patch, day) : { ...known, ...all } };
  const earlier = work.effects.find((e) => e.is === 'profile');
  if (earlier?.is === 'profile') {
    const i = work.effects.indexOf(earlier);
    work.effects[i] = { is: 'profile', patch: { ...earlier.patch, ...all } };
  } else work.effects.push({ is: 'profile', patch: all });
};

export type SetIntent = Extract<Intent, { is: 'set' }>;
export type Value = FieldValue;
