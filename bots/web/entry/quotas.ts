import { createLimiter } from '../guard.ts';
import type { WebSettings } from '../settings.ts';
import { Refusal, WORDS } from '../words.ts';
import type { EntryDeps, Use } from './house.ts';
import type { Here } from './session.ts';

const NO_LIMIT = Number.MAX_SAFE_INTEGER;
/** From one network address come this many times what one person may send who only introduced themselves. */
const STRANGERS = 10;
/** Senders whose day is remembered; beyond, it is counted anew. */
const REMEMBERED = 10_000;

/** What everybody may use; beyond it a request is refused with a word. */
export interface Quotas {
  /** One more sign-in from an address. */
  readonly enter: (ip: string) => Promise<void>;
  /** One more message or press. */
  readonly say: (here: Here) => Promise<void>;
  /** One more file of at most so many bytes; nobody's files are taken of somebody who has not said who they are. */
  readonly upload: (here: Here, ip: string, bytes: number) => Promise<void>;
}

export function createQuotas(
  settings: WebSettings,
  { entry, day }: { readonly entry: EntryDeps; readonly day: () => string },
): Quotas {
  const monotonic = (): number => performance.now();
  const mayTalk = createLimiter(settings.perMinute, monotonic);
  const mayStrangersTalk = createLimiter(Math.min(settings.perMinute, settings.strangerPerMinute), monotonic);
  const mayEnter = createLimiter(settings.perMinute, monotonic);
  const said = new Map<string, { readonly day: string; count: number }>();

  /** Messages of today, this one included; what the house has kept counts, whoever restarted it. */
  const today = async (peer: string): Promise<number> => {
    const known = said.get(peer);
    if (known?.day === day()) {
      known.count += 1;
      return known.count;
    }
    if (said.size > REMEMBERED) said.clear();
    const fresh = { day: day(), count: (await entry.saidToday(peer)) + 1 };
    said.set(peer, fresh);
    return fresh.count;
  };
  const must = async (all: readonly Use[], words: string): Promise<void> => {
    if (!(await entry.use(all))) throw new Refusal(429, words);
  };

  return {
    async enter(ip) {
      if (!mayEnter(ip)) throw new Refusal(429, WORDS.slow);
      const most = { times: settings.sessionsPerHour, amount: NO_LIMIT };
      const owner = await entry.place(ip);
      await must([{ owner, what: 'session', span: 'hour', times: 1, amount: 0, most }], WORDS.manyEntries);
    },
    async say({ session: { peer }, rights }) {
      const isKnown = rights.who === 'roster';
      if (!(isKnown ? mayTalk : mayStrangersTalk)(peer)) throw new Refusal(429, WORDS.slow);
      const most = isKnown ? settings.messagesPerDay : Math.min(settings.messagesPerDay, settings.strangerPerDay);
      if ((await today(peer)) > most) throw new Refusal(429, WORDS.manyMessages);
    },
    async upload({ rights }, ip, bytes) {
      if (rights.who === 'nobody') throw new Refusal(403, WORDS.uploadStranger);
      const isKnown = rights.who === 'roster';
      const most = isKnown
        ? { times: settings.uploadsPerDay, amount: settings.uploadBytesPerDay }
        : { times: settings.strangerUploads, amount: settings.strangerUploadBytes };
      const one = { what: 'upload', span: 'day', times: 1, amount: bytes } as const;
      const all: Use[] = [{ ...one, owner: rights.owner, most }];
      if (!isKnown) {
        const owner = await entry.place(ip);
        all.push({ ...one, owner, most: { times: most.times * STRANGERS, amount: most.amount * STRANGERS } });
      }
      await must(all, WORDS.manyFiles);
    },
  };
}
