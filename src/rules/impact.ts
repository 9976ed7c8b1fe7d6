/** Who turns from compliant to not when a ruleset changes, and why. Being written. */
export type ImpactOf = never;
