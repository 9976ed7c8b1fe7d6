import type { Channel } from '../types/index.ts';
import { createLane, type LaneDeps } from './lane.ts';

interface PostDeps extends LaneDeps {
  readonly channels: readonly Channel[];
}

export interface Post {
  /** Sends all that is due now and resolves when nothing more can be sent at once. */
  drain(): Promise<void>;
  /** Something new may be in the outbox. */
  wake(): void;
  open(): void;
  close(): Promise<void>;
}

/**
 * Empties the outbox into the channels. A row's key is its message's identity on the platform: the same row is the
 * same message however often it is tried. Rows of one address go in order; channels do not wait for each other.
 */
export function createPost(deps: PostDeps): Post {
  const lanes = deps.channels.map((channel) => createLane(channel, deps));
  return {
    drain: async () => {
      await Promise.all(lanes.map((one) => one.drain()));
    },
    wake: () => {
      for (const one of lanes) one.wake();
    },
    open: () => {
      for (const one of lanes) one.open();
    },
    close: async () => {
      await Promise.all(lanes.map((one) => one.close()));
    },
  };
}
