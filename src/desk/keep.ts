import { FILE_LIMIT, type FileKeeper, type KeptBody, type KeptMessage, type Store } from '../store/index.ts';
import type { Address, Inbound, Instant } from '../types/index.ts';

/** Characters of a text that are kept; more is cut, and the conversation says that it was too long. */
const TEXT_LIMIT = 10_001;
/** A platform that does not hand over a file within this time is asked to deliver it again. */
const FILE_PATIENCE_MS = 60_000;

interface KeepDeps {
  readonly store: Pick<Store, 'keep' | 'addFile' | 'condition'>;
  readonly keepFile: FileKeeper;
  readonly now: () => Instant;
  /** Called after messages were durably kept. */
  readonly kept: (from: readonly Address[]) => void;
}

interface Queued {
  readonly message: KeptMessage;
  readonly resolve: (result: 'kept' | 'seen') => void;
  readonly reject: (error: unknown) => void;
}

/** The bytes, or a failure after FILE_PATIENCE_MS. */
function fetched(bytes: () => Promise<Uint8Array>): Promise<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the file did not arrive in time')), FILE_PATIENCE_MS);
  });
  return Promise.race([bytes(), late]).finally(() => clearTimeout(timer));
}

async function bodyOf(inbound: Inbound, deps: KeepDeps): Promise<KeptBody> {
  const { body } = inbound;
  switch (body.is) {
    case 'text':
      return { is: 'text', text: body.text.slice(0, TEXT_LIMIT) };
    case 'action':
      return {
        is: 'action',
        value: body.value.slice(0, TEXT_LIMIT),
        ...(body.card === undefined ? {} : { card: body.card.slice(0, 500) }),
      };
    case 'unsupported':
      return { is: 'unsupported', what: body.what.slice(0, 100) };
    case 'file': {
      const bytes = await fetched(body.bytes);
      // Nothing is put beside a database that is not ours any more.
      const store = deps.store.condition();
      if (store.is === 'ill' && store.fault.code === 'STORE_GONE') throw store.fault;
      const kept = await deps.keepFile({ name: body.name, mime: body.mime, bytes: bytes.subarray(0, FILE_LIMIT + 1) });
      if (kept.refused === undefined) {
        const { hash, name, mime, size } = kept;
        await deps.store.addFile({ hash, name, mime, size }, deps.now());
      }
      return kept;
    }
  }
}

/**
 * Keeps messages durably, many at a time: what arrives in one turn of the event loop, and what arrives while the disk
 * is busy, goes into one transaction; each sender is answered after it. Rejects when the disk refuses: then the
 * platform must not be acknowledged.
 */
export function createKeeper(deps: KeepDeps): {
  receive(inbound: Inbound): Promise<'kept' | 'seen'>;
  /** Resolves when everything received so far is kept or refused. */
  settled(): Promise<void>;
} {
  let queue: Queued[] = [];
  let running: Promise<void> | undefined;
  let preparing = 0;

  const flush = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        const results = await deps.store.keep(
          batch.map((queued) => queued.message),
          deps.now(),
        );
        deps.kept(batch.map((queued) => queued.message.address));
        batch.forEach((queued, i) => {
          queued.resolve(results[i] ?? 'seen');
        });
      } catch (error) {
        for (const queued of batch) queued.reject(error);
      }
    }
    running = undefined;
  };

  const enqueue = (message: KeptMessage): Promise<'kept' | 'seen'> =>
    new Promise((resolve, reject) => {
      queue.push({ message, resolve, reject });
      running ??= new Promise<void>((done) => {
        setImmediate(() => void flush().then(done));
      });
    });

  return {
    receive: async (inbound) => {
      // What people say to each other in a group is none of our business, and is not kept.
      if (inbound.address.room !== undefined && !inbound.mentioned) return 'kept';
      const { mentioned: _, body, ...rest } = inbound;
      if (body.is === 'text') return enqueue({ ...rest, body: { is: 'text', text: body.text.slice(0, TEXT_LIMIT) } });
      preparing += 1;
      try {
        return await enqueue({ ...rest, body: await bodyOf(inbound, deps) });
      } finally {
        preparing -= 1;
      }
    },
    settled: async () => {
      while (running || preparing > 0) await (running ?? new Promise<void>((resolve) => setImmediate(resolve)));
    },
  };
}
