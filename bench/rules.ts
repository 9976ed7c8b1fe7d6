/** Our engine against a hand-written function, json-rules-engine and zen-engine. Being written. */
export {};
