import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ask,
  buildLibrary,
  CACHE,
  CURATED,
  type Kept,
  keep,
  keyOf,
  type Library,
  loadLibrary,
  readSources,
  warm,
} from '../answers/index.ts';
import { Fault } from '../errors.ts';
import { loadRulesets, type Rulesets } from '../rules/index.ts';
import type { Answering } from '../types/index.ts';
import { LIBRARY } from '../words/office/house.ts';
import { type Places, readElsewhere } from './worker.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** How often the files are looked at. A changed file is taken up when it has stood still for one look. */
const LOOK_MS = 2000;

export type Log = (what: string, error?: unknown) => void;

/** The rules and the documents, and how to ask them. The library is replaced as a whole when its files change. */
export interface Knowledge {
  readonly rulesets: Rulesets;
  readonly places: Places;
  /** The library as it is now. Ask again rather than keep it. */
  readonly library: () => Library;
  readonly answer: Answering;
  /** Loads what only answering needs; otherwise the first question waits a fifth of a second for it. */
  readonly warm: () => void;
  /**
   * Looks at the files. `new`: a changed library is in use; `kept`: what changed is wrong, and the old library stays.
   * `now`: does not wait for files to stand still. `kept`: what was made of the new files already.
   */
  readonly look: (how?: { readonly now?: boolean; readonly kept?: Kept }) => Promise<'same' | 'new' | 'kept'>;
  /** Looks every few seconds until the returned function is called. */
  readonly watch: (ms?: number) => () => Promise<void>;
}

/** The folders of a project, and of what one installation added beside its database. */
const placesOf = (root: string, data: string): Places => ({
  rules: join(root, 'rules'),
  documents: join(root, 'faq', 'documents'),
  faq: join(root, 'faq'),
  own: join(data, 'faq'),
  cache: CACHE,
});

/** Every file that a library comes from, with its time and size, as one text. */
function stampOf({ documents, faq, own }: Places): string {
  const folders = [
    [documents, /\.md$/],
    [join(documents, 'raw'), /./],
    [faq, /\.yaml$/],
    [join(faq, CURATED), /\.yaml$/],
    [join(own, 'documents'), /\.md$/],
    [join(own, 'documents', 'raw'), /./],
    [own, /\.yaml$/],
    [join(own, CURATED), /\.yaml$/],
  ] as const;
  return folders
    .flatMap(([folder, wanted]) => {
      if (!existsSync(folder)) return [];
      return readdirSync(folder)
        .filter((name) => wanted.test(name))
        .sort()
        .map((name) => {
          const found = statSync(join(folder, name), { throwIfNoEntry: false });
          return `${folder}/${name} ${found?.mtimeMs} ${found?.size} ${found?.ino}`;
        });
    })
    .join('\n');
}

/**
 * Loads rules and documents. Where this installation's own files are wrong, what is shipped answers alone, and the log
 * says so. Throws the Fault of a shipped file that is wrong.
 */
export function loadKnowledge({
  root = ROOT,
  data = join(root, 'data'),
  cache = CACHE,
  log = () => {},
}: {
  readonly root?: string;
  readonly data?: string;
  readonly cache?: string | null;
  readonly log?: Log;
} = {}): Knowledge {
  const places: Places = { ...placesOf(root, data), cache };
  const rulesets = loadRulesets(places.rules, join(places.documents, 'raw'));
  let seen = stampOf(places);
  let library = load();
  let before: string | undefined;
  let looking: Promise<unknown> = Promise.resolve();

  function load(): Library {
    try {
      return loadLibrary(places.documents, places.faq, places.cache, places.own);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const shipped = loadLibrary(places.documents, places.faq, places.cache);
      log(LIBRARY.ownRefused(error.words));
      return shipped;
    }
  }

  const look = async ({
    now = false,
    kept: made,
  }: {
    readonly now?: boolean;
    readonly kept?: Kept;
  } = {}): Promise<'same' | 'new' | 'kept'> => {
    const stamp = stampOf(places);
    const isStill = stamp === before;
    before = stamp;
    if (stamp === seen || (!isStill && !now)) return 'same';
    seen = stamp;
    try {
      const read = () => readSources(places.documents, places.faq, places.own);
      const isMade = made !== undefined && made.key === keyOf(read());
      const kept = isMade ? made : await readElsewhere(places);
      if (isMade && places.cache !== null) keep(places.cache, kept);
      const next = buildLibrary(read(), kept);
      warm(next);
      library = next;
      log(LIBRARY.renewed(next.documents.length, next.curated.length));
      for (const { id, cite } of next.suspended) log(LIBRARY.suspended(id, cite));
      return 'new';
    } catch (error) {
      log(LIBRARY.refused(error instanceof Fault ? error.words : String(error)));
      return 'kept';
    }
  };

  return {
    rulesets,
    places,
    library: () => library,
    answer: (question) => ask(library, rulesets, question),
    warm: () => warm(library),
    look: (how) => {
      const next = looking.then(() => look(how));
      looking = next.catch(() => undefined);
      return next;
    },
    watch: (ms = LOOK_MS) => {
      let isWaiting = false;
      const timer = setInterval(() => {
        if (isWaiting) return;
        isWaiting = true;
        looking = looking
          .then(() => look())
          .catch((error: unknown) => log('the documents could not be looked at', error))
          .finally(() => {
            isWaiting = false;
          });
      }, ms);
      timer.unref();
      return async () => {
        clearInterval(timer);
        await looking;
      };
    },
  };
}
