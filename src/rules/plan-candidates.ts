/** What a person can plan in a province: derived from the ruleset's award rows. Being written. */
export type CandidatesOf = never;
