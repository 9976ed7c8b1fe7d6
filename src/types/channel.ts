import type { Address, Inbound, Outgoing } from './message.ts';

/** `after`: milliseconds that the platform asks us to wait before the next try. `reason` is for operators and holds no message text. */
export type SendResult =
  | { readonly ok: true; readonly messageId: string }
  /**
   * `after`: milliseconds to wait before the next try. `unsure`: the send may have happened all the same (a time-out
   * after the request had left); refusals are not unsure.
   */
  | {
      readonly ok: false;
      readonly retry: boolean;
      readonly after?: number;
      readonly unsure?: boolean;
      readonly reason: string;
    };

export interface ChannelCaps {
  /** A page of our own: the house keeps its lines, a reply is there with its commit, and its messages cost nobody anything. */
  readonly local?: true;
  readonly cards: boolean;
  readonly updatableCards: boolean;
  readonly files: boolean;
  readonly push: 'free' | 'after-contact' | 'none';
  /** UTF-8 bytes. */
  readonly bytesPerText: number;
  readonly messagesPerMinute: number;
}

/**
 * A channel turns a platform into `Inbound` and `Outgoing` into the platform. It knows nobody else.
 * `receive` returns when the message is durably kept: only then may the platform be acknowledged.
 * `send` never throws for a remote fault. `start` supervises its own connection and returns when it has begun.
 */
export interface Channel {
  readonly name: string;
  readonly caps: ChannelCaps;
  start(receive: (message: Inbound) => Promise<'kept' | 'seen'>): Promise<void>;
  stop(): Promise<void>;
  send(
    to: Address,
    out: Outgoing,
    how: { readonly key: string; readonly replaces?: string; readonly mention?: string },
  ): Promise<SendResult>;
  health(): 'up' | 'connecting' | 'down';
}
