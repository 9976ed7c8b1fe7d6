import type { About } from './conversation/utterance.ts';
import type { Instant } from './time.ts';

// ── Messages ──

/** Where somebody can be reached: a channel, their id on it, and the room if it was said in one. */
export interface Address {
  readonly channel: string;
  /** The sender's id on that channel. */
  readonly peer: string;
  /** Set when the message was said in a group. */
  readonly room?: string;
}

export type InboundBody =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'file'; readonly name: string; readonly mime: string; readonly bytes: () => Promise<Uint8Array> }
  /** A button: the value it carries, and the card that carried it. */
  | { readonly is: 'action'; readonly value: string; readonly card?: string }
  | { readonly is: 'unsupported'; readonly what: string };

export interface Inbound {
  readonly channel: string;
  /** The dedupe key: unique inside the channel. */
  readonly id: string;
  readonly at: Instant;
  readonly address: Address;
  /** What the platform calls the sender. Shown, never trusted as an identity. */
  readonly senderName?: string;
  /** True in direct chats and where the bot was mentioned in a group. */
  readonly mentioned: boolean;
  readonly body: InboundBody;
}

export interface CardAction {
  /** An `Action` on the wire: `understand` writes and reads it, a channel hands it back as it is. */
  readonly value: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
}

export interface Card {
  /** Stable identity, so that a press can be matched with what was shown. */
  readonly id?: string;
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly actions: readonly CardAction[];
  /**
   * The buttons ask what an answer was worth: nothing waits for them, they may be pressed at any time, and a later press
   * takes the place of an earlier one. A place without buttons reads `hint` instead.
   */
  readonly lasting?: { readonly hint: string };
  /** Pages of ours that show more, by their path; `label` is the line of the text that they belong to. */
  readonly links?: readonly CardLink[];
}

/** `href`: a path on our own site, or a whole address where the reader is elsewhere. */
export interface CardLink {
  readonly label: string;
  readonly href: string;
}

/** What we say: a text, with a card where there is something to look at or press. */
export interface Reply {
  readonly text: string;
  readonly card?: Card;
  /** What it says, utterance by utterance; for the program and its tests, neither kept nor sent. */
  readonly about?: readonly About[];
}

export type Outgoing =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'card'; readonly text: string; readonly card: Card }
  | { readonly is: 'file'; readonly name: string; readonly mime: string; readonly bytes: () => Promise<Uint8Array> };
