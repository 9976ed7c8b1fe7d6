/**
 * The curator's edits: a new curated entry, more wordings for one, a lexicon line. An edit goes into this installation's
 * own files, beside what the program ships, and is tried on the cases first. Decisions here; the files are written by the
 * curator's desk.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import {
  ask,
  buildLibrary,
  CURATED,
  type CuratedFile,
  clausesWith,
  fold,
  type Kept,
  keptOf,
  LEXICON,
  type Library,
  LOCAL,
  type Sources,
} from '../answers/index.ts';
import { bare } from '../documents/index.ts';
import { Fault } from '../errors.ts';
import type { Rulesets } from '../rules/index.ts';
import type { CaseChange, CuratorEdit, CuratorTrial } from '../types/index.ts';
import { EDIT } from '../words/office/curate.ts';
import { type Case, judge, type Outcome, readCases } from './cases.ts';
import { groupLine, pairLine, withEntry, withItem, withLineUnder } from './yaml-lines.ts';

export type Edit = CuratorEdit;

/** One file of this installation's own, before and after. `before` is '' where there was none. */
export interface Change {
  /** Below the folder of this installation's own: lexicon.yaml, curated/yunnan.yaml. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface Trial extends CuratorTrial {
  readonly change: Change;
  /** What was parsed and cut for it: with the change in place, nothing of it need be done again. */
  readonly kept: Kept;
}

const invalid = (words: string): Fault => new Fault('DOCUMENT_INVALID', words);

/** The id of an entry for a question: the same question makes the same entry. */
export const ownId = (question: string): string =>
  `own-${createHash('sha256').update(fold(question)).digest('hex').slice(0, 8)}`;

const parsed = (text: string, file: string): Document<Node> => {
  const document: Document<Node> = parseDocument<Node>(text);
  const [error] = document.errors;
  if (error) throw invalid(EDIT.broken(file, error.message.split('\n')[0] ?? ''));
  return document;
};
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function lexiconWith(edit: Extract<Edit, { is: 'synonym' | 'typo' }>, sources: Sources): Change {
  const before = sources.ownLexicon;
  const text = before || EDIT.lexiconHead;
  const document = parsed(text, `${LOCAL}${LEXICON}`);
  const { lexicon } = buildLibrary(sources);
  if (edit.is === 'typo') {
    if (fold(edit.wrong).length < 2) throw invalid(EDIT.shortTypo);
    if (lexicon.forms.has(fold(edit.wrong))) throw invalid(EDIT.typoIsWord(edit.wrong));
    const own = document.getIn(['typos', edit.wrong]);
    if (own !== undefined) throw invalid(EDIT.typoThere(edit.wrong));
    return { file: LEXICON, before, after: withLineUnder(text, 'typos', pairLine(edit.wrong, edit.right)) };
  }
  const known = lexicon.forms.get(fold(edit.name));
  if (known === undefined) throw invalid(EDIT.noWord(edit.name));
  const taken = lexicon.forms.get(fold(edit.form));
  if (taken !== undefined) throw invalid(EDIT.wordTaken(edit.form, taken));
  if (fold(edit.form).length < 2) throw invalid(EDIT.shortWord);
  const groups = document.get('concepts');
  const group = isSeq(groups)
    ? groups.items.find((item) => isSeq(item) && isScalar(item.items[0]) && fold(String(item.items[0].value)) === known)
    : undefined;
  const after = isSeq(group)
    ? withItem(text, group, edit.form)
    : withLineUnder(text, 'concepts', groupLine([edit.name, edit.form]));
  return { file: LEXICON, before, after };
}

/** The file of a curated entry, without `LOCAL`: this installation's own where it has the entry, else the shipped one. */
function homeOf(id: string, { curated }: Sources): string {
  const holds = ({ name, content }: CuratedFile<string>): boolean => {
    const { contents } = parsed(content, name);
    return isSeq(contents) && contents.items.some((item) => isMap(item) && item.get('id') === id);
  };
  const isOwn = ({ name }: CuratedFile<string>): boolean => name.startsWith(LOCAL);
  const found = curated.filter(isOwn).find(holds) ?? curated.find(holds);
  if (!found) throw invalid(EDIT.noEntry(id));
  return isOwn(found) ? found.name.slice(LOCAL.length) : found.name;
}

/** This installation's own file with the edit in it. Throws `DOCUMENT_INVALID` when the edit names what is not there. */
export function edited(edit: Edit, sources: Sources): Change {
  if (edit.is === 'synonym' || edit.is === 'typo') return lexiconWith(edit, sources);
  const file = edit.is === 'asks' ? homeOf(edit.id, sources) : `${CURATED}/${edit.province}.yaml`;
  const before = sources.curated.find(({ name }) => name === `${LOCAL}${file}`)?.content ?? '';
  const text = before || EDIT.curatedHead;
  const { contents } = parsed(text, `${LOCAL}${file}`);
  if (isSeq(contents) && contents.flow) throw invalid(EDIT.notByLine(`${LOCAL}${file}`));
  const entries = isSeq(contents) ? contents.items.filter((item) => isMap(item)) : [];
  const asks = [...new Set(edit.asks.map(oneLine))];
  if (edit.is === 'asks') {
    const list = entries.find((item) => item.get('id') === edit.id)?.get('asks');
    if (!isSeq(list)) return { file, before, after: withEntry(text, { id: edit.id, asks }) };
    const known = new Set(list.items.map((item) => (isScalar(item) ? String(item.value) : '')));
    const added = asks.filter((question) => !known.has(question));
    if (added.length === 0) throw invalid(EDIT.asksThere);
    return { file, before, after: added.reduce((made, question) => withAsk(made, edit.id, question), text) };
  }
  if (entries.some((item) => item.get('id') === edit.id)) throw invalid(EDIT.entryThere(edit.id));
  const taken = ownAnswer(asks, edit.province, sources);
  if (taken) throw invalid(EDIT.answeredBy(taken.ask, taken.id));
  if (edit.is === 'answer') mustTell(edit.cite, edit.province, sources);
  const { is: _is, province: _province, asks: _asks, id, ...answer } = edit;
  return { file, before, after: withEntry(text, { id, ...answer, asks }) };
}

/** How many characters a quote has at least, and how many a clause that is more than a heading. */
const SHORTEST_CITE = 6;
const HEADING = 40;

/** Refuses words that lead to no clause in particular, or to a heading that answers nothing. Words that stand nowhere are told later. */
function mustTell(cite: string, province: string, sources: Sources): void {
  const documents = sources.documents.map(({ document }) => document);
  const clauses = clausesWith(cite, province, documents);
  if (bare(cite).length < SHORTEST_CITE && clauses.some((clause) => bare(clause.text) !== bare(cite)))
    throw invalid(EDIT.shortCite(cite));
  const isWhole = bare(clauses[0]?.text ?? '') === bare(cite);
  if (!isWhole && new Set(clauses.map(({ text }) => bare(text))).size > 1)
    throw invalid(EDIT.manyClauses(cite, clauses.length));
  const [clause] = clauses;
  if (clause?.kind === '正文' && clause.text.length <= HEADING && !/[。；：，]/u.test(clause.text))
    throw invalid(EDIT.citeIsHeading(cite));
}

/** The entry of this installation's own that answers one of these questions already, word for word. */
function ownAnswer(
  asks: readonly string[],
  province: string,
  sources: Sources,
): { readonly id: string; readonly ask: string } | undefined {
  const wanted = new Set(asks.map(fold));
  for (const entry of buildLibrary(sources).curated) {
    const ask = entry.province === province ? entry.own?.find((own) => wanted.has(fold(own))) : undefined;
    if (ask !== undefined) return { id: entry.id, ask };
  }
  return undefined;
}

/** The text with one more wording under an entry that has some. */
function withAsk(text: string, id: string, question: string): string {
  const { contents } = parseDocument<Node>(text);
  const entry = isSeq(contents) ? contents.items.find((item) => isMap(item) && item.get('id') === id) : undefined;
  const asks = isMap(entry) ? entry.get('asks') : undefined;
  if (!isSeq(asks)) throw invalid(EDIT.noEntry(id));
  return withItem(text, asks, question);
}

/** The sources as they will be with the change. */
export function changed(sources: Sources, { file, after }: Change): Sources {
  if (file === LEXICON) return { ...sources, ownLexicon: after };
  const name = `${LOCAL}${file}`;
  const rest = sources.curated.filter((one) => one.name !== name);
  return { ...sources, curated: [...rest, { name, content: after }] };
}

/** The cases below `faqDir/cases`. */
export function readCaseFiles(faqDir: string): Case[] {
  const folder = join(faqDir, 'cases');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  return names.sort().flatMap((name) => readCases(readFileSync(join(folder, name), 'utf8'), basename(name)));
}

/** What curators settled before, as cases: a later edit must not undo it. */
function ownCases(sources: Sources): Case[] {
  return sources.curated
    .filter(({ name }) => name.startsWith(LOCAL))
    .flatMap(({ name, content }) => {
      const { contents } = parsed(content, name);
      const entries = isSeq(contents) ? (contents.toJSON() as { id: string; cite?: string; asks?: string[] }[]) : [];
      const province = basename(name, '.yaml');
      return entries.flatMap(({ id, cite, asks = [], ...rest }) =>
        cite === undefined && !('silent' in rest)
          ? []
          : asks.map(
              (question, i): Case => ({
                id: `${id}-${i + 1}`,
                kind: 'own',
                input: { question, province },
                gold: [cite ?? []].flat(),
                mustContain: [],
              }),
            ),
      );
    });
}

/** Right 1, silent 0, wrong −1. */
const mark = (one: Outcome): number => {
  const isDirect = one.answer.kind === 'answer';
  if (!one.answerable) return isDirect ? -1 : 1;
  return isDirect ? (one.first && one.says ? 1 : -1) : 0;
};
const inShort = ({ answer }: Outcome): string =>
  answer.kind === 'answer'
    ? `〔${answer.citations[0]?.clause ?? ''}〕${answer.citations[0]?.quote.slice(0, 60) ?? ''}`
    : answer.text.slice(0, 80);

function changesOf(was: readonly Outcome[], is: readonly Outcome[], wanted: (by: number) => boolean): CaseChange[] {
  return was.flatMap((before, i) => {
    const after = is[i];
    return after && wanted(mark(after) - mark(before))
      ? [{ id: before.case.id, question: before.case.input.question, was: inShort(before), is: inShort(after) }]
      : [];
  });
}

/** The questions that an edit is made for, where it does not hold them itself. */
export interface About {
  readonly province: string;
  readonly asks: readonly string[];
}

/** The questions of an edit as they ought to be answered with it. */
function casesOf(edit: Edit, library: Library, about: About | undefined): Case[] {
  const entry = 'id' in edit ? library.curated.find(({ id }) => id === edit.id) : undefined;
  const asks = 'asks' in edit ? edit.asks : (about?.asks ?? []);
  const province = entry?.province ?? about?.province ?? 'national';
  if ('id' in edit && !entry) return [];
  return asks.map((question, i) => ({
    id: `${i + 1}`,
    kind: 'asked',
    input: { question, ...(province === '' ? {} : { province }) },
    gold: entry && !entry.silent ? entry.clauses.map((clause) => clause.text) : [],
    mustContain: [],
  }));
}

/**
 * What an edit would change: its own questions, and every case that would be answered otherwise. `refused` says why it
 * must not be published; `lost` without it means that somebody has to look first. `about`: for which questions a lexicon
 * line is made. Throws `DOCUMENT_INVALID` when the edit names what is not there.
 */
export function tryEdit(
  edit: Edit,
  {
    sources,
    cases,
    rulesets,
  }: { readonly sources: Sources; readonly cases: readonly Case[]; readonly rulesets: Rulesets },
  about?: About,
): Trial {
  const change = edited(edit, sources);
  const now = buildLibrary(sources);
  const next = changed(sources, change);
  const then = buildLibrary(next);
  const all = [...cases, ...ownCases(sources)];
  const answers = (library: Library, list: readonly Case[]): Outcome[] =>
    list.map((one) => judge(one, ask(library, rulesets, one.input)));
  const [was, is] = [answers(now, all), answers(then, all)];
  const asked = casesOf(edit, then, about);
  const isEntry = 'id' in edit;
  const before = answers(now, asked);
  const after = answers(then, asked);
  const right = (list: readonly Outcome[]): number => list.filter((one) => mark(one) === 1).length;
  const sum = (list: readonly Outcome[]): number => list.reduce((total, one) => total + mark(one), 0);
  const suspended = then.suspended.find((one) => !now.suspended.some((other) => other.id === one.id));
  const works = after.filter((one, i) => mark(one) === 1 || mark(one) > mark(before[i] ?? one)).length;
  // What the edit is made for counts as well: one case lost for one question won is for a person to weigh.
  const gained = after.filter((one, i) => mark(one) === 1 && one.answer.text !== before[i]?.answer.text).length;
  const refused = suspended
    ? EDIT.lostWords(suspended.cite)
    : sum(is) + gained < sum(was)
      ? EDIT.worse(right(was), right(is))
      : isEntry && asked.length > 0 && works === 0
        ? EDIT.noUse
        : undefined;
  return {
    change,
    kept: keptOf(next, then),
    cases: { was: right(was), is: right(is), of: all.length },
    lost: changesOf(was, is, (by) => by < 0),
    won: changesOf(was, is, (by) => by > 0),
    asked: after.map((one, i) => ({
      id: one.case.id,
      question: one.case.input.question,
      was: inShort(before[i] ?? one),
      is: inShort(one),
      right: isEntry ? mark(one) === 1 : one.answer.kind === 'answer' || one.answer.settled === true,
    })),
    ...(refused === undefined ? {} : { refused }),
  };
}

/** Puts a file of this installation's own in place, completely or not at all; an empty text takes it away. */
export function putInPlace(ownDir: string, file: string, text: string): void {
  const path = join(ownDir, file);
  if (text === '') {
    rmSync(path, { force: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text, { flush: true });
  renameSync(`${path}.new`, path);
}

/** The text of a file of this installation's own; '' where there is none. */
export const ownText = (ownDir: string, file: string): string =>
  existsSync(join(ownDir, file)) ? readFileSync(join(ownDir, file), 'utf8') : '';
