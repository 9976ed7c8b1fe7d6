/** What is asked about drafts: what each lacks, what the year hangs on, and the card of all when nothing is missing. */

import { fieldName, kindOf, lasts, PARTED } from '../../catalogue/index.ts';
import { findDays, showPlainDay } from '../../chinese/index.ts';
import { addDays } from '../../days.ts';
import { crossing } from '../../ledger/crossing.ts';
import { spanAt, yearAt } from '../../ledger/year.ts';
import type { Conversation, Draft } from '../../types/index.ts';
import { clashOf, windowOf } from '../../understand/index.ts';
import { EACH_YEAR } from '../../words/person/year.ts';
import { BUTTON, TITLE } from '../../words/talk/card.ts';
import * as words from '../../words/talk/talk.ts';
import { button } from '../button.ts';
import { cardId } from '../card-id.ts';
import { choiceCard, confirmCard } from '../cards.ts';
import { settleType } from '../drafts/kind.ts';
import { nameOfDraft } from '../drafts/name.ts';
import { nextWant, profileWants, type Want } from '../drafts/slots.ts';
import type { Facts } from '../facts.ts';
import { asked, type Prompt, toConfirm } from './asked.ts';
import { profileQuestion } from './profile.ts';

export function draftQuestion({ drafts, unknown }: Conversation, facts: Facts): Prompt {
  const province = facts.member?.province;
  const isProvinceOpen =
    (province === undefined || !facts.rulesets.provinces.includes(province)) && !unknown.includes('province');
  if (isProvinceOpen) return profileQuestion('province', facts);
  for (const draft of drafts) {
    const question = slotQuestion(draft, facts, drafts);
    if (question) return { ...question, draft: draft.id };
  }
  const want = profileWants(facts, unknown)[0];
  if (want) return profileQuestion(want.field, facts);
  // Whoever reviews a report must know whose it is.
  if (facts.member?.name === undefined && !unknown.includes('name')) return profileQuestion('name', facts);
  const text = drafts.length > 1 ? words.CONFIRM_MANY(drafts.length) : words.CONFIRM_ONE;
  return toConfirm('report', text, confirmCard(drafts, facts));
}

/** What a question calls a draft where there are several; 第 2 项继续医学教育项目 where another one is called the same. */
function calledAmong(draft: Draft, drafts: readonly Draft[], type: string | undefined): string | undefined {
  if (drafts.length < 2) return undefined;
  const own = nameOfDraft(draft);
  const isTwin = draft.type !== undefined && drafts.filter((d) => nameOfDraft(d) === own).length > 1;
  return isTwin
    ? words.NTH_ITEM(drafts.indexOf(draft) + 1, own)
    : nameOfDraft({ fields: draft.fields, ...(type ? { type } : {}) });
}

function slotQuestion(draft: Draft, facts: Facts, drafts: readonly Draft[]): Prompt | undefined {
  const { type, open } = settleType(draft, facts);
  if (type === undefined) return typeQuestion(draft, (open ?? []).slice(0, 6), drafts.length > 1);
  const future = futureDay(draft, facts);
  if (future) return future;
  const want = nextWant({ ...draft, type }, facts);
  if (!want) return undefined;
  const named = calledAmong(draft, drafts, type);
  return (
    halfDay(draft, want, named) ??
    planFiled(draft, want, { type, named, facts }) ??
    clashing(draft, want, { named, facts }) ??
    plainQuestion(draft, want, { type, named, facts })
  );
}

function typeQuestion(draft: Draft, values: readonly string[], several: boolean): Prompt {
  const said = draft.said.length > 24 ? `${draft.said.slice(0, 24)}…` : draft.said;
  const text = words.ask('type', undefined);
  return asked('type', several && said ? words.OF_WORDS(said, text) : text, {
    values,
    ...(values.length > 0
      ? { card: choiceCard({ id: cardId.question(draft.id, 'type'), title: TITLE.pickType }, 'type', values) }
      : {}),
  });
}

/** Identity and title of a question's card. */
const headOf = (draft: Draft, field: string): { readonly id: string; readonly title: string } => ({
  id: cardId.question(draft.id, field),
  title: fieldName(field),
});

/** Half a day is no number of hours. */
function halfDay(draft: Draft, { field }: Want, named: string | undefined): Prompt | undefined {
  const about = field === 'hours' ? findDays(draft.said) : undefined;
  if (about?.days === undefined || about.days >= 1) return undefined;
  const values = [3, 3.5, 4];
  return asked('hours', words.OF(named, words.HALF_DAY(about.about)), {
    values,
    card: choiceCard(headOf(draft, 'hours'), 'hours', values),
  });
}

interface On {
  readonly named: string | undefined;
  readonly facts: Facts;
}

/** When a plan was handed in matters only as far as it was in time. */
function planFiled(
  draft: Draft,
  { field }: Want,
  { type, named, facts: { rulesets, member, day } }: On & { readonly type: string },
): Prompt | undefined {
  if (field !== 'planFiled') return undefined;
  const { from } = spanAt(rulesets, member?.province, yearAt(rulesets, member?.province, day));
  const values = [from, addDays(from, 120), false];
  const { inTime, late, never } = BUTTON.planFiled;
  const actions = [inTime, late, never].map((label, i) => button({ is: 'set', field, to: values[i] ?? false }, label));
  return asked(field, words.ask(field, type, named), {
    values,
    card: { ...headOf(draft, field), facts: [], actions },
  });
}

/** A day and a day of the week that do not go together. */
function clashing(draft: Draft, { field }: Want, { named, facts }: On): Prompt | undefined {
  const clash = field === 'date' || field === 'from' ? clashOf(draft.said, facts.day) : undefined;
  if (!clash) return undefined;
  const values = [...clash.days];
  const card = choiceCard(headOf(draft, field), field, values);
  return asked(field, words.OF(named, words.CLASH(clash.words, clash.days)), { values, card });
}

function plainQuestion(
  draft: Draft,
  { field, values }: Want,
  { type, named, facts }: On & { readonly type: string },
): Prompt {
  const isMonthAsked = draft.dayless === true && (field === 'date' || field === 'from');
  const hint = isMonthAsked
    ? words.WHICH_MONTH
    : (daysHint(draft, type, field, facts.day) ?? eachYear(draft, field, facts) ?? words.ask(field, type));
  const text = words.OF(named, hint);
  if (!values) return asked(field, text);
  const isTrio = field === 'approved' && type === 'secondment' && draft.fields.fullTime === undefined;
  const extra = isTrio ? [button({ is: 'set', field: 'regular', to: true }, BUTTON.regular)] : [];
  const card = choiceCard(headOf(draft, field), field, values, { extra, type });
  return asked(field, text, { values, card });
}

/** An amount of a stay that crosses credit years is asked for each of them. */
function eachYear(draft: Draft, field: string, { rulesets, member }: Facts): string | undefined {
  if (PARTED[field] === undefined) return undefined;
  const cross = crossing(draft.fields.from, draft.fields.to, rulesets, member?.province);
  return cross && EACH_YEAR(field, showPlainDay(cross.cut));
}

/** Which day of the month that was said, from when to when a stay lasted, or any day at all. */
function daysHint(draft: Draft, type: string, field: string, day: string): string | undefined {
  if (field === 'from' && lasts(type)) {
    const task = draft.fields.task;
    const name = typeof task === 'string' ? words.valueName('task', task) : words.typeName(type);
    return words.STAY_DAYS(name, isVague(draft));
  }
  if (field !== 'date' && field !== 'from') return undefined;
  const window = windowOf(draft.said, day);
  if (window) return words.WHICH_DAY(window.label, window.week);
  return isVague(draft) ? words.VAGUE_DATE : undefined;
}

const isVague = (draft: Draft): boolean => /月|年|周|初|前几天|最近|前阵/.test(draft.said);

/** A day that has not been is asked again, with the same day a year earlier as a guess. */
function futureDay(draft: Draft, facts: Facts): Prompt | undefined {
  const { date, from, to } = draft.fields;
  const type = draft.type ?? '';
  const field =
    typeof date === 'string' && date > facts.day
      ? 'date'
      : typeof from === 'string' && from > facts.day
        ? 'from'
        : typeof to === 'string' && to > facts.day && !kindOf(type)?.goesOn
          ? 'to'
          : undefined;
  if (!field) return undefined;
  const day = String(draft.fields[field]);
  const last = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const guess =
    Number(day.slice(0, 4)) === Number(facts.day.slice(0, 4)) &&
    !/今年|20\d\d|明[天年后]|后[天年]|下(?:个?月|周|个?星期|礼拜)/.test(draft.said)
      ? last
      : undefined;
  if (!guess || field !== 'date') return asked(field, words.FUTURE(day) + words.ask(field, type));
  const actions = [button({ is: 'set', field, to: guess }, words.valueName(field, guess))];
  return asked(field, words.FUTURE_MAYBE_LAST(day, guess), {
    values: [guess],
    card: { ...headOf(draft, field), facts: [], actions },
  });
}
