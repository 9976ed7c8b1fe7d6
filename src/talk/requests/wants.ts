/** What each kind of request needs before it can be sent, and whether this province has it at all. Pure. */

import { yearAt } from '../../ledger/year.ts';
import { closingOf, makeupOf, reverifyOf, slotsFor, titleCorrectionOf, typesOf } from '../../rules/index.ts';
import type { RequestDraft, RequestKind } from '../../types/index.ts';
import { provinceNamed } from '../../words/talk/ask.ts';
import * as words from '../../words/talk/request.ts';
import type { Facts } from '../facts.ts';

const FIELDS: { readonly [kind in RequestKind]: readonly string[] } = {
  makeup: ['year', 'reason'],
  exemption: ['reason', 'year', 'proof'],
  reverify: ['year', 'reason'],
  'title-correction': ['year', 'title', 'proof'],
  'self-study-plan': ['content'],
  'self-study-report': ['content'],
  'profile-change': ['changes'],
};

/** The next field that a request lacks, or undefined where it can be sent. `year` is asked only where it is not plain. */
export function nextRequestWant(request: RequestDraft, _facts: Facts): string | undefined {
  return FIELDS[request.kind].find((field) =>
    field === 'year' ? request.year === undefined : request.fields[field] === undefined,
  );
}

/** The year that a request is about when the words name none. */
export function usualYear(kind: RequestKind, facts: Facts): number | undefined {
  if (kind === 'reverify' || kind === 'title-correction') return undefined;
  return yearAt(facts.rulesets, facts.member?.province, facts.day);
}

/** Why a request cannot be taken here, or undefined where it can. */
export function barred(kind: RequestKind, year: number | undefined, facts: Facts): string | undefined {
  const province = facts.member?.province;
  if (province === undefined || !facts.rulesets.provinces.includes(province)) return undefined;
  const name = provinceNamed(facts.rulesets.names[province]);
  switch (kind) {
    case 'makeup': {
      if (!makeupOf(facts.rulesets, province)) return words.NO_MAKEUP(name);
      const now = yearAt(facts.rulesets, province, facts.day);
      return year !== undefined && year < now ? words.MAKEUP_LATE(year) : undefined;
    }
    case 'reverify': {
      const rule = reverifyOf(facts.rulesets, province);
      if (!rule) return words.NO_REVERIFY(name);
      const end = closingOf(facts.rulesets, province, 'close');
      if (end && facts.day > end.by) return words.CLOSED(words.REQUEST_NAMES[kind], end.by, end.cite);
      return year !== undefined && !rule.years.includes(year) ? words.REVERIFY_YEAR(rule.years) : undefined;
    }
    case 'title-correction': {
      const rule = titleCorrectionOf(facts.rulesets, province);
      if (!rule) return words.OTHER_PROVINCE(words.REQUEST_NAMES[kind], name) + words.TITLE_HERE;
      const end = closingOf(facts.rulesets, province, 'correction');
      if (end && facts.day > end.by) return words.CLOSED(words.REQUEST_NAMES[kind], end.by, end.cite);
      return year !== undefined && (year < rule.from || year > rule.to)
        ? words.TITLE_YEAR(rule.from, rule.to)
        : undefined;
    }
    case 'exemption':
      return typesOf(facts.rulesets, province).includes('emergency-exemption') ||
        typesOf(facts.rulesets, province).includes('training-programme')
        ? undefined
        : words.OTHER_PROVINCE(words.REQUEST_NAMES[kind], name);
    case 'self-study-plan':
    case 'self-study-report':
      return typesOf(facts.rulesets, province).includes('self-study')
        ? undefined
        : words.OTHER_PROVINCE(words.REQUEST_NAMES[kind], name);
    case 'profile-change':
      return undefined;
  }
}

/** A remark that goes with a sent request: a plan after the first quarter. */
export function remark(kind: RequestKind, facts: Facts): string | undefined {
  return kind === 'self-study-plan' && needsPlan(facts) && Number(facts.day.slice(5, 7)) > 3
    ? words.PLAN_LATE
    : undefined;
}

/** Does this province's self-study hang on a plan that was handed in in time? */
const needsPlan = ({ rulesets, member }: Facts): boolean =>
  member?.province !== undefined &&
  slotsFor(rulesets, member.province, 'self-study').some((slot) => slot.field === 'planFiled');
