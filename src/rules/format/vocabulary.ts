import { type Declared, declare, fieldOf, isFlag, kindOf, questionFor } from '../../catalogue/index.ts';
import { type ErrorCode, Fault } from '../../errors.ts';
import type { Read } from './faults.ts';
import { lineOf } from './read.ts';
import type { AwardData, Matcher, RulesetData, When } from './schema.ts';

/** A name that a ruleset uses and nobody knows: where it stands, and what to write. */
interface VocabularyFault {
  readonly code: Extract<
    ErrorCode,
    'RULES_KIND_UNKNOWN' | 'RULES_FIELD_UNKNOWN' | 'RULES_VALUE_UNKNOWN' | 'RULES_NAME_TAKEN'
  >;
  readonly path: readonly (string | number)[];
  readonly words: string;
}

/** What a row may stand for beside a kind of activity. */
const NO_KIND = new Set(['person']);
/** Quantities that the engine reckons itself. */
const RECKONED = new Set(['months', 'unit', 'year']);

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

/**
 * Takes what a ruleset declares into the catalogue, then holds every name that it uses against it. Faults go to `report`,
 * with file and line.
 */
export function checkVocabulary({ data, text, file, report }: Read): void {
  const { kinds, fields, values } = data;
  const told = { ...(kinds && { kinds }), ...(fields && { fields }), ...(values && { values }) } as Declared;
  const taken = declare(file, told).map(
    (name): VocabularyFault => ({
      code: 'RULES_NAME_TAKEN',
      path: [kinds?.[name] ? 'kinds' : 'fields', name],
      words: `「${name}」已经是别的意思，请另取一个名字`,
    }),
  );
  for (const { code, path, words } of [...taken, ...vocabularyFaults(data)])
    report(new Fault(code, `${file}:${lineOf(text, path)} ${words}。`));
}

type Path = VocabularyFault['path'];

/** Holds names against the catalogue and keeps the faults. */
function createSearch() {
  const faults: VocabularyFault[] = [];
  const say = (code: VocabularyFault['code'], path: Path, words: string): void => {
    faults.push({ code, path, words });
  };
  const kind = (type: string, path: Path): void => {
    if (!NO_KIND.has(type) && !kindOf(type))
      say('RULES_KIND_UNKNOWN', path, `没有「${type}」这一类活动：写错了请改正，是新的一类就在 kinds 里写明`);
  };
  const field = (name: string, types: readonly string[], path: Path): void => {
    if (name.startsWith('person.') || RECKONED.has(name)) return;
    const known = fieldOf(name);
    if (!known) say('RULES_FIELD_UNKNOWN', path, `没有「${name}」这个字段：写错了请改正，是新的就在 fields 里写明`);
    else if (!known.usual && !known.ours)
      for (const type of types)
        if (kindOf(type) && questionFor(name, type) === undefined)
          say('RULES_FIELD_UNKNOWN', path, `「${known.name}」没有问法：请在 fields 的 ${name} 里写 ask`);
  };
  const value = (name: string, types: readonly string[], told: unknown, path: Path): void => {
    const known = fieldOf(name);
    if (known?.sort !== 'choice' || typeof told !== 'string' || known.values?.[told] !== undefined) return;
    if (types.some((type) => kindOf(type)?.says?.[name]?.[told] !== undefined)) return;
    say('RULES_VALUE_UNKNOWN', path, `「${known.name}」没有「${told}」这个值：写错了请改正，是新的就在 values 里写明`);
  };
  const when = (test: When | undefined, types: readonly string[], path: Path): void => {
    for (const facts of list(test as When))
      if (typeof facts === 'object')
        for (const [name, matcher] of Object.entries(facts as { [field: string]: Matcher })) {
          field(name, types, [...path, 'when']);
          for (const told of valuesIn(matcher)) value(name, types, told, [...path, 'when']);
        }
  };
  return { faults, say, kind, field, value, when };
}
type Search = ReturnType<typeof createSearch>;

/**
 * Every kind, field and value that the award, deem and course rows name, held against the catalogue. A kind that nobody
 * knows would be called 其他活动, and a value that nobody knows can be told by nobody.
 */
function vocabularyFaults(data: RulesetData): readonly VocabularyFault[] {
  const search = createSearch();
  const { kind, when } = search;
  for (const [i, row] of data.award.entries()) searchAward(search, row, ['award', i]);
  for (const [i, row] of (data.deem ?? []).entries()) {
    for (const type of list(row.for)) kind(type, ['deem', i, 'for']);
    when(row.when, list(row.for), ['deem', i]);
  }
  for (const [i, row] of (data.floor ?? []).entries()) for (const type of row.for) kind(type, ['floor', i, 'for']);
  for (const [i, row] of (data.require.courses ?? []).entries()) kind(row.type, ['require', 'courses', i, 'type']);
  searchDeclared(search, data);
  return search.faults;
}

function searchAward({ kind, field, value, when }: Search, row: AwardData, path: Path): void {
  const types = list(row.for);
  for (const type of types) kind(type, [...path, 'for']);
  for (const part of ['needs', 'read', 'reach', 'give', 'adjust', 'each'] as const)
    for (const [j, one] of (row[part] ?? []).entries()) when(one.when, types, [...path, part, j]);
  for (const [j, give] of (row.give ?? []).entries())
    for (const name of [give.per, give.by, give.stated, give.times])
      if (name !== undefined) field(name, types, [...path, 'give', j]);
  for (const [j, reach] of (row.reach ?? []).entries()) field(reach.total, types, [...path, 'reach', j]);
  for (const [j, read] of (row.read ?? []).entries()) {
    field(read.set, types, [...path, 'read', j]);
    value(read.set, types, read.to, [...path, 'read', j]);
  }
  for (const key of ['once', 'best'] as const) if (row[key]) field(row[key].key, types, [...path, key]);
}

/** What the ruleset itself declares: its kinds ask for known fields, its values belong to one. */
function searchDeclared({ say }: Search, data: RulesetData): void {
  for (const [name, told] of Object.entries(data.kinds ?? {}))
    for (const asked of told.fields)
      if (!fieldOf(asked))
        say('RULES_FIELD_UNKNOWN', ['kinds', name, 'fields'], `没有「${asked}」这个字段：在 fields 里写明`);
      else if (questionFor(asked, name) === undefined)
        say('RULES_FIELD_UNKNOWN', ['kinds', name, 'fields'], `「${asked}」没有问法：在 kinds 的 ask 里写一句`);
  for (const name of Object.keys(data.values ?? {}))
    if (!fieldOf(name)) say('RULES_FIELD_UNKNOWN', ['values', name], `没有「${name}」这个字段`);
    else if (isFlag(name)) say('RULES_VALUE_UNKNOWN', ['values', name], `「${name}」只有是和否，不能加值`);
}

function valuesIn(matcher: Matcher): readonly unknown[] {
  if (typeof matcher !== 'object' || Array.isArray(matcher)) return list(matcher as unknown);
  return matcher.not === undefined ? [] : list(matcher.not as unknown);
}
