/**
 * One question, answered from the documents or honestly not. Pure: library, rulesets and input in, answer out.
 * The order of decision: guards → scope → metadata → rules → comparison → clauses and curated entries → silence.
 */
import type { Rulesets } from '../rules/load.ts';
import type { Answer, Citation, Province } from '../types.ts';
import { compute } from './compute.ts';
import { type Clause, isQuoteOf, type PolicyDocument } from './document.ts';
import { guardOf } from './guards.ts';
import { documentOf, type Library } from './library.ts';
import { FIELD_NAMES, fieldAsked, fieldClause } from './metadata.ts';
import { placeName } from './places.ts';
import { asksOf } from './question.ts';
import { type Candidate, type Ranked, rank } from './rank.ts';
import { type AskInput, type Scope, scopeOf } from './scope.ts';
import { bestSentence, sentenceWith } from './sentence.ts';
import { citeLine, placeOf, quoteWithMark, say, shown } from './words.ts';

export type { AskInput } from './scope.ts';

/** From which sureness on we answer, offer a choice, or let a curated silence speak. */
const MARKS = { direct: 0.6, choose: 0.4, silent: 0.3, known: 0.7, same: 0.85, national: 0.72 } as const;
const FIT = {
  bias: -0.4,
  score: 3,
  second: -1,
  likeness: 1.6,
  coverage: 1.6,
  support: 1.5,
  silence: -4,
  nearer: -7.2,
  unknown: -1.6,
  misfit: -1,
} as const;

/** Answers a question. Never throws for a question in words. */
export function ask(library: Library, rulesets: Rulesets | undefined, input: AskInput): Answer {
  const scope = scopeOf(library, input);
  return (
    guarded(scope) ??
    absentDocument(library, scope) ??
    absentAnnex(library, scope) ??
    aboutDocument(library, scope) ??
    computed(library, rulesets, scope, input) ??
    comparison(library, scope) ??
    fromClauses(library, scope)
  );
}

const abstain = (text: string, confidence = 0.9): Answer => ({ kind: 'abstain', text, citations: [], confidence });

export function citationOf(library: Library, clause: Clause): Citation {
  const document = documentOf(library, clause);
  return {
    document: document.id,
    title: document.title,
    ...(document.number ? { number: document.number } : {}),
    clause: placeOf(clause),
    quote: clause.text,
  };
}

/** Only clauses whose words are proved to stand in their raw text may be quoted. */
const proved = (library: Library, clause: Clause): boolean =>
  isQuoteOf(clause.text, library.raw.get(clause.document) ?? '');

export function documentsOf(library: Library, province: Province | undefined): readonly PolicyDocument[] {
  return library.documents.filter((document) => document.province === (province ?? 'national'));
}

function guarded(scope: Scope): Answer | undefined {
  const guard = guardOf(scope.text);
  if (!guard) return undefined;
  if (guard.id === 'hello') return abstain(say.hello, 0.95);
  return guard.id === 'injection' ? abstain(say.injection, 0.95) : abstain(say.offTopic(guard.about, guard.ask), 0.95);
}

const CONTENT =
  /怎么(?:规定|说|写)|内容|写了什么|写的什么|说了什么|原文|全文|正文|第.{1,3}条|具体(?:要求|规定)|讲什么|讲了什么|是什么规定/u;
const NUMBER = /(?:([\p{Script=Han}]{1,8})?[〔[（(]?((?:19|20)\d{2})[〕\]）)]?年?\s*(?:第)?(\d{1,4})号)/u;

/** The content of an annex whose text is not at hand. */
function absentAnnex(library: Library, scope: Scope): Answer | undefined {
  const number = /附件\s*([1-9一二三四五])/u.exec(scope.text)?.[1];
  if (
    !number ||
    !/内容|写|怎么|什么|具体|多少|几|步|电话|要求|标准|流程|说/u.test(scope.text) ||
    /附件[^，。]{0,3}(?:是什么|叫什么|名称|名字|标题)|第几个附件|附件几/u.test(scope.text)
  )
    return undefined;
  const at = '一二三四五'.indexOf(number) + 1 || Number(number);
  for (const document of documentsOf(library, scope.province)) {
    const annex = document.annexes[at - 1];
    if (annex && !annex.loaded) return abstain(say.absent(`附件${at}《${annex.title}》`), 0.9);
  }
  return undefined;
}

/** A document that the question names but that is not at hand, when its content is asked for. */
function absentDocument(library: Library, scope: Scope): Answer | undefined {
  const titled = /《([^》]{3,40})》/u.exec(scope.text)?.[1];
  const numbered = NUMBER.exec(scope.text);
  const short = /(?<!\d)(\d{1,4})号文/u.exec(scope.text)?.[1];
  if (!titled && !numbered && !short) return undefined;
  const fits = (number: string | null | undefined, title: string | undefined): boolean => {
    if (numbered && number)
      return number.includes(`${numbered[2]}`) && new RegExp(`\\D${numbered[3]}号`, 'u').test(number);
    if (short && number) return new RegExp(`\\D${short}号`, 'u').test(number);
    return (
      titled !== undefined &&
      title !== undefined &&
      (title.includes(titled) || titled.includes(title.replace(/[《》]/gu, '')))
    );
  };
  const here = library.documents.find((document) => fits(document.number, document.title));
  if (here && !(titled && !numbered && !here.title.startsWith(titled) && /解读/u.test(here.title))) return undefined;
  const reference = library.documents
    .flatMap((document) => document.references)
    .find((one) => one.loaded === null && fits(one.number, one.title));
  if (reference && !CONTENT.test(scope.text)) return undefined;
  if (!reference && titled && !numbered && !short && !CONTENT.test(scope.text)) return undefined;
  const name = reference
    ? reference.title
      ? `《${reference.title}》`
      : (reference.number ?? '')
    : titled
      ? `《${titled}》`
      : (numbered?.[0] ?? `${short}号文`);
  return abstain(say.absent(name), 0.9);
}

function aboutDocument(library: Library, scope: Scope): Answer | undefined {
  const field = fieldAsked(scope.text);
  if (!field) return undefined;
  const document = documentsOf(library, scope.province)[0];
  if (!document) return abstain(say.noProvinceDocument(scope.name));
  const clause = fieldClause(document, field);
  if (
    !clause ||
    ((field === 'date' || field === 'issuer') && clause.path[0] === '发布信息' && !/\d{4}/u.test(clause.text))
  )
    return abstain(say.noField(document, FIELD_NAMES[field]), 0.85);
  return quoted(library, scope, [clause], 0.9);
}

/** What the rules settle, with the clause that settles it. */
function computed(library: Library, rulesets: Rulesets | undefined, scope: Scope, input: AskInput): Answer | undefined {
  if (!rulesets || scope.compared.length >= 2) return undefined;
  const found = compute(library, rulesets, scope, input.person, input.on);
  return found
    ? quoted(library, scope, found.clauses, 0.93, { says: found.says, ...(found.mark ? { mark: found.mark } : {}) })
    : undefined;
}

/** The same question to several provinces, each with its own clause. */
function comparison(library: Library, scope: Scope): Answer | undefined {
  if (scope.compared.length < 2) return undefined;
  const parts = scope.compared.map((province) => {
    const found =
      documentsOf(library, province).length > 0
        ? pick(rank(library, province, scope.text, scope.lean), scope)
        : undefined;
    return { province, clause: found?.is === 'answer' ? found.candidate.clause : undefined };
  });
  const clauses = parts.flatMap((part) => (part.clause ? [part.clause] : []));
  if (clauses.length === 0) return undefined;
  const text = parts
    .map(({ province, clause }) => {
      const name = province === 'national' ? '国家' : placeName(province);
      if (!clause)
        return `${name}：${documentsOf(library, province).length > 0 ? '文件里没有写到' : '我这里没有它的文件'}。`;
      return `${name}：${quoteWithMark(clause, bestSentence(clause, scope, library))}\n${citeLine(documentOf(library, clause), clause)}`;
    })
    .join('\n');
  return {
    kind: 'answer',
    text,
    citations: clauses.map((clause) => citationOf(library, clause)),
    confidence: clauses.length === parts.length ? 0.8 : 0.6,
  };
}

type Pick =
  | { readonly is: 'answer'; readonly candidate: Candidate; readonly confidence: number }
  | { readonly is: 'silent'; readonly text: string; readonly likeness: number }
  | { readonly is: 'choose'; readonly candidates: readonly Candidate[] }
  | { readonly is: 'nothing' };

/**
 * How sure it is that the best clause answers: a logistic fit on the open part of faq/cases (`eval ask --part open`).
 * What pulls down: a rival close behind, a curated silence that is as near, a subject the documents never mention.
 */
function sureness({ candidates: [best, second], silent, unknown }: Ranked): number {
  if (!best) return 0;
  const likeness = best.curated?.likeness ?? 0;
  const silence = silent?.likeness ?? 0;
  const sum =
    FIT.bias +
    FIT.score * best.score +
    FIT.second * (second?.score ?? 0) +
    FIT.likeness * likeness +
    FIT.coverage * best.coverage +
    FIT.support * best.support +
    (best.misfit ? FIT.misfit : 0) +
    FIT.silence * silence +
    FIT.nearer * Math.max(0, silence - likeness) +
    (unknown.length > 0 ? FIT.unknown : 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Decides between the best clause, a curated silence, a choice, and nothing. */
function pick(ranked: Ranked, scope: Scope): Pick {
  const [best, second, third] = ranked.candidates;
  const { silent } = ranked;
  const silence = silent ? silent.likeness + (scope.now ? 0.03 : 0) : 0;
  const quiet = (): Pick =>
    silent && silence >= MARKS.silent
      ? { is: 'silent', text: say.silent(silent.entry.silent ?? '', silent.entry.ask ?? ''), likeness: silence }
      : { is: 'nothing' };
  if (!best) return quiet();
  const likeness = best.curated?.likeness ?? 0;
  if (silence >= 0.6 && silence > Math.max(likeness, best.score) + 0.08) return quiet();
  if (ranked.unknown.length > 0 && likeness < MARKS.known) return quiet();
  if (best.unmet.length > 0 && likeness < MARKS.same) return quiet();
  const sure = sureness(ranked);
  if (sure >= MARKS.direct) return { is: 'answer', candidate: best, confidence: sure };
  if (sure >= MARKS.choose && silence < 0.3 && second && best.score >= 0.24 && second.score > best.score * 0.85)
    return { is: 'choose', candidates: [best, second, ...(third && third.score > best.score * 0.8 ? [third] : [])] };
  return quiet();
}

const TIME_BOUND = /\d{4}\s*年/u;

/** 2021年度以前, 2015年及以后: a span of years that a clause names. */
function reaches(text: string, year: number): boolean {
  for (const [, named = '', way = ''] of text
    .replace(/\s/gu, '')
    .matchAll(/(\d{4})年(?:度)?(?:及)?(以前|之前|以后|之后|起)/gu))
    if (/前/u.test(way) ? year <= Number(named) : way !== '起' && year >= Number(named)) return true;
  return false;
}

/** A clause bound to other years than the one asked about. */
function wrongYear(document: PolicyDocument, clause: Clause, scope: Scope): number | undefined {
  const asksWhen = asksOf(scope.whole).includes('when');
  for (const year of scope.years) {
    const text = clause.text.replace(/\s/gu, '');
    const isCreditYear = new RegExp(`${year % 100}年度`, 'u').test(scope.whole);
    if (text.includes(isCreditYear ? `${year}年度` : `${year}年`)) continue;
    if (document.appliesToYears.includes(year) || reaches(clause.text, year)) continue;
    if (document.appliesToYears.length > 0) return year;
    if (asksWhen && TIME_BOUND.test(clause.text)) return year;
    if (document.effectiveFrom && year < Number(document.effectiveFrom.slice(0, 4))) return year;
  }
  return undefined;
}

function fromClauses(library: Library, scope: Scope): Answer {
  const own =
    scope.province && scope.province !== 'national' && documentsOf(library, scope.province).length > 0
      ? scope.province
      : undefined;
  const ownPick = own ? pick(rank(library, own, scope.text, scope.lean), scope) : undefined;
  if (ownPick?.is === 'answer') {
    const { clause, curated } = ownPick.candidate;
    const document = documentOf(library, clause);
    const year = wrongYear(document, clause, scope);
    if (year !== undefined) return abstain(say.year(document, year), 0.85);
    const also = curated && curated.likeness >= 0.5 ? curated.entry.clauses.slice(1) : [];
    const says = curated && curated.likeness >= 0.6 ? curated.entry.says : undefined;
    return quoted(library, scope, [clause, ...also], ownPick.confidence, { ...(says ? { says } : {}) });
  }
  const nationalPick = pick(rank(library, 'national', scope.text, scope.lean), scope);
  const ownSilence = ownPick?.is === 'silent' ? ownPick.likeness : 0;
  if (
    nationalPick.is === 'answer' &&
    (nationalPick.candidate.curated?.likeness ?? 0) >= ownSilence - 0.05 &&
    nationalPick.confidence >= (own ? MARKS.national : MARKS.direct)
  ) {
    const { clause, curated } = nationalPick.candidate;
    const year = wrongYear(documentOf(library, clause), clause, scope);
    if (year !== undefined) return abstain(say.year(documentOf(library, clause), year), 0.85);
    const label =
      scope.province === 'national'
        ? ''
        : own
          ? say.nationalOnly(scope.name)
          : scope.province
            ? say.noOwnDocument(scope.name)
            : say.unknownPlace;
    const says = curated && curated.likeness >= 0.6 ? curated.entry.says : undefined;
    return quoted(library, scope, [clause], nationalPick.confidence * (own ? 0.9 : 1), {
      lead: label,
      ...(says ? { says } : {}),
    });
  }
  if (ownPick?.is === 'silent') return abstain(ownPick.text, 0.8);
  if (ownPick?.is === 'choose') return choice(library, ownPick.candidates);
  if (!own && nationalPick.is === 'choose') return choice(library, nationalPick.candidates);
  if (scope.province === 'national' || !scope.province) {
    if (nationalPick.is === 'silent') return abstain(nationalPick.text, 0.8);
    return abstain(scope.province ? say.nothing('国家') : say.nothingAnywhere, 0.6);
  }
  return abstain(own ? say.nothing(scope.name) : say.noProvinceDocument(scope.name), 0.6);
}

/** Several clauses may be meant: the person chooses. */
function choice(library: Library, candidates: readonly Candidate[]): Answer {
  const clauses = candidates.map((candidate) => candidate.clause).filter((clause) => proved(library, clause));
  const choices = clauses.map((clause) => `${placeOf(clause)}：${shorten(clause.text)}`);
  return {
    kind: 'clarify',
    text: [say.which, ...choices.map((text, index) => `${index + 1}. ${text}`)].join('\n'),
    citations: clauses.map((clause) => citationOf(library, clause)),
    confidence: 0.4,
    choices,
  };
}

const shorten = (text: string): string => (text.length > 48 ? `${shown(text).slice(0, 46)}……` : shown(text));

/** The answer that quotes clauses, the first one in full with its best sentence marked. */
export function quoted(
  library: Library,
  scope: Scope,
  clauses: readonly Clause[],
  confidence: number,
  { says, lead, mark }: { readonly says?: string; readonly lead?: string; readonly mark?: string } = {},
): Answer {
  const sure = clauses.filter((clause) => proved(library, clause));
  const first = sure[0];
  if (!first) return abstain(say.nothing(scope.name), 0.5);
  const document = documentOf(library, first);
  const lines = [lead ?? '', says ?? ''];
  for (const clause of sure)
    lines.push(
      quoteWithMark(
        clause,
        (mark && clause === first ? sentenceWith(clause, mark) : undefined) ?? bestSentence(clause, scope, library),
      ),
      citeLine(documentOf(library, clause), clause),
    );
  if (document.appliesToYears.length > 0) lines.push(say.yearNote(document.appliesToYears));
  return {
    kind: 'answer',
    text: lines.filter(Boolean).join('\n'),
    citations: sure.map((clause) => citationOf(library, clause)),
    confidence: Math.round(confidence * 100) / 100,
  };
}
