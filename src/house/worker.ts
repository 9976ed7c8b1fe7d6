/**
 * What would hold up the chats for a second is done in a thread of its own: reading a library anew, and trying an edit on
 * the cases. The thread has a segmenter of its own, so what it cuts is what a fresh start would cut.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { buildLibrary, type Kept, keep, keptOf, readSources } from '../answers/index.ts';
import { type About, type Edit, readCaseFiles, type Trial, tryEdit } from '../curate/edits.ts';
import { Fault } from '../errors.ts';
import { loadRulesets } from '../rules/index.ts';

/** The folders that a library comes from. `own`: this installation's. */
export interface Places {
  readonly rules: string;
  readonly documents: string;
  readonly faq: string;
  readonly own: string;
  /** The file in which parsed and cut texts are kept for the next start. */
  readonly cache: string | null;
}

type Task =
  | { readonly is: 'read'; readonly places: Places }
  | { readonly is: 'try'; readonly places: Places; readonly edit: Edit; readonly about: About | undefined };
type Outcome =
  | { readonly ok: Kept | Trial }
  | { readonly fault: { readonly code: Fault['code']; readonly words: string } };

const LONGEST_MS = 120_000;

function work(task: Task): Kept | Trial {
  const { places } = task;
  const sources = readSources(places.documents, places.faq, places.own);
  if (task.is === 'try')
    return tryEdit(
      task.edit,
      {
        sources,
        cases: readCaseFiles(places.faq),
        rulesets: loadRulesets(places.rules, `${places.documents}/raw`),
      },
      task.about,
    );
  const kept = keptOf(sources, buildLibrary(sources));
  if (places.cache !== null) keep(places.cache, kept);
  return kept;
}

/** One at a time: two would only take turns on the machine that the chats are on. */
let busy: Promise<unknown> = Promise.resolve();

function run<T>(task: Task): Promise<T> {
  const turn = busy.then(() => start<T>(task));
  busy = turn.catch(() => undefined);
  return turn;
}

function start<T>(task: Task): Promise<T> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { xuefen: task } });
    const timer = setTimeout(() => {
      fail(new Error('the library took too long'));
      void worker.terminate();
    }, LONGEST_MS);
    worker.once('message', (outcome: Outcome) => {
      if ('ok' in outcome) done(outcome.ok as T);
      else fail(new Fault(outcome.fault.code, outcome.fault.words));
    });
    worker.once('error', fail);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`the library's thread ended with ${code}`));
    });
  });
}

/** Reads, checks and cuts the library in another thread. Rejects with the Fault of a file that is wrong. */
export const readElsewhere = (places: Places): Promise<Kept> => run({ is: 'read', places });
/** Tries an edit on all cases in another thread. Rejects with the Fault of an edit that names what is not there. */
export const tryElsewhere = (places: Places, edit: Edit, about?: About): Promise<Trial> =>
  run({ is: 'try', places, edit, about });

const task = (workerData as { xuefen?: Task } | null)?.xuefen;
if (!isMainThread && task && parentPort) {
  let outcome: Outcome;
  try {
    outcome = { ok: work(task) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    outcome = { fault: { code: error.code, words: error.words } };
  }
  parentPort.postMessage(outcome);
}
