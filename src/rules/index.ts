/** The rules room's door: other rooms import from here. */

export { type AssessOptions, assess } from './assess.ts';
export { addDays, dayNumber, isDay, monthsOf, monthsTogether, stayDays } from './days.ts';
export { type Debt, debtsOf } from './debts.ts';
export { decimal, fixed, shown } from './decimal.ts';
export { type Digest, type DigestRow, digest } from './digest.ts';
export { type Due, due } from './due.ts';
export { type Edition, editionOf, latestEdition, loadRulesets, type Rulesets } from './load.ts';
export {
  chosenYearOf,
  closingOf,
  type MakeupRules,
  makeupOf,
  noCarryOf,
  reverifyOf,
  titleCorrectionOf,
} from './makeup.ts';
export {
  type Aim,
  ASSUMED,
  type Assumptions,
  type Plan,
  type PlanOption,
  type PlanRow,
  plan,
  type WhatIf,
  whatIf,
} from './plan.ts';
export { procedure } from './procedure.ts';
export { ENGINE_VERSION, type Receipt, receiptOf } from './receipt.ts';
export { type Slot, slotsFor, typesOf } from './slots.ts';
export { fieldWord, typeWord, valueWord } from './words.ts';
export { creditYear, spanOf, type YearSpan, yearSpan } from './year.ts';
