/** A running connection, as the supervisor sees it. */
export interface Link {
  /** Asks the other side for a sign of life. May throw: then it has none. */
  readonly ding: () => void;
  readonly stop: () => Promise<void>;
}

/** What a connection says of itself. Signs of a connection that was already given up are not heard. */
export interface Signs {
  /** Something came from the other side. */
  readonly alive: () => void;
  /** Something went wrong that may be the end: a sign of life is asked for, and must come soon. */
  readonly suspect: (why: string) => void;
  /** It is over. */
  readonly died: (why: string) => void;
}

export interface Times {
  /** Milliseconds without a sign of life, after which the connection is given up. */
  readonly silence: number;
  /** Milliseconds that a suspected connection has to prove itself. */
  readonly doubt: number;
  /** Milliseconds that a start may take, and a stop. */
  readonly start: number;
  readonly stop: number;
  /** The wait before the next connection: doubled from the first to the last, with jitter. */
  readonly first: number;
  readonly last: number;
}

interface Supervisor {
  /** Begins and returns: connections are built, watched, given up and built anew until `stop`. */
  start(): void;
  /** Returns when the connection has ended, or its deadline has passed. */
  stop(): Promise<void>;
  /** `living` from a connection's first sign of life until it is suspected or given up; `none` while there is none. */
  state(): 'none' | 'doubtful' | 'living';
}

/** Gives up waiting for a piece of work after `ms` milliseconds, with an error that names it. */
export const within = async <T>(work: Promise<T>, ms: number, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => {});
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Keeps one connection alive by never trusting it: what shows no sign of life for `silence`, although asked for one
 * three times in that span, is thrown away with all that belongs to it, and a new one is built.
 */
export function createSupervisor(
  build: (signs: Signs) => Promise<Link>,
  times: Times,
  how: { readonly random: () => number; readonly log: { info(words: string): void; warn(words: string): void } },
): Supervisor {
  let stopping = false;
  let state: 'none' | 'doubtful' | 'living' = 'none';
  let end: ((why: string) => void) | undefined;
  let running: Promise<void> | undefined;
  let wake: (() => void) | undefined;

  /** One connection from its building to its end. Gives how long it lived, in milliseconds. */
  const once = async (): Promise<number> => {
    let link: Link | undefined;
    let watch: NodeJS.Timeout | undefined;
    let beat: NodeJS.Timeout | undefined;
    let over = false;
    let born = 0;
    let last = 0;
    let finish: (why: string) => void = () => {};
    const ended = new Promise<string>((resolve) => {
      finish = resolve;
    });
    const wait = (ms: number) => {
      clearTimeout(watch);
      watch = setTimeout(() => finish('no sign of life'), ms);
    };
    const ding = () => {
      try {
        link?.ding();
      } catch (error) {
        finish(error instanceof Error ? error.message : 'it cannot be asked for a sign of life');
      }
    };
    const signs: Signs = {
      alive: () => {
        if (over) return;
        last = Date.now();
        if (born === 0) born = last;
        state = 'living';
        wait(times.silence);
      },
      suspect: (why) => {
        if (over) return;
        how.log.warn(`wechat: ${why}`);
        state = 'doubtful';
        wait(Math.min(times.doubt, times.silence));
        ding();
      },
      died: (why) => finish(why),
    };
    end = (why) => finish(why);
    wait(times.silence);
    state = 'doubtful';
    try {
      link = await within(
        Promise.race([build(signs), ended.then((why) => Promise.reject(new Error(why)))]),
        times.start,
        'the start',
      );
      beat = setInterval(ding, times.silence / 3);
      ding();
      const why = await ended;
      if (!stopping) how.log.warn(`wechat: the connection is given up (${why})`);
    } catch (error) {
      if (!stopping) how.log.warn(`wechat: no connection (${error instanceof Error ? error.message : 'fault'})`);
    }
    over = true;
    state = 'none';
    clearTimeout(watch);
    clearInterval(beat);
    if (link) await within(link.stop(), times.stop, 'the stop').catch(() => {});
    return born === 0 ? 0 : last - born;
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !stopping; failures++) {
      if ((await once()) > times.silence) failures = 0;
      if (stopping) return;
      const pause = Math.min(times.last, times.first * 2 ** failures) * (0.5 + how.random() / 2);
      how.log.info(`wechat: the next connection is built in ${Math.ceil(pause / 1000)} s`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  return {
    start() {
      stopping = false;
      running = run();
    },
    async stop() {
      stopping = true;
      end?.('the door closes');
      wake?.();
      await running;
    },
    state: () => state,
  };
}
