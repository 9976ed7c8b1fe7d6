/**
 * The nouns of a conversation. `understand` turns words into intents, `step` turns intents and facts into replies and
 * effects, the desk commits them. Everything here is a JSON value, so that a conversation survives a restart.
 */

import type { Fields, RequestKind } from '../activity.ts';
import type { Turn } from '../answer.ts';
import type { Instant } from '../time.ts';
import type { Assumption } from './assumption.ts';
import type { OtherAsked, Pending } from './intent.ts';

/** An activity that somebody is telling us about and has not confirmed. */
export interface Draft {
  /** Becomes the activity's id when it is recorded. */
  readonly id: string;
  /** Counts every change, so that a card that shows an older state can be told. */
  readonly version: number;
  readonly type?: string;
  /** What it may be, when the words fit several types: asked with buttons. */
  readonly candidates?: readonly string[];
  readonly fields: Fields;
  /** The person's own words, shortened. */
  readonly said: string;
  /** What we took for granted and show on the card. A string: the sentence that an older edition kept. */
  readonly assumed: readonly (Assumption | string)[];
  /** Content hashes of certificates that belong to it. */
  readonly attachments: readonly string[];
  /** Fields that a model read from a picture and the person has not said: the card says so. */
  readonly read?: readonly string[];
  /** Certificates whose reading was taken in already (content hashes). */
  readonly looked?: readonly string[];
  /** The id of the recorded activity that this one corrects. */
  readonly replaces?: string;
  /** The person was told that it looks like one already recorded, and went on. */
  readonly repeated?: boolean;
  /** The recorded one that it looks like. */
  readonly same?: string;
  /** What kind it is was asked and not known; asked once more in other words. */
  readonly typeless?: boolean;
  /** The day is not known; the month was asked for. */
  readonly dayless?: boolean;
}

/** A request that is being filled in: makeup, exemption … */
export interface RequestDraft {
  readonly id: string;
  readonly version: number;
  readonly kind: RequestKind;
  readonly year?: number;
  readonly fields: Fields;
}

export interface Conversation {
  /** Version of this value: `step` returns was + 1; the desk stores it where version = was. */
  readonly version: number;
  /** The last time the person said something. */
  readonly touched?: Instant;
  readonly drafts: readonly Draft[];
  readonly request?: RequestDraft;
  readonly pending?: Pending;
  /** Drafts put away after 72 hours; 继续 takes them up again. */
  readonly shelf: readonly Draft[];
  /** Certificates received that belong to nothing yet (content hashes). */
  readonly files: readonly string[];
  /** What the newest card showed: a press or a 确认 counts only for this. */
  readonly shown?: { readonly card: string; readonly versions: { readonly [draft: string]: number } };
  /** When the nudge of this silence was sent. */
  readonly nudged?: Instant;
  /** Profile fields that were asked and answered 不清楚: not asked again. */
  readonly unknown: readonly string[];
  /** Activities recorded last, newest batch only: what 这条 means. */
  readonly last: readonly string[];
  /** The last questions and answers, for follow-ups (at most 6). */
  readonly prior: readonly Turn[];
  /** The answer given last, while nothing else has been talked about since: what 没用 means. */
  readonly answer?: string;
  /** Somebody else, while nothing else has been talked about since: whom 她 and 那明细呢 mean. */
  readonly other?: OtherAsked;
}
