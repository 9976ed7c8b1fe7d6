/** The rules room's door: other rooms import from here. */

export { type Edition, editionOf, latestEdition, type Rulesets } from './format/edition.ts';
export { loadRulesets } from './format/load.ts';
export { type Slot, slotsFor, typesOf } from './format/slots.ts';
export { type AssessOptions, assess } from './judge/assess.ts';
export { type Debt, debtsOf } from './judge/debts.ts';
export { ENGINE_VERSION, type Receipt, receiptOf } from './judge/receipt.ts';
export { inWords, isProduct, type SaidStep, say, sayProduct, sayReason } from './pages/say.ts';
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
} from './plan/plan.ts';
export { due } from './year/due.ts';
export {
  chosenYearOf,
  closingOf,
  type MakeupRules,
  makeupOf,
  noCarryOf,
  reverifyOf,
  titleCorrectionOf,
} from './year/makeup.ts';
export { procedure } from './year/procedure.ts';
export { monthsOf, monthsTogether, stayDays } from './year/stays.ts';
export { creditYear, spanOf, type YearSpan, yearSpan } from './year/year.ts';
