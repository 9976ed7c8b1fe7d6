/**
 * Provinces' rules as data: format, judge, year, plan, check, pages. A verdict is data; it is said once, in pages/say.ts. It
 * knows nothing of how anything was heard, of documents beside the quotes, or of a store.
 */

export { type Edition, editionOf, latestEdition, type Rulesets } from './format/edition.ts';
export { sha256 } from './format/faults.ts';
export { readInput, readingsOf } from './format/input.ts';
export { loadRulesets } from './format/load.ts';
export { readRuleset } from './format/read.ts';
export { type Slot, slotsFor, typesOf } from './format/slots.ts';
export { assess } from './judge/assess.ts';
export { receiptOf } from './judge/receipt.ts';
export { inWords, isProduct, type SaidStep, say, sayProduct, sayReason } from './pages/say.ts';
export type { Assumptions } from './plan/candidates.ts';
export { type Plan, type PlanOption, plan, sayRow, type WhatIf, whatIf } from './plan/plan.ts';
export { due } from './year/due.ts';
export { chosenYearOf, closingOf, makeupOf, noCarryOf, reverifyOf, titleCorrectionOf } from './year/makeup.ts';
export { askOf, procedure } from './year/procedure.ts';
export { creditYear, spanOf, yearSpan } from './year/year.ts';
