import type { Vote } from '../answer.ts';
import type { OtherWish, ProgressWhat, Refusal, SmallTalk } from './intent.ts';

/** What an utterance of ours is, named after what the person gets. Set where the words are chosen; nobody reads it out of them. */
export type About =
  /** A question of ours for a field. */
  | { readonly is: 'asked'; readonly field: string }
  /** Something to look at that waits for a yes. */
  | { readonly is: 'card'; readonly of: 'report' | 'request' | 'withdrawal' | 'leave' | 'binding' }
  /** How the person's own year stands. */
  | { readonly is: 'progress'; readonly what: ProgressWhat }
  /** What the documents say, or that they do not, or which of several is meant. */
  | { readonly is: 'answer'; readonly kind: 'answer' | 'abstain' | 'clarify' }
  | { readonly is: 'small-talk'; readonly kind: SmallTalk }
  /** What an answer was worth was heard. */
  | { readonly is: 'rated'; readonly vote: Vote }
  /** What we do not do. */
  | { readonly is: 'refused'; readonly kind: Refusal }
  /** Somebody else's affair, which is not the asker's. */
  | { readonly is: 'other'; readonly wants: OtherWish }
  /** Somebody else's figures, for one who may see them. */
  | { readonly is: 'other-year'; readonly wants: OtherWish }
  | { readonly is: Remark };

/** An utterance that its name tells whole. */
export type Remark =
  // Recorded, and what becomes of it
  | 'recorded'
  | 'corrected'
  | 'withdrawn'
  | 'kept'
  | 'approved-already'
  | 'nothing-recorded'
  | 'no-such'
  // What is being filled in
  | 'changed'
  | 'cancelled'
  | 'cancelled-one'
  | 'not-changed'
  | 'nothing-to-cancel'
  | 'restarted'
  | 'resumed'
  | 'nothing-to-resume'
  | 'nudge'
  | 'shelved'
  | 'heard'
  | 'open-already'
  | 'too-many'
  | 'apart'
  | 'duplicate'
  | 'certificate-known'
  | 'taken-for'
  | 'type-help'
  | 'type-later'
  | 'from-picture'
  // A yes that does not count, a button that is old
  | 'nothing-open'
  | 'card-done'
  | 'old-card'
  | 'check-first'
  | 'still-open'
  | 'what-is-wrong'
  // Days and amounts that cannot be
  | 'ahead'
  | 'come-back'
  | 'impossible-date'
  | 'vague-date'
  | 'turned-days'
  | 'too-much'
  | 'below-zero'
  | 'not-a-number'
  // The person
  | 'profile-saved'
  | 'profile-unknown'
  | 'profile-same'
  | 'self-told'
  | 'province-unknown'
  | 'which-rank'
  | 'met'
  | 'standing'
  | 'leave-later'
  | 'leave-not'
  | 'must-bind'
  | 'code'
  | 'bound'
  | 'code-refused'
  | 'code-seen'
  | 'bound-already'
  | 'not-bound'
  | 'chats'
  | 'unbound'
  | 'not-unbound'
  | 'no-other-chat'
  | 'too-young'
  | 'human'
  | 'privacy-notice'
  | 'who-looked'
  | 'own-data'
  | 'unit'
  | 'unit-not-yours'
  | 'unit-in-private'
  | 'other-in-private'
  | 'other-unknown'
  | 'other-which'
  | 'other-nameless'
  | 'in-private'
  // Papers
  | 'file-kept'
  | 'file-on-draft'
  | 'file-on-record'
  | 'file-on-returned'
  | 'file-on-request'
  | 'file-again'
  | 'file-refused'
  | 'file-off'
  | 'file-off-which'
  // Requests
  | 'request-heard'
  | 'request-barred'
  | 'request-again'
  | 'request-remark'
  | 'request-sent'
  | 'request-cancelled'
  | 'request-withdrawn'
  | 'request-acted'
  | 'change-waits'
  | 'change-later'
  // Deciding
  | 'reviews'
  | 'no-reviews'
  | 'not-reviewer'
  | 'reviews-in-private'
  | 'decided'
  | 'review-moved'
  | 'not-refused'
  | 'no-requests'
  // Talk
  | 'what-if'
  | 'rated-already'
  | 'rate-gone'
  | 'welcome'
  | 'guessed'
  | 'help'
  | 'all-right'
  | 'unclear'
  | 'unclear-answer';
