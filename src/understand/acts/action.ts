/**
 * Buttons on the wire: the one place that writes and reads the string which a button carries. Cards stay in people's
 * chats for years, so what was written once is read for ever. Pure; never throws.
 */
import { isNumber } from '../../catalogue/index.ts';
import type { Action, FieldValue, Vote } from '../../types/index.ts';

/** `confirm`, `set:hours=6`, `set:which=3`, `ask:…`, `rate:up`. */
export function encode(action: Action): string {
  switch (action.is) {
    case 'confirm':
    case 'change':
    case 'cancel':
      return action.is;
    case 'set':
      return `${SET}${action.field}=${String(action.to)}`;
    case 'pick':
      return `${SET}${WHICH}=${action.n}`;
    case 'ask':
      return `${ASK}${action.question}`;
    case 'rate':
      return `${RATE}${action.vote}`;
    case 'decide':
      return `${DECIDE}${action.id}=${action.to}`;
  }
}

/** The action that a string stands for; undefined where no button of ours carries it. */
export function decode(value: string): Action | undefined {
  if (value === 'confirm' || value === 'change' || value === 'cancel') return { is: value };
  if (value.startsWith(ASK)) return { is: 'ask', question: value.slice(ASK.length) };
  if (value.startsWith(RATE)) {
    const vote = VOTES.find((one) => value === RATE + one);
    return vote && { is: 'rate', vote };
  }
  const at = value.indexOf('=');
  if (value.startsWith(DECIDE)) {
    const [id, to] = [value.slice(DECIDE.length, at), value.slice(at + 1)];
    return at > DECIDE.length && /^[a-z]+$/.test(to) ? { is: 'decide', id, to } : undefined;
  }
  if (!value.startsWith(SET) || at < 0) return undefined;
  const field = value.slice(SET.length, at);
  if (!NAME.test(field)) return undefined;
  const to = read(field, value.slice(at + 1));
  return field === WHICH && typeof to === 'number' && Number.isSafeInteger(to) && to > 0
    ? { is: 'pick', n: to }
    : { is: 'set', field, to };
}

/** A field's value as a button can carry it: what is no flag, number or word is carried in words. */
export const carried = (value: FieldValue): string | number | boolean =>
  typeof value === 'object' ? String(value) : value;

const SET = 'set:';
const ASK = 'ask:';
const RATE = 'rate:';
const DECIDE = 'decide:';
const WHICH = 'which';
const VOTES: readonly Vote[] = ['up', 'down', 'other'];
const NAME = /^[\w.]+$/;

/** Is a field's value a number on a button? Any other's is a flag or words. */
const isFigure = (field: string): boolean => field === WHICH || isNumber(field);

function read(field: string, raw: string): string | number | boolean {
  if (raw === 'true' || raw === 'false') return raw === 'true';
  const number = Number(raw);
  // Zero has one sign.
  return isFigure(field) && Number.isFinite(number) ? number + 0 : raw;
}
