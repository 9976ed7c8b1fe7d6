import type { Generated } from 'kysely';

/**
 * The tables. Plain columns that SQLite and PostgreSQL both know: instants are ISO 8601 text in UTC (they sort),
 * JSON is text, truth is 0 or 1, a missing room is ''.
 */
export interface Tables {
  /** Every message as it was kept. Unique on (channel, message_id). */
  readonly inbox: {
    id: Generated<number>;
    channel: string;
    message_id: string;
    peer: string;
    room: string;
    at: string;
    sender_name: string | null;
    body: string;
    status: 'kept' | 'handled' | 'failed';
    attempts: number;
    kept_at: string;
    handled_at: string | null;
    reason: string | null;
  };
  /** Everything that is to be said. `key` is stable: the same cause never makes two rows. */
  readonly outbox: {
    id: Generated<number>;
    key: string;
    channel: string;
    peer: string;
    room: string;
    member: string | null;
    body: string;
    status: 'pending' | 'sent' | 'parked';
    attempts: number;
    /** Texts of a long reply that have already left. */
    parts_done: number;
    run_at: string;
    /** When a send began whose fate is still unknown. */
    unsure_since: string | null;
    platform_id: string | null;
    reason: string | null;
    created_at: string;
    sent_at: string | null;
  };
  readonly conversations: {
    member: string;
    version: number;
    state: string;
    /** Something is half told: a draft or a request. */
    open: number;
    touched_at: string;
    nudged: number;
  };
  readonly members: {
    id: string;
    /** `bare`: only an address so far; `self`: introduced themselves; `roster`: put there by the institution. */
    origin: 'bare' | 'self' | 'roster';
    name: string | null;
    province: string | null;
    staff_number: string | null;
    unit: string | null;
    /** Whether the institution has given them any duty over others: manages, reviews, curates, administers, audits. */
    has_duty: number;
    demo: number;
    profile: string;
    created_at: string;
    changed_at: string;
  };
  readonly units: {
    id: string;
    name: string;
    institution: string;
    province: string;
    contact_name: string | null;
    contact_phone: string | null;
    demo: number;
    /** The unit above it. */
    parent: string | null;
  };
  readonly identities: {
    channel: string;
    peer: string;
    member: string;
    since: string;
    seen_at: string;
  };
  readonly activities: {
    id: string;
    seq: Generated<number>;
    member: string;
    type: string;
    activity: string;
    status: 'submitted' | 'approved' | 'rejected' | 'withdrawn';
    replaces: string | null;
    certificate: string | null;
    recorded_at: string;
    attachments: string;
    /** Over all the columns above but `seq`, see evidence.ts. */
    sum: string | null;
  };
  readonly requests: {
    id: string;
    member: string;
    kind: string;
    year: number;
    status: string;
    at: string;
    fields: string;
    sum: string | null;
  };
  /** What the clock has said. Unique on person, rule, deadline and stage: each is said at most once. */
  readonly notices: {
    member: string;
    rule: string;
    deadline: string;
    stage: string;
    at: string;
  };
  readonly audit: {
    id: Generated<number>;
    at: string;
    /** Whose data it is about. */
    member: string | null;
    /** Who did it: a member's id, `operator` for a command on the machine, `house` for what happens by itself. */
    by_whom: string | null;
    what: string;
    detail: string;
  };
  /** What 1, 2, 3 mean to somebody on a channel without cards. */
  readonly choices: {
    channel: string;
    peer: string;
    room: string;
    items: string;
    until: string;
  };
  /** One-time codes, one a person: kept as a hash under the number they are given out with. */
  readonly codes: {
    member: string;
    issue: string;
    number: string;
    salt: string;
    hash: string;
    tag: number;
    until: string;
    issued_at: string;
    issued_by: string;
    /** Failures against it. */
    wrong: number;
    used_at: string | null;
    burnt_at: string | null;
    /** The outbox key under which it was said in a chat, until it stands there no more. */
    said: string | null;
  };
  /** Failed tries at codes. `key`: a hash of whose they are; nothing typed is kept. */
  readonly guesses: {
    kind: 'staff-number' | 'chat' | 'network' | 'house';
    key: string;
    failures: number;
    since: string;
    last_at: string;
    /** No try before then. */
    until: string | null;
  };
  readonly files: {
    hash: string;
    name: string;
    mime: string;
    size: number;
    kept_at: string;
  };
  /** Questions that got no answer or one that was not liked; without a word about who asked. `grp`: its group's first. */
  readonly gap_wordings: {
    id: Generated<number>;
    question: string;
    province: string;
    grp: number | null;
  };
  readonly gap_events: {
    wording: number;
    reason: string;
    answered: string;
    day: string;
    times: number;
  };
  /** Where a group stands; none: open. `times`: how often it had been asked by then. */
  readonly gap_groups: {
    id: number;
    status: string;
    note: string | null;
    by_whom: string;
    at: string;
    edit: number | null;
    times: number;
  };
  /** What curators changed: who, when, what, and the whole file before and after. */
  readonly curator_edits: {
    id: Generated<number>;
    at: string;
    by_whom: string;
    edit: string;
    file: string;
    before_text: string;
    after_text: string;
    grp: number | null;
    state: string;
    cases: string;
    settled_at: string | null;
    settled_by: string | null;
    /** What the edit was tried with when it was proposed. */
    trial: string | null;
    /** It was proposed though cases would be lost. */
    even_so: Generated<number>;
    /** The edit that this one takes back. */
    undoes: number | null;
    /** Why it was sent back. */
    reason: string | null;
  };
  /** Answers that may be judged, without a word about who asked; `turns`: what their question leant on. */
  readonly answers: {
    id: string;
    question: string;
    province: string;
    turns: string;
    answered: string;
    at: string;
  };
  readonly answer_votes: {
    answer: string;
    voter: string;
    vote: 'up' | 'down' | 'other';
    day: string;
  };
  readonly settings: {
    key: string;
    value: string;
  };
  /** The web chat's own history. */
  readonly lines: {
    seq: Generated<number>;
    channel: string;
    peer: string;
    key: string;
    side: 'me' | 'bot';
    at: string;
    body: string;
  };
  /** Sign-ins of browsers. `id` is the hash of the cookie, `peer` the browser's address in the house. */
  readonly sessions: {
    id: string;
    peer: string;
    /** Whose rights it was made for; when they change, it gets a new id or ends. */
    rights: string;
    made_at: string;
    seen_at: string;
    until_idle: string;
    until_abs: string;
    /** Until when the rights may still rise by what the person just sent. */
    settles_by: string | null;
    /** The family of the browser, for the person's own list. */
    agent: string;
    ended_at: string | null;
    ended_why: string | null;
  };
  /** What an owner (a person, or the hash of a network address) has used of something since the beginning of a span. */
  readonly quotas: {
    owner: string;
    what: string;
    since: string;
    times: number;
    amount: number;
  };
}
