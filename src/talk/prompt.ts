/** What is to be asked next. Derived from the conversation and the rules each time; nothing of it is stored. */

import { BY_YEAR } from '../catalogue/fields.ts';
import { LASTING } from '../catalogue/kinds.ts';
import { EXEMPTIONS } from '../catalogue/requests.ts';
import { clashOf } from '../chinese/dates/clash.ts';
import { windowOf } from '../chinese/dates/window.ts';
import { findDays } from '../chinese/numbers.ts';
import { showPlainDay } from '../chinese/say.ts';
import { addDays } from '../days.ts';
import { crossing } from '../ledger/crossing.ts';
import { live, spanAt, yearAt } from '../ledger/year.ts';
import type { Card, Conversation, Draft, FieldValue } from '../types/index.ts';
import { daysOf, lineOf, nameOf } from '../words/activity.ts';
import * as buttons from '../words/button.ts';
import { askRequest, REQUEST_NAMES, REQUEST_SURE, WITHDRAW_REQUEST } from '../words/request.ts';
import * as words from '../words/talk.ts';
import { EACH_YEAR } from '../words/year.ts';
import { button } from './button.ts';
import { cardId, choiceCard, confirmCard, pickCard, requestCard } from './cards.ts';
import { settleType } from './drafts/kind.ts';
import { nextWant, profileWants } from './drafts/slots.ts';
import type { Facts } from './facts.ts';
import { nextRequestWant } from './records/requests.ts';

export interface Prompt {
  /** The field asked for, or `confirm`. */
  readonly awaiting: string;
  readonly text: string;
  readonly values?: readonly FieldValue[];
  readonly card?: Card;
  /** The draft that is asked about. */
  readonly draft?: string;
}

const PLACES = ['province', 'prefecture', 'county', 'township', 'community', 'village', 'clinic', 'school'];

/** The question that stands open, or null when nothing does. */
export function promptOf(conversation: Conversation, facts: Facts): Prompt | null {
  const { pending, drafts, request } = conversation;
  if (pending) {
    const asked = pendingPrompt(conversation, facts);
    if (asked) return asked;
  }
  if (drafts.length > 0) return draftPrompt(conversation, facts);
  if (request) {
    const want = nextRequestWant(request, facts);
    if (!want) {
      const card = requestCard(request);
      return { awaiting: 'confirm', text: REQUEST_SURE(REQUEST_NAMES[request.kind]), card };
    }
    const values = request.kind === 'exemption' && want === 'reason' ? EXEMPTIONS.map(([value]) => value) : undefined;
    const text = askRequest(request.kind, want);
    const id = `q:${request.id}:${want}`;
    if (!values) return { awaiting: want, text };
    const actions = EXEMPTIONS.map(([value, label]) => button({ is: 'set', field: 'reason', to: value }, label));
    return { awaiting: want, text, values, card: { id, title: '免修情形', facts: [], actions } };
  }
  return null;
}

function pendingPrompt(conversation: Conversation, facts: Facts): Prompt | null {
  const { pending, drafts } = conversation;
  if (!pending) return null;
  switch (pending.is) {
    case 'which': {
      const entries = pending.among.flatMap((id) => facts.ledger.filter((e) => e.activity.id === id));
      if (entries.length === 0) return null;
      const text = pending.to === 'withdraw' ? words.WITHDRAW_WHICH : words.AMEND_WHICH;
      return {
        awaiting: 'which',
        text,
        values: entries.map((_, i) => i + 1),
        card: pickCard(`w:${pending.among.join(',')}`.slice(0, 400), '选一条', entries),
      };
    }
    case 'withdraw': {
      const entry = live(facts.ledger).find((e) => e.activity.id === pending.activity);
      if (!entry) return null;
      const text = words.WITHDRAW_SURE(nameOf(entry.activity));
      return {
        awaiting: 'confirm',
        text,
        card: {
          id: `x:${pending.activity}`,
          title: '撤回确认',
          facts: [
            ['活动', lineOf(entry.activity)],
            ['日期', daysOf(entry.activity) || '不清楚'],
          ],
          actions: [button({ is: 'confirm' }, buttons.WITHDRAW, 'danger'), button({ is: 'cancel' }, buttons.KEEP)],
        },
      };
    }
    case 'withdraw-request': {
      const one = facts.requests.find((r) => r.id === pending.request);
      if (!one) return null;
      const text = WITHDRAW_REQUEST(REQUEST_NAMES[one.kind], one.year);
      const actions = [button({ is: 'confirm' }, buttons.WITHDRAW, 'danger'), button({ is: 'cancel' }, buttons.KEEP)];
      return { awaiting: 'confirm', text, card: { id: `x:${one.id}`, title: '撤回确认', facts: [], actions } };
    }
    case 'file-for': {
      const told = (pending.recorded ?? []).flatMap((id) => facts.ledger.filter((e) => e.activity.id === id));
      if (told.length > 0)
        return {
          awaiting: 'which',
          text: words.FILE_WHICH(pending.files.length),
          values: told.map((_, i) => i + 1),
          card: pickCard(`f:${pending.files[0] ?? ''}`.slice(0, 60), '选一项', told),
        };
      if (drafts.length < 2) return null;
      const actions = drafts.map((d, i) =>
        button({ is: 'pick', n: i + 1 }, nameOf({ ...d.fields, ...(d.type ? { type: d.type } : {}) })),
      );
      return {
        awaiting: 'which',
        text: words.FILE_WHICH(pending.files.length),
        values: drafts.map((_, i) => i + 1),
        card: { id: `f:${pending.files[0] ?? ''}`.slice(0, 60), title: '选一项', facts: [], actions },
      };
    }
    case 'leave': {
      const { from, to } = pending;
      if (from === undefined) return { awaiting: 'from', text: words.LEAVE_DAYS };
      if (to === undefined) return { awaiting: 'to', text: words.LEAVE_TO };
      return {
        awaiting: 'confirm',
        text: words.LEAVE_SURE,
        card: {
          id: `x:leave:${from}:${to}`,
          title: '产假确认',
          facts: [['产假', daysOf({ from, to })]],
          actions: [
            button({ is: 'confirm' }, buttons.YES, 'primary'),
            button({ is: 'cancel' }, buttons.LEAVE_AS_IT_IS),
          ],
        },
      };
    }
    case 'profile':
      return profilePrompt(pending.field, facts);
    case 'about':
      return null;
  }
}

/** The question for a profile field. */
export function profilePrompt(field: string, facts: Facts): Prompt {
  if (field === 'province') {
    const names = facts.rulesets.provinces.filter((p) => p !== 'national').map((p) => facts.rulesets.names[p] ?? p);
    const actions = names.map((name) => button({ is: 'set', field: 'province', to: name }, name));
    return {
      awaiting: field,
      text: words.ask('province', undefined),
      values: names,
      card: { id: 'p:province', title: '所在省份', facts: [], actions },
    };
  }
  const text = words.ask(field, undefined);
  if (field === 'title') {
    const values = ['junior-assistant', 'junior', 'mid', 'senior', 'none'];
    return { awaiting: field, text, values, card: choiceCard('p:title', '职称', 'title', values) };
  }
  if (field === 'institution')
    return {
      awaiting: field,
      text,
      values: PLACES,
      card: choiceCard('p:institution', '单位级别', 'institution', PLACES),
    };
  return { awaiting: field, text };
}

function draftPrompt(conversation: Conversation, facts: Facts): Prompt {
  const { drafts } = conversation;
  const province = facts.member?.province;
  const isProvinceOpen =
    (province === undefined || !facts.rulesets.provinces.includes(province)) &&
    !conversation.unknown.includes('province');
  if (isProvinceOpen) return profilePrompt('province', facts);
  for (const draft of drafts) {
    const asked = slotPrompt(draft, facts, drafts.length > 1, twinName(draft, drafts));
    if (asked) return asked;
  }
  const want = profileWants(facts, conversation.unknown)[0];
  if (want) return profilePrompt(want.field, facts);
  // Whoever reviews a report must know whose it is.
  if (facts.member?.name === undefined && !conversation.unknown.includes('name')) return profilePrompt('name', facts);
  return {
    awaiting: 'confirm',
    text: drafts.length > 1 ? words.CONFIRM_MANY(drafts.length) : words.CONFIRM_ONE,
    card: confirmCard(drafts, facts),
  };
}

/** What a question calls a draft where another one is called the same: 第 2 项继续医学教育项目. */
function twinName(draft: Draft, drafts: readonly Draft[]): string | undefined {
  const name = (d: Draft): string => nameOf({ ...d.fields, ...(d.type ? { type: d.type } : {}) });
  const own = name(draft);
  if (draft.type === undefined || drafts.filter((d) => name(d) === own).length < 2) return undefined;
  return `第 ${drafts.indexOf(draft) + 1} 项${own}`;
}

function slotPrompt(draft: Draft, facts: Facts, several: boolean, twin?: string): Prompt | undefined {
  const { type, open } = settleType(draft, facts);
  const named = several ? (twin ?? nameOf({ ...draft.fields, ...(type ? { type } : {}) })) : undefined;
  const id = `q:${draft.id}`;
  if (type === undefined) {
    const values = (open ?? []).slice(0, 6);
    const said = draft.said.length > 24 ? `${draft.said.slice(0, 24)}…` : draft.said;
    const text = several && said ? `“${said}”${words.ask('type', undefined)}` : words.ask('type', undefined);
    return {
      awaiting: 'type',
      text,
      values,
      draft: draft.id,
      ...(values.length > 0 ? { card: choiceCard(`${id}:type`, '选一类', 'type', values) } : {}),
    };
  }
  const future = futureDay(draft, facts);
  if (future) return { ...future, draft: draft.id };
  const want = nextWant({ ...draft, type }, facts);
  if (!want) return undefined;
  if (want.field === 'hours') {
    const about = findDays(draft.said);
    if (about?.days !== undefined && about.days < 1) {
      const values = [3, 3.5, 4];
      const text = words.HALF_DAY(about.about ?? '半天');
      return {
        awaiting: 'hours',
        text: named ? `${named}：${text}` : text,
        values,
        draft: draft.id,
        card: choiceCard(`${id}:hours`, '时长', 'hours', values),
      };
    }
  }
  if (want.field === 'planFiled') {
    const year = yearAt(facts.rulesets, facts.member?.province, facts.day);
    const { from } = spanAt(facts.rulesets, facts.member?.province, year);
    const values = [from, addDays(from, 120), false];
    const { inTime, late, never } = buttons.PLAN_FILED;
    const actions = [inTime, late, never].map((label, i) =>
      button({ is: 'set', field: 'planFiled', to: values[i] ?? false }, label),
    );
    const text = words.ask('planFiled', type, named);
    return {
      awaiting: 'planFiled',
      text,
      values,
      draft: draft.id,
      card: { id: `${id}:planFiled`, title: words.fieldName('planFiled'), facts: [], actions },
    };
  }
  const field = want.field;
  const clash = field === 'date' || field === 'from' ? clashOf(draft.said, facts.day) : undefined;
  if (clash) {
    const values = [...clash.days];
    const text = words.CLASH(clash.words, clash.days);
    const title = words.fieldName(field);
    const card = choiceCard(`${id}:${field}`, title, field, values);
    return { awaiting: field, text: named ? `${named}：${text}` : text, values, draft: draft.id, card };
  }
  const isMonthAsked = draft.dayless === true && (field === 'date' || field === 'from');
  const hint = isMonthAsked
    ? words.WHICH_MONTH
    : (daysHint(draft, type, field, facts.day) ?? eachYear(draft, field, facts) ?? words.ask(field, type));
  const text = named ? `${named}：${hint}` : hint;
  const trio = field === 'approved' && type === 'secondment' && draft.fields.fullTime === undefined;
  const extra = trio ? [button({ is: 'set', field: 'regular', to: true }, buttons.REGULAR)] : [];
  const base = { awaiting: field, text, draft: draft.id };
  if (!want.values) return base;
  return {
    ...base,
    values: want.values,
    card: choiceCard(`${id}:${field}`, words.fieldName(field), field, want.values, extra, type),
  };
}

/** An amount of a stay that crosses credit years is asked for each of them. */
function eachYear(draft: Draft, field: string, { rulesets, member }: Facts): string | undefined {
  if (BY_YEAR[field] === undefined) return undefined;
  const cross = crossing(draft.fields.from, draft.fields.to, rulesets, member?.province);
  return cross && EACH_YEAR(field, showPlainDay(cross.cut));
}

/** Which day of the month that was said, from when to when a stay lasted, or any day at all. */
function daysHint(draft: Draft, type: string, field: string, day: string): string | undefined {
  if (field === 'from' && LASTING.has(type)) {
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

/** A study, a term of training, a post abroad count by the year while they go on. */
const GOES_ON = new Set(['degree-study', 'graduate-study', 'training-programme', 'mandated-task', 'self-study']);

/** A day that has not been is asked again, with the same day a year earlier as a guess. */
function futureDay(draft: Draft, facts: Facts): Omit<Prompt, 'draft'> | undefined {
  const { date, from, to } = draft.fields;
  const type = draft.type ?? '';
  const field =
    typeof date === 'string' && date > facts.day
      ? 'date'
      : typeof from === 'string' && from > facts.day
        ? 'from'
        : typeof to === 'string' && to > facts.day && !GOES_ON.has(type)
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
  if (!guess || field !== 'date') return { awaiting: field, text: words.FUTURE(day) + words.ask(field, type) };
  return {
    awaiting: field,
    text: words.FUTURE_MAYBE_LAST(day, guess),
    values: [guess],
    card: {
      id: `q:${draft.id}:${field}`,
      title: '日期',
      facts: [],
      actions: [button({ is: 'set', field, to: guess }, words.valueName(field, guess))],
    },
  };
}

export { cardId };
