/** A ruleset as a readable page beside its clauses: 规则说明书. Being written. */
export type RenderRuleset = never;
