/** What the curators of an installation can do, and what they need for it. */
import type { Library } from '../answers/index.ts';
import type { Store } from '../store/index.ts';
import type {
  CuratorDraft,
  CuratorEdit,
  CuratorEditView,
  CuratorOutcome,
  CuratorTrial,
  Day,
  GapDetail,
  GapGroupView,
  Instant,
} from '../types/index.ts';
import type { About, Trial } from './edits.ts';

/** Who acts on the command line. */
export const OPERATOR = 'operator';

export interface CuratorHouse {
  readonly store: Store;
  readonly library: () => Library;
  /** The folder of this installation's own answers. */
  readonly own: string;
  /** How many people it takes to change what people are told. The operator on the machine needs nobody. */
  readonly publish: 1 | 2;
  /** Whether two members are one person. */
  readonly samePerson: (one: string, other: string) => Promise<boolean>;
  /** Takes the one lock of that folder, in whatever process; undefined while somebody else has it. */
  readonly hold: () => (() => void) | undefined;
  readonly tryEdit: (edit: CuratorEdit, about?: About) => Promise<Trial>;
  /** Takes up what was just written. */
  readonly reload: (kept?: Trial['kept']) => Promise<unknown>;
  readonly now: () => Instant;
  readonly dayOf: (at: Instant) => Day;
}

export type Refused = { readonly is: 'refused'; readonly words: string };
export type Settled = { readonly is: 'done' } | Refused;
export type Undone =
  | { readonly is: 'done' }
  | { readonly is: 'proposed'; readonly edit: number; readonly words: string }
  | Refused;

export interface Curator {
  readonly groups: () => Promise<readonly GapGroupView[]>;
  readonly group: (group: number) => Promise<GapDetail | undefined>;
  readonly tryEdit: (draft: CuratorDraft, group?: number) => Promise<CuratorTrial | { readonly refused: string }>;
  /**
   * Tries an edit; publishes it where one person is enough, else proposes it to another. What is published is written and taken
   * up, and the group that it settles is done. One edit at a time, in all processes.
   */
  readonly publish: (
    by: string,
    draft: CuratorDraft,
    how?: { readonly group?: number; readonly evenSo?: boolean },
  ) => Promise<CuratorOutcome>;
  /** Another's yes to what they have `seen` of a proposal: it is tried again and published. */
  readonly approve: (
    by: string,
    edit: number,
    how: { readonly seen: string; readonly evenSo?: boolean },
  ) => Promise<CuratorOutcome>;
  /** Another's no, with a reason. */
  readonly reject: (by: string, edit: number, reason: string) => Promise<Settled>;
  /** Its proposer takes it back. */
  readonly withdraw: (by: string, edit: number) => Promise<Settled>;
  readonly settle: (by: string, group: number, status: GapGroupView['status'], note?: string) => Promise<void>;
  /** The newest first; `viewer` sees which proposals are their own. */
  readonly edits: (viewer?: string) => Promise<readonly CuratorEditView[]>;
  /** Takes an edit back; proposes that where it takes two. */
  readonly undo: (by: string, edit: number) => Promise<Undone>;
  /** Settles what a crash left half written. */
  readonly recover: () => Promise<void>;
}
