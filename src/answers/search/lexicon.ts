/** The lexicon: how staff say it and how the documents write it. Data from faq/lexicon.yaml, compiled once. */
import { z } from 'zod';
import { Fault } from '../../errors.ts';

const schema = z.strictObject({
  concepts: z.array(z.array(z.string().min(1)).min(1)),
  typos: z.record(z.string(), z.string()).default({}),
  stop: z.array(z.string()).default([]),
  soft: z.array(z.string()).default([]),
  firm: z.array(z.string()).default([]),
  sounds: z.array(z.string()).default([]),
});

export interface Lexicon {
  /** Surface form → names of the concepts. */
  readonly forms: ReadonlyMap<string, string>;
  /** First character → lengths of the forms that begin with it, longest first. */
  readonly lengths: ReadonlyMap<string, readonly number[]>;
  readonly typos: readonly (readonly [string, string])[];
  readonly stop: ReadonlySet<string>;
  /** How the segmenter cut what the library itself says: kept between starts, so that a start needs no segmenter. */
  readonly cuts: Map<string, readonly string[]>;
  /** Concepts that say who asks or how, and name no subject: their absence from the documents means nothing. */
  readonly soft: ReadonlySet<string>;
  /** Concepts that say which side of a subject is asked about: a clause that does not touch it is no answer. */
  readonly firm: ReadonlySet<string>;
  /** Words that are put in for characters which sound like them and are no word. */
  readonly sounds: readonly string[];
}

const DIGITS = new Map(
  [...'一二两三四五六七八九十'].map((char) => [
    char,
    { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }[char] ?? 0,
  ]),
);
/** Small Chinese numerals before a measure: 两个月 → 2个月. */
const MEASURED =
  /(?<![一二两三四五六七八九十百千第])([一二两三四五六七八九十])(个半?月|个星期|周(?!岁)|天|个?小时|个?学时|个?钟头|科|门|万字|千字|篇|学?分(?!之))/gu;

/** Folds width, case and blanks; the form in which everything is compared. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(MEASURED, (whole, digit: string, measure: string) => `${DIGITS.get(digit) ?? whole}${measure}`)
    .trim();

const ownSchema = z.strictObject({
  concepts: z.array(z.array(z.string().min(1)).min(2)).default([]),
  typos: z.record(z.string(), z.string()).default({}),
});

function checked<T>(schemaOf: z.ZodType<T>, data: unknown, file: string): T {
  const read = schemaOf.safeParse(data);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Fault('DOCUMENT_INVALID', `${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

/** `base` with the lines of this installation's own: what names a known word joins its group, the rest is new. */
function joined(base: z.infer<typeof schema>, own: z.infer<typeof ownSchema>): z.infer<typeof schema> {
  const concepts = base.concepts.map((group) => [...group]);
  for (const [name = '', ...forms] of own.concepts) {
    const group = concepts.find((words) => words.some((word) => fold(word) === fold(name)));
    if (group) group.push(...forms);
    else concepts.push([name, ...forms]);
  }
  return { ...base, concepts, typos: { ...base.typos, ...own.typos } };
}

/**
 * Reads a lexicon (parsed YAML), and beside it the lines of this installation's own. Throws `DOCUMENT_INVALID` with the
 * file's name and what is wrong.
 */
export function readLexicon(
  data: unknown,
  file: string,
  own?: { readonly data: unknown; readonly file: string },
): Lexicon {
  const base = checked(schema, data, file);
  const read = own?.data ? joined(base, checked(ownSchema, own.data, own.file)) : base;
  const forms = new Map<string, string>();
  for (const group of read.concepts) {
    const name = fold(group[0] ?? '');
    for (const form of group) if (!forms.has(fold(form))) forms.set(fold(form), name);
  }
  return {
    forms,
    lengths: lengthsOf(forms),
    typos: Object.entries(read.typos)
      .map(([from, to]) => [fold(from), fold(to)] as const)
      .sort((a, b) => b[0].length - a[0].length),
    cuts: new Map(),
    stop: new Set(read.stop.map(fold)),
    sounds: read.sounds.map(fold),
    firm: new Set(read.firm.map((name) => forms.get(fold(name)) ?? fold(name))),
    soft: new Set(read.soft.map((name) => forms.get(fold(name)) ?? fold(name))),
  };
}

function lengthsOf(forms: ReadonlyMap<string, string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const form of forms.keys()) {
    const first = form[0] ?? '';
    const known = lengths.get(first) ?? new Set<number>();
    lengths.set(first, known.add(form.length));
  }
  return new Map([...lengths].map(([first, sizes]) => [first, [...sizes].sort((a, b) => b - a)]));
}

/** Width, case, typos and dialect folded away. */
export function normalise(text: string, lexicon: Lexicon): string {
  let out = fold(text);
  for (const [from, to] of lexicon.typos) if (out.includes(from)) out = out.replaceAll(from, to);
  return out;
}

/** The concepts that a folded text names, longest first, with what is left of the text around them. */
export function conceptsIn(text: string, lexicon: Lexicon): { names: string[]; rest: string[] } {
  const names: string[] = [];
  const rest: string[] = [];
  let loose = '';
  for (let at = 0; at < text.length; ) {
    let taken = 0;
    for (const size of lexicon.lengths.get(text[at] ?? '') ?? []) {
      const name = size < 2 || at + size > text.length ? undefined : lexicon.forms.get(text.slice(at, at + size));
      if (name === undefined) continue;
      names.push(name);
      taken = size;
      break;
    }
    if (taken > 0) {
      if (loose) rest.push(loose);
      loose = '';
      at += taken;
    } else loose += text[at++] ?? '';
  }
  if (loose) rest.push(loose);
  return { names, rest };
}
