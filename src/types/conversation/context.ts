import type { FieldValue, LedgerEntry } from '../activity.ts';
import type { Card } from '../message.ts';
import type { Member } from '../person.ts';
import type { Day } from '../time.ts';
import type { Draft, RequestDraft } from './draft.ts';
import type { OtherAsked, Pending } from './intent.ts';

/** What `understand` may look at beside the words. `contextOf(conversation, facts)` makes it. */
export interface Context {
  readonly day: Day;
  readonly awaiting: string | null;
  /** The card on which the open question stands, with its buttons: a label typed is the button pressed. */
  readonly card?: Pick<Card, 'id' | 'actions'>;
  /** What the awaited slot can be, when it is known. */
  readonly values?: readonly FieldValue[];
  readonly member?: Member;
  readonly drafts: readonly Draft[];
  /** The draft that the open question is about. */
  readonly asked?: string;
  readonly request?: RequestDraft;
  readonly pending?: Pending;
  readonly shelf: number;
  /** Names of the roster that stand in the text. */
  readonly names?: readonly string[];
  /** The last word was about somebody else. */
  readonly other?: OtherAsked;
  /** Papers wait for a report. */
  readonly hasFiles?: true;
  /** The policy question asked last, while nothing else has been talked about since. */
  readonly question?: string;
  /** The last thing said was the answer to it. */
  readonly answered?: boolean;
  /** Activities recorded last. */
  readonly last: readonly LedgerEntry[];
  /** All that is recorded, for what is named by its day. */
  readonly recorded?: readonly LedgerEntry[];
}
