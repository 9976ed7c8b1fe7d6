/** What a draft can be: its type in this province, fields that fit together, days of a stay per year, no second report of the same. Pure. */

import { fieldOf, fillable, kindOf, lasts, PARTED } from '../../catalogue/index.ts';
import { NUM, parseNumber } from '../../chinese/index.ts';
import { dayNumber, dayOf } from '../../days.ts';
import { byCalendar, crossing, perCreditYear } from '../../ledger/crossing.ts';
import { live } from '../../ledger/year.ts';
import { chosenYearOf, slotsFor } from '../../rules/index.ts';
import type { Draft, FieldValue, LedgerEntry } from '../../types/index.ts';
import { fieldsOf, findDates } from '../../understand/index.ts';
import { nameOf } from '../../words/talk/activity.ts';
import { provinceNamed } from '../../words/talk/ask.ts';
import * as words from '../../words/talk/talk.ts';
import { note, putDraft, type Work } from '../work.ts';
import { assumedToo, isAssumed } from './assumed.ts';
import { settleType } from './kind.ts';

/** Gives every draft the type that it has in this province, and reads again what its words say for that type. */
export function settle(work: Work) {
  for (const draft of work.conversation.drafts) {
    if (!work.facts.member?.province) continue;
    const { type } = settleType(draft, work.facts);
    if (type !== undefined && (draft.type !== type || draft.candidates)) {
      const province = work.facts.rulesets.names[work.facts.member.province];
      // 必修课 where the province has no such kind: what it is taken for is said.
      if (draft.type !== undefined && TOLD.has(`${draft.type}>${type}`))
        note(work, 'taken-for', words.TAKEN_FOR(provinceNamed(province), draft.type, type));
      retype(work, draft.id, type);
    }
  }
  for (const draft of work.conversation.drafts) {
    planKnown(work, draft);
    chooseYear(work, draft);
    warnDuplicate(work, draft);
  }
}

/** A grant that runs, where the province lets one choose the year that it counts in: this one, and the card says so. */
function chooseYear(work: Work, draft: Draft) {
  const { rulesets, member, day } = work.facts;
  if (draft.type !== 'research-grant' || isAssumed(draft, 'this-year')) return;
  if (member?.province === undefined || !chosenYearOf(rulesets, member.province, draft.type)) return;
  const runs = findDates(draft.said, day).found.find((w) => w.kind === 'range' && w.from <= day && day < w.to);
  if (!runs || draft.fields.date !== runs.from) return;
  putDraft(work, draft.id, (d) => ({
    fields: { ...d.fields, date: day },
    assumed: [...d.assumed, { is: 'this-year' as const }],
  }));
}

/** A self-study plan that was handed in through us need not be told again; nor that it was agreed to, once it was. */
function planKnown(work: Work, draft: Draft) {
  if (draft.type !== 'self-study') return;
  const day = draft.fields.date ?? draft.fields.to ?? work.facts.day;
  const year = Number(String(day).slice(0, 4));
  const plan = work.facts.requests.findLast(
    (r) => r.kind === 'self-study-plan' && r.year === year && r.status !== 'withdrawn' && r.status !== 'rejected',
  );
  if (!plan) return;
  const filed = draft.fields.planFiled === undefined ? { planFiled: dayOf(plan.at) } : {};
  const agreed = draft.fields.approved === undefined && plan.status !== 'submitted' ? { approved: true } : {};
  if (Object.keys({ ...filed, ...agreed }).length > 0)
    putDraft(work, draft.id, (d) => ({ fields: { ...d.fields, ...filed, ...agreed } }));
}

/** Changes of kind by the province that are said. */
const TOLD = new Set([
  'required-course>public-course',
  'cme-project>certified-credit',
  'advanced-seminar>certified-credit',
]);

/** The draft as another type: what fits is kept, its words are read again. */
export function retype(work: Work, id: string, type: string) {
  putDraft(work, id, (draft) => {
    const { day } = work.facts;
    const read = fieldsOf({ text: draft.said, type, dates: findDates(draft.said, day).found, day });
    const allowed = new Set([...fillable(type), 'date', 'from', 'to', 'name', 'certificateNumber', 'course']);
    const kept = Object.fromEntries(
      Object.entries(draft.fields).filter(([field, value]) => allowed.has(field) && fitsType(type, field, value)),
    );
    const fields = moveDays(type, { ...read.fields, ...kept });
    return {
      type,
      candidates: undefined,
      fields: checked(work, { ...draft, type }, fields),
      assumed: assumedToo(draft.assumed, read.assumed),
    };
  });
}

/** Could somebody have been offered this value for a kind? 主讲 is no part in a book. */
function fitsType(type: string, field: string, value: FieldValue): boolean {
  const own = kindOf(type)?.offers?.[field];
  if (own) return own.includes(value);
  return field !== 'role' || !kindOf('book')?.offers?.role?.includes(value);
}

/** A stay has from/to, anything else that took one day a date. */
function moveDays(type: string, fields: { readonly [k: string]: FieldValue }): { [k: string]: FieldValue } {
  const out = { ...fields };
  if (lasts(type) && out.date !== undefined && out.from === undefined) {
    out.from = out.date;
    delete out.date;
  }
  if (
    !lasts(type) &&
    out.from !== undefined &&
    out.date === undefined &&
    (out.to === undefined || out.to === out.from)
  ) {
    out.date = out.from;
    delete out.from;
    delete out.to;
  }
  return out;
}

/** Fields as they can be: no 30 hours in a day, no end before the begin; days of a stay that crosses years are split. */
export function checked(work: Work, draft: Draft, fields: Draft['fields']): Draft['fields'] {
  const out: { [k: string]: FieldValue } = { ...fields };
  for (const field of Object.keys(out)) if (out[field] === '') delete out[field];
  const { from, to, hours } = out;
  if (typeof from === 'string' && typeof to === 'string' && to < from) {
    note(work, 'turned-days', words.TO_BEFORE_FROM);
    delete out.to;
  }
  if (typeof hours === 'number') {
    const days =
      typeof from === 'string' && typeof to === 'string'
        ? dayNumber(to) - dayNumber(from) + 1
        : lasts(draft.type)
          ? 400
          : kindOf(draft.type)?.sameDay && out.remote !== true
            ? 1
            : 0;
    if (hours <= 0) {
      if (hours < 0) note(work, 'below-zero', words.BELOW_ZERO(words.valueName('hours', hours)));
      else note(work, 'not-a-number', words.NOT_A_NUMBER);
      delete out.hours;
    } else if (hours > MOST_HOURS && days <= 1) {
      note(work, 'too-much', words.TOO_MUCH(words.valueName('hours', hours)));
      delete out.hours;
    } else if (days > 0 && typeof (out.date ?? out.from) === 'string' && hours > 24 * days) {
      note(work, 'too-much', words.OVER_DAY(hours));
      delete out.hours;
    }
  }
  for (const [field, value] of Object.entries(out)) {
    const most = fieldOf(field)?.most;
    if (field === 'hours' || most === undefined || typeof value !== 'number' || (value >= 0 && value <= most)) continue;
    const amount = words.valueName(field, value);
    if (value < 0) note(work, 'below-zero', words.BELOW_ZERO(amount));
    else note(work, 'too-much', words.TOO_MUCH(amount));
    delete out[field];
  }
  hoursOfDays(work, draft, out);
  splitYears(work, out);
  // A study that goes on: what was passed this year counts this year.
  if (kindOf(draft.type)?.study && typeof to === 'string' && typeof from === 'string' && from <= to)
    if (from <= work.facts.day && work.facts.day < to) out.date = work.facts.day;
  return out;
}
const MOST_HOURS = fieldOf('hours')?.most ?? 0;

/** The days and hours of a stay that crosses a credit year: as told for its parts, else shared out by the calendar. */
function splitYears(work: Work, out: { [k: string]: FieldValue }) {
  const { rulesets, member } = work.facts;
  for (const [field, parted] of Object.entries(PARTED)) {
    const told = out[parted];
    if (typeof told !== 'object' || told === null || Array.isArray(told)) continue;
    const years = perCreditYear(told as { [k: string]: FieldValue }, rulesets, member?.province);
    out[field] = Object.values(years).reduce((a, b) => a + b, 0);
    if (Object.keys(years).length > 1) out[parted] = years;
    else delete out[parted];
  }
  const cross = crossing(out.from, out.to, rulesets, member?.province);
  if (!cross) return;
  for (const [field, parted] of Object.entries(PARTED)) {
    const amount = out[field];
    if (typeof amount === 'number' && out[parted] === undefined) out[parted] = byCalendar(field, amount, cross);
  }
}

const DAILY = new RegExp(`每天(?:是|约|都|学|干|上)?(?:满|够)?(${NUM})个?(?:小时|学时|课时|钟头)`);
/** 每天8小时，一共12个全天: the hours of all days, where the province counts hours and one credit year holds them. */
function hoursOfDays(work: Work, draft: Draft, out: { [k: string]: FieldValue }) {
  const { member, rulesets } = work.facts;
  if (!lasts(draft.type) || out.hours !== undefined || typeof out.fullDays !== 'number') return;
  const each = parseNumber(DAILY.exec(draft.said)?.[1] ?? '');
  const province = member?.province;
  if (each === undefined || each > 24 || province === undefined || !rulesets.provinces.includes(province)) return;
  if (crossing(out.from, out.to, rulesets, province)) return;
  if (slotsFor(rulesets, province, draft.type ?? '').some((slot) => slot.field === 'hours'))
    out.hours = each * out.fullDays;
}

/** The same thing recorded before: told once, then the person decides. */
function warnDuplicate(work: Work, draft: Draft) {
  if (draft.repeated || draft.type === undefined) return;
  const number = draft.fields.certificateNumber;
  const holder = typeof number === 'string' ? work.facts.certificates[number] : undefined;
  if (typeof number === 'string' && holder && holder.activity !== draft.replaces) {
    note(
      work,
      'certificate-known',
      holder.mine ? words.DUPLICATE_CERTIFICATE(number) : words.CERTIFICATE_TAKEN(number),
    );
    putDraft(work, draft.id, () => ({ repeated: true }));
    return;
  }
  if (draft.replaces !== undefined) return;
  const day = dayIn(draft.fields);
  if (!day) return;
  const same = live(work.facts.ledger).find(
    (e) => e.activity.type === draft.type && overlaps(e, draft) && agrees(e, draft),
  );
  if (!same) return;
  note(work, 'duplicate', words.DUPLICATE(nameOf(same.activity)));
  putDraft(work, draft.id, () => ({ repeated: true, same: same.activity.id }));
}
const dayIn = (fields: Draft['fields']): string | undefined =>
  [fields.date, fields.from].find((d): d is string => typeof d === 'string' && d !== '');
function overlaps(entry: LedgerEntry, draft: Draft): boolean {
  const { date, from, to } = entry.activity;
  const [a, b] = [from ?? date, to ?? from ?? date];
  const c = dayIn(draft.fields);
  const d = typeof draft.fields.to === 'string' ? draft.fields.to : c;
  return typeof a === 'string' && typeof b === 'string' && c !== undefined && d !== undefined && a <= d && c <= b;
}
/** Nothing that both say differs: another role on the same day is another thing. */
const agrees = (entry: LedgerEntry, draft: Draft): boolean =>
  ['role', 'form', 'kind', 'level', 'name', 'journal', 'course', 'grade', 'credits'].every((field) => {
    const [a, b] = [entry.activity[field], draft.fields[field]];
    return a === undefined || b === undefined || a === null || b === null || a === b;
  });
