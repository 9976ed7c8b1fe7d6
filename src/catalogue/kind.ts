import type { FieldValue } from '../types/index.ts';

/**
 * A kind of activity: all that the house knows of it, in one entry. What it earns is no part of it: that is a province's
 * ruleset's business.
 */
export interface Kind {
  /** 进修: on a card, in a trace, on a page. */
  readonly name: string;
  /** `event`: on a day. `stay`: lasts, has `from` and `to`. `output`: something made; the year counts, a month is precise enough. */
  readonly shape: 'event' | 'stay' | 'output';
  /** What people say for it. Each is heard as this kind (test/catalogue/catalogue.test.ts). */
  readonly words: readonly string[];
  /** The fields that words can fill, beside its days and its name. */
  readonly fields: readonly string[];
  /** Asked whatever a province's rows read: without them nobody knows which activity is meant. */
  readonly core?: readonly string[];
  /** How a question for a field is worded, where the field's own words do not fit this kind. */
  readonly ask?: { readonly [field: string]: string };
  /** How values are called, where the field's own words do not fit: field → value → words. */
  readonly says?: { readonly [field: string]: { readonly [value: string]: string } };
  /** Values offered as buttons, where they are others than the field's. */
  readonly offers?: { readonly [field: string]: readonly FieldValue[] };
  /** All values a field can have for this kind, where rows only say what it may not be. */
  readonly domain?: { readonly [field: string]: readonly string[] };
  /** Two of them are two records: 两篇论文. */
  readonly apart?: boolean;
  /** Its hours lie on the days said. */
  readonly sameDay?: boolean;
  /** Counts by the year while it goes on: its end may lie ahead. */
  readonly goesOn?: boolean;
  /** A study: what was passed this year counts this year. */
  readonly study?: boolean;
  /** May also be what a lesson is about: 论文写作培训. */
  readonly topic?: boolean;
  /** What is left of it where a province does not know it. */
  readonly certificate?: string;
  /** Kinds whose words often stand beside its own in one report: a paper with its 综述. */
  readonly beside?: readonly string[];
  /**
   * It can be planned at will: where it happens, and the only level that can be had at will (a hospital's own platform
   * takes an article, a national one may not). Papers, prizes, grants, degrees, tasks given by a government have none:
   * nobody can decide in November to have them by December.
   */
  readonly plan?: {
    readonly remote: 'always' | 'either' | 'never';
    readonly inHouse: boolean;
    readonly level?: string;
  };
}
