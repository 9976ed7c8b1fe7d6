/** Who is behind a chat: a number and a code, one's chats, and a chat given up; and a human, where we are not enough. Pure. */

import { live } from '../../ledger/year.ts';
import type { ChatFact, Intent, Pending } from '../../types/index.ts';
import * as chats from '../../words/person/binding.ts';
import * as words from '../../words/talk/talk.ts';
import { note, put, type SetIntent, say, type Work } from '../work.ts';

const MINUTES = 10;

type Rebind = Extract<Pending, { is: 'rebind' }>;

/** 绑定: a number and a code, one of them, or neither: then a code to take to another chat. */
export function bind(work: Work, { code, staffNumber }: Extract<Intent, { is: 'bind' }>) {
  if (!work.facts.direct) return bindInGroup(work, code !== undefined);
  const asked = work.conversation.pending?.is === 'bind' ? work.conversation.pending : undefined;
  const number = staffNumber ?? asked?.number;
  if (code === undefined && number === undefined) return work.facts.freshCode ? giveCode(work) : mustBind(work);
  const hasCode = code !== undefined || asked?.hasCode === true;
  if (number === undefined) return put(work, { pending: { is: 'bind', hasCode: true } });
  if (!hasCode) return put(work, { pending: { is: 'bind', number } });
  put(work, { pending: undefined });
  const found = work.facts.binding;
  if (found === undefined || found.is === 'half') {
    put(work, { pending: { is: 'bind' } });
    work.quiet = true;
    return say(work, 'must-bind', { text: chats.SEND_BOTH });
  }
  if (found.is !== 'right') return say(work, 'code-refused', { text: chats.BIND_REFUSED });
  const { member, chat } = work.facts;
  const { issue, name = '' } = found;
  if (member?.id === found.member) {
    work.effects.push({ is: 'use-code', member: member.id, issue });
    return note(work, 'bound-already', chats.BOUND_ALREADY);
  }
  if (member !== undefined && chat !== undefined)
    return put(work, { pending: { is: 'rebind', chat, member: found.member, issue, name } });
  take(work, { member: found.member, issue, name });
}

function take(work: Work, { member, issue, name }: Pick<Rebind, 'member' | 'issue' | 'name'>) {
  work.effects.push({ is: 'bind', member, issue });
  work.quiet = true;
  say(work, 'bound', { text: chats.BOUND(name) });
}

/** A yes to becoming somebody else's chat. */
export function rebound(work: Work, pending: Rebind) {
  put(work, { pending: undefined, shown: undefined });
  if (work.facts.binding?.is !== 'right') return say(work, 'code-refused', { text: chats.BIND_REFUSED });
  take(work, pending);
}

/** What is told before a chat that is somebody's becomes another's; what goes along, or that nothing does. */
export function rebindWords({ name }: Rebind, { facts }: Pick<Work, 'facts'>): string {
  const goesAlong = !facts.onRoster && facts.member?.demo !== true;
  return goesAlong
    ? chats.REBIND_ALONG(name, live(facts.ledger).length)
    : chats.REBIND_LEAVING(name, facts.member?.name ?? '');
}

function mustBind(work: Work) {
  put(work, { pending: { is: 'bind' } });
  work.quiet = true;
  return say(work, 'must-bind', { text: chats.ASK_BOTH });
}

function giveCode(work: Work) {
  const { freshCode, at, onRoster } = work.facts;
  if (!freshCode) return;
  const until = new Date(Date.parse(at) + MINUTES * 60_000).toISOString();
  work.effects.push({ is: 'issue-code', ...freshCode, until });
  const text = chats.OWN_CODE(freshCode.number, freshCode.code);
  return say(work, 'code', { text: onRoster ? text : `${text}\n${chats.HAVE_CODE}` }, true);
}

/** In a group nothing is bound and no code is said; one that was said there has been seen. */
function bindInGroup(work: Work, hasCode: boolean) {
  note(work, 'in-private', chats.BIND_IN_PRIVATE);
  work.quiet = true;
  if (hasCode) say(work, 'code-seen', { text: chats.CODE_SEEN }, true);
}

/** 我的绑定 */
export function bindings(work: Work) {
  const { chats: mine = [], member } = work.facts;
  if (!member || mine.length === 0) return note(work, 'chats', chats.NO_CHATS);
  const lines = mine.map((chat, i) => chats.CHAT_LINE(i + 1, shown(chat)));
  say(work, 'chats', { text: chats.CHATS(lines) }, true);
}

export const shown = ({ address, ...chat }: ChatFact) => ({ ...chat, channel: address.channel });

/** 解绑: this chat, the one that came last, or one to be chosen; always asked once more. */
export function unbind(work: Work, { which }: Extract<Intent, { is: 'unbind' }>) {
  const { chats: mine = [], member, direct, chat: from } = work.facts;
  if (!direct) return note(work, 'in-private', chats.BIND_IN_PRIVATE);
  if (!member || mine.length === 0 || from === undefined) return note(work, 'chats', chats.NO_CHATS);
  const others = mine.filter((chat) => !chat.here);
  const told = meant(mine, which);
  if (told.length === 0) return note(work, 'no-other-chat', chats.NO_OTHER_CHAT);
  const free = told.filter((chat) => chat.yields);
  if (free.length === 0) return note(work, 'too-young', chats.TOO_YOUNG);
  const among = free.map((chat) => chat.ref);
  const [one] = among;
  const isOne = among.length === 1 && (which !== undefined || others.length === 0);
  put(work, { pending: { is: 'unbind', from, among, ...(isOne && one !== undefined ? { chat: one } : {}) } });
}

/** The chats that the words mean, of those that there are. */
function meant(mine: readonly ChatFact[], which: Extract<Intent, { is: 'unbind' }>['which']): readonly ChatFact[] {
  if (which === undefined) return mine;
  if (which === 'here') return mine.filter((chat) => chat.here);
  if (which === 'last') return mine.filter((chat) => !chat.here).slice(-1);
  if ('channel' in which) return mine.filter(({ address }) => address.channel === which.channel);
  return mine.slice(which.n - 1, which.n);
}

/** The answer to 解绑哪一个. */
export function chooseChat(work: Work, pending: Extract<Pending, { is: 'unbind' }>, sets: readonly SetIntent[]) {
  const n = sets.find((set) => set.field === 'which')?.to;
  const chat = typeof n === 'number' ? pending.among[n - 1] : undefined;
  if (chat === undefined) return note(work, 'no-other-chat', chats.NO_OTHER_CHAT);
  put(work, { pending: { ...pending, chat } });
}

/** After the yes. */
export function giveUp(work: Work, pending: Extract<Pending, { is: 'unbind' }>) {
  put(work, { pending: undefined, shown: undefined });
  const chat = work.facts.chats?.find(({ ref }) => ref === pending.chat);
  if (!chat) return note(work, 'no-other-chat', chats.NO_OTHER_CHAT);
  if (!chat.yields) return note(work, 'too-young', chats.TOO_YOUNG);
  work.effects.push({ is: 'unbind', address: chat.address });
  if (!chat.here) return note(work, 'unbound', chats.UNBOUND_THERE(chats.CHAT_LABEL(shown(chat))));
  work.quiet = true;
  say(work, 'unbound', { text: chats.UNBOUND_HERE });
}

export function human(work: Work) {
  const { contact } = work.facts;
  const open = work.conversation.drafts[0];
  work.effects.push({ is: 'handoff', text: open ? open.said : words.WANTS_HUMAN });
  say(work, 'human', { text: words.HUMAN(contact) });
}
