import type { AssessInput, Day } from '../types.ts';
import type { Rulesets } from './load.ts';

/** What is still missing, and the least that finishes it: exact search over a ruleset's own rows. Being written. */
export type PlanFor = (rulesets: Rulesets, input: AssessInput, day: Day) => unknown;
