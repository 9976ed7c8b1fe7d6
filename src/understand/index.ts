/**
 * Words → intents. What was heard does not depend on what is said, nor on a province's rules: it knows no words, no rules, no
 * ledger, no store.
 */

export { carried, encode } from './acts/action.ts';
export { press } from './acts/button.ts';
export { exemptionIn } from './acts/exemption.ts';
export { perhapsAsks } from './acts/perhaps-asks.ts';
export { current } from './context.ts';
export { backed, claimable, standsIn, valuesFor } from './fields/backing.ts';
export { durationEnd } from './fields/days.ts';
export { clashOf, findDates, windowOf } from './fields/when.ts';
export { guard } from './guard.ts';
export { maskCode, mayHoldCode } from './person/binding.ts';
export { readInstitution } from './person/place.ts';
export { PROFILE_FIELDS } from './person/statement.ts';
export { readTitle } from './person/title.ts';
export { isAhead } from './report/aside.ts';
export { extract, fieldsOf } from './report/extract.ts';
export { mend } from './slips.ts';
export { understand } from './understand.ts';
export { meantBy, type Named } from './who/match.ts';
export { speaksOfOthers } from './who/people.ts';
