/** Curated entries: questions people really ask, bound to the words that answer them. Suspended when those words go. */
import { basename } from 'node:path';
import { z } from 'zod';
import { bare } from '../../documents/index.ts';
import { Fault } from '../../errors.ts';
import type { Clause, PolicyDocument, Province } from '../../types/index.ts';

const entrySchema = z.strictObject({
  id: z.string().min(1),
  /** Where it is missing, the file's name says it: curated/yunnan.yaml. */
  province: z.string().min(1).optional(),
  /** Words of the clause that answers, exactly as in the document; the first is cited first. */
  cite: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  /** The conclusion in one sentence, where it needs saying. */
  says: z.string().optional(),
  /** Set where the documents do not answer: what is missing, in a sentence. */
  silent: z.string().optional(),
  /** Whom to ask instead. */
  ask: z.string().optional(),
  asks: z.array(z.string().min(1)).min(1),
});

export interface Curated {
  readonly id: string;
  readonly province: string;
  readonly clauses: readonly Clause[];
  readonly says?: string;
  readonly silent?: string;
  readonly ask?: string;
  readonly asks: readonly string[];
  /** Those of its wordings that this installation's curator settled. */
  readonly own?: readonly string[];
}

/** A curated entry whose words are no longer in its province's documents. */
export interface Suspended {
  readonly id: string;
  readonly cite: string;
}

/** A file of curated entries: its name below the folder of the library, and its text or what was parsed of it. */
export interface CuratedFile<T> {
  readonly name: string;
  readonly content: T;
}

/** The folder with one file a province; a single `curated.yaml` beside it is read too. */
export const CURATED = 'curated';
/** How the files of this installation's own are called, beside those that the program ships. */
export const LOCAL = 'data/faq/';

interface Told {
  readonly file: string;
  readonly province: Province | undefined;
  readonly isLocal: boolean;
  readonly entry: z.infer<typeof entrySchema>;
}

function toldIn({ name: file, content }: CuratedFile<unknown>): Told[] {
  const read = z.array(entrySchema).safeParse(content ?? []);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new Fault('DOCUMENT_INVALID', `${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const isLocal = file.startsWith(LOCAL);
  const bareName = isLocal ? file.slice(LOCAL.length) : file;
  const place = bareName.startsWith(`${CURATED}/`) ? basename(file, '.yaml') : undefined;
  return read.data.map((entry) => ({ file, province: entry.province ?? place, isLocal, entry }));
}

/** True for an entry of this installation's own that only adds wordings to one that is there. */
const isMore = ({ isLocal, entry }: Told): boolean => isLocal && !entry.cite && !entry.silent;

/**
 * Reads curated entries (parsed YAML) and finds their clauses. Throws `DOCUMENT_INVALID` for a malformed file, suspends
 * what lost its words: its conclusion is gone, its questions lead to the changed clause. A file of this installation's own
 * (`LOCAL`) may replace a shipped entry by its id, or add wordings to it: an entry with nothing but `id` and `asks`.
 */
export function readCurated(
  files: readonly CuratedFile<unknown>[],
  documents: readonly PolicyDocument[],
): { entries: Curated[]; suspended: Suspended[] } {
  const entries: Curated[] = [];
  const suspended: Suspended[] = [];
  const told = files.flatMap(toldIn);
  const replaced = new Set(told.filter((one) => one.isLocal && !isMore(one)).map((one) => one.entry.id));
  const more = Map.groupBy(told.filter(isMore), (one) => one.entry.id);
  const seen = new Set<string>();
  for (const one of told) {
    const { file, province, entry, isLocal } = one;
    if (isMore(one) || (!isLocal && replaced.has(entry.id))) continue;
    if (province === undefined) throw new Fault('DOCUMENT_INVALID', `${file}: ${entry.id} has no province.`);
    if (seen.has(entry.id)) throw new Fault('DOCUMENT_INVALID', `${file}: the id ${entry.id} is used twice.`);
    seen.add(entry.id);
    if (!entry.cite && !entry.silent)
      throw new Fault('DOCUMENT_INVALID', `${file}: ${entry.id} has neither cite nor silent.`);
    const clauses: Clause[] = [];
    let lost = false;
    for (const words of [entry.cite ?? []].flat()) {
      const clause = clausesWith(words, province, documents)[0];
      if (clause) clauses.push(clause);
      else {
        suspended.push({ id: entry.id, cite: words });
        lost = true;
      }
    }
    const { cite: _cite, says: concluded, silent, ask, ...rest } = entry;
    if (lost && silent) continue;
    // What it concluded went with its words; its questions still lead to what the document now says there.
    if (lost)
      clauses.splice(0, Infinity, ...[entry.cite ?? []].flat().flatMap((words) => nowAt(words, province, documents)));
    if (lost && clauses.length === 0) continue;
    const says = lost ? undefined : concluded;
    const added = (more.get(entry.id) ?? []).flatMap((one) => one.entry.asks);
    const own = lost ? [] : isLocal ? [...entry.asks, ...added] : added;
    entries.push({
      ...rest,
      asks: [...new Set([...entry.asks, ...added])],
      ...(own.length > 0 ? { own } : {}),
      province,
      clauses,
      ...(says ? { says } : {}),
      ...(silent ? { silent } : {}),
      ...(ask ? { ask } : {}),
    });
  }
  // Wordings whose entry the program no longer ships answer nothing, and are named.
  for (const [id, [added]] of more) if (!seen.has(id)) suspended.push({ id, cite: added?.entry.asks[0] ?? '' });
  return { entries, suspended };
}

/** From which share of its pairs of characters on a clause is the changed one, and how many a quote must have to be told by. */
const CHANGED = 0.75;
const TELLING = 8;

/** The clause that holds the words, or, where they were changed, the one that still holds nearly all of them. */
function nowAt(words: string, province: string, documents: readonly PolicyDocument[]): Clause[] {
  const [same] = clausesWith(words, province, documents);
  if (same) return [same];
  const plain = bare(words);
  const pairs = new Set([...plain].slice(1).map((char, at) => `${plain[at]}${char}`));
  if (pairs.size < TELLING) return [];
  let best: Clause | undefined;
  let most = CHANGED;
  for (const document of documents) {
    if (document.province !== province) continue;
    for (const clause of document.clauses) {
      const text = bare(clause.text);
      const share = [...pairs].filter((pair) => text.includes(pair)).length / pairs.size;
      if (share > most) [best, most] = [clause, share];
    }
  }
  return best ? [best] : [];
}

/** The clauses of a province's documents that contain the words, the shortest first. */
export function clausesWith(words: string, province: string, documents: readonly PolicyDocument[]): Clause[] {
  const wanted = bare(words);
  return documents
    .filter((document) => document.province === province)
    .flatMap((document) => document.clauses)
    .filter((clause) => bare(clause.text).includes(wanted))
    .sort((a, b) => a.text.length - b.text.length);
}
