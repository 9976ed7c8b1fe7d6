import type { Day, Instant } from './time.ts';

export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue };

/** An activity as in contract.md. Its further fields depend on its type; `null` means "asked, and not known". */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly date?: Day;
  readonly from?: Day;
  readonly to?: Day;
  readonly [field: string]: FieldValue | undefined;
}

export type RecordStatus = 'submitted' | 'approved' | 'rejected' | 'withdrawn';

/** One line of a person's ledger. Nothing is overwritten: a correction is a new entry that `replaces` an old one. */
export interface LedgerEntry {
  readonly activity: Activity;
  readonly status: RecordStatus;
  readonly replaces?: string;
  readonly recordedAt: Instant;
  /** Content hashes of the certificates that belong to it. */
  readonly attachments: readonly string[];
}

export type RequestKind =
  | 'makeup'
  | 'self-study-plan'
  | 'self-study-report'
  | 'exemption'
  | 'reverify'
  | 'title-correction'
  /** 资料更改: a fact that stands on the roster; fields `field`, `was`, `to`, `from` (the day from which it holds). */
  | 'profile-change';

/** 申请: something a person asks of their employer or authority, beside reporting activities. */
export interface Request {
  readonly id: string;
  readonly kind: RequestKind;
  /** The credit year that it is about. */
  readonly year: number;
  readonly status: 'submitted' | 'verified' | 'filed' | 'approved' | 'rejected' | 'withdrawn';
  readonly at: Instant;
  readonly fields: { readonly [key: string]: FieldValue };
}

export type Fields = { readonly [field: string]: FieldValue };

/** A reviewer's decision on one item; `was`: the status that the reviewer saw. */
export interface Decision {
  readonly is: 'activity' | 'request';
  readonly id: string;
  readonly member: string;
  readonly was: string;
  readonly to: string;
  /** Said to the person; needed for a refusal. */
  readonly reason?: string;
}
