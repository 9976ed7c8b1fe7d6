/**
 * A question → an answer with its citation, proved against the document before it leaves. It knows no conversation, no model, no
 * store.
 */

export { ask } from './answer.ts';
export { CURATED, type CuratedFile, clausesWith, LOCAL, readCurated } from './from/curated.ts';
export { wrongYear } from './from/years.ts';
export {
  buildLibrary,
  documentOf,
  type Kept,
  keyOf,
  LEXICON,
  type Library,
  readSources,
  type Sources,
} from './library.ts';
export { CACHE, keep, keptOf, loadLibrary } from './load.ts';
export { documentsOf, quoted } from './reply.ts';
export { type AskInput, type Scope, scopeOf } from './scope.ts';
export { buildIndex, search } from './search/clauses.ts';
export { memoryOf, warm } from './search/keep.ts';
export { fold, normalise } from './search/lexicon.ts';
export { rank } from './search/rank.ts';
export { allTokens, tokensOf } from './search/segment.ts';
export { EVIDENCE, FIT, FIT_BARE, NOTHING, nothingOf } from './search/sureness.ts';
