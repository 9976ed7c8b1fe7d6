import type { FieldValue } from './activity.ts';
import type { Province } from './person.ts';

/** Readings and parameters that an operator has set, per province. */
export type RuleSettings = {
  readonly [province: Province]: {
    readonly readings?: { readonly [doubt: string]: string };
    readonly parameters?: { readonly [name: string]: FieldValue };
    /** The same for one institution, by its name; it wins over the province's. */
    readonly institutions?: {
      readonly [name: string]: {
        readonly readings?: { readonly [doubt: string]: string };
        readonly parameters?: { readonly [name: string]: FieldValue };
      };
    };
  };
};
