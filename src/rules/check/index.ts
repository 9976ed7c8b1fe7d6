/**
 * The workbench's door, for the commands: a policy officer's checks and pages. A running service needs none of it and does not
 * load it.
 */

export { renderRuleset } from '../pages/page.ts';
export { readCases, runCases } from './cases.ts';
export { coverageOf, type Inventory, readInventory, unknownIds } from './coverage.ts';
export { type Impact, type ImpactCase, type ImpactLine, impact, impactWords, judges } from './impact.ts';
export { draftOf, leftOpen } from './new-province.ts';
