import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { loadConfig } from '../../config/config.ts';
import { dayOf } from '../../days.ts';
import { idsOf } from '../../desk/ids.ts';
import { Fault } from '../../errors.ts';
import { openDatabase } from '../../house/folder.ts';
import { refuseDemo } from '../../house/place.ts';
import { sameValue } from '../../ledger/profile.ts';
import { type Conflict, merged } from '../../ledger/roster.ts';
import { sameNumber } from '../../people/codes.ts';
import { changeOf, roleChange } from '../../people/roles.ts';
import { type Misplaced, misplaced } from '../../people/tree.ts';
import { loadRulesets, type Rulesets } from '../../rules/index.ts';
import type { Store, Unit, Write } from '../../store/index.ts';
import type { Day, InstitutionLevel, Member, Province, Request, Title } from '../../types/index.ts';
import { IMPORT_USAGE, IMPORTED, TWIN, UNSEEN } from '../../words/office/roster.ts';
import { ROLES } from '../../words/office/trail.ts';
import { readArgs } from '../args.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import { type Command, type LineStreams, runJsonLines } from '../jsonl.ts';
import { kindsOf } from './roles.ts';

const day = z.iso.date();
const unit = z.strictObject({
  unit: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
  institution: z.string().min(1).max(100),
  province: z.string().min(1),
  contact: z.strictObject({ name: z.string().min(1), phone: z.string().min(1).exactOptional() }).exactOptional(),
  /** The unit above; `null` puts it on top, missing leaves it where it is. */
  parent: z.string().min(1).max(60).nullable().exactOptional(),
});
/** Characters that are not seen: they make two of what reads as one, or turn the writing of what follows. */
const seen = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text) && text === text.trim(), { error: UNSEEN });
const member = z.strictObject({
  staffNumber: seen(40),
  name: seen(40),
  province: z.string().min(1),
  unit: z.string().min(1).max(60),
  // Facts: `null` clears, absent leaves.
  title: z
    .enum(['junior-assistant', 'junior', 'mid', 'senior', 'none'] satisfies Title[])
    .nullable()
    .exactOptional(),
  /** The day from which a new title holds; today where none is told. */
  titleFrom: day.exactOptional(),
  profession: z.string().min(1).nullable().exactOptional(),
  grade: z.string().min(1).nullable().exactOptional(),
  mobile: z.string().min(5).nullable().exactOptional(),
  institution: z
    .strictObject({
      name: z.string().min(1).max(100).nullable().exactOptional(),
      level: z
        .enum([
          'province',
          'prefecture',
          'county',
          'township',
          'community',
          'village',
          'clinic',
          'school',
        ] satisfies InstitutionLevel[])
        .nullable()
        .exactOptional(),
      kind: z.string().min(1).max(40).nullable().exactOptional(),
    })
    .nullable()
    .exactOptional(),
  flags: z.array(z.string()).nullable().exactOptional(),
  pgmePassed: day.nullable().exactOptional(),
  maternityLeave: z.strictObject({ from: day, to: day }).nullable().exactOptional(),
  /** The last day in the institution; from the day after it on, duties and chats are over. */
  left: day.nullable().exactOptional(),
  unitRequirement: z.number().nonnegative().nullable().exactOptional(),
  manages: z.array(z.string()).exactOptional(),
  reviews: z
    .array(z.strictObject({ unit: z.string().min(1), kinds: z.array(z.string().min(1)).min(1).exactOptional() }))
    .exactOptional(),
  curator: z.boolean().exactOptional(),
  administrator: z.boolean().exactOptional(),
  auditor: z.boolean().exactOptional(),
});

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join('.') || '这一行';
  const isMissing = issue?.code === 'invalid_type' && issue.message.endsWith('undefined');
  throw new Fault('INPUT_INVALID', `${place}：${isMissing ? '没有写' : (issue?.message ?? '不对')}`);
}

function provinceOf(rulesets: Rulesets, text: string): Province {
  const province = rulesets.resolveProvince(text);
  if (province === undefined) throw new Fault('PROVINCE_UNKNOWN', `没有「${text.slice(0, 20)}」的规则。`);
  return province;
}

/** What the lines are judged by. */
interface Importing {
  readonly store: Store;
  readonly rulesets: Rulesets;
  /** Units of this run that cannot stand where they are put. */
  readonly misplaced: ReadonlyMap<string, Misplaced>;
  /** Staff numbers as they are read when a code is typed. */
  readonly numbers: Map<string, string>;
  /** Units of this run, in case nothing is written. */
  readonly units: Map<string, Unit>;
  readonly day: Day;
}

const unitAt = async ({ units, store }: Importing, id: string): Promise<Unit | undefined> =>
  units.get(id) ?? (await store.unit(id));
interface Imported {
  readonly id: string;
  readonly writes: readonly Write[];
  /** Of a person: what became of their line, and where it says otherwise than they had. */
  readonly outcome?: 'new' | 'changed' | 'left';
  readonly conflicts?: readonly Conflict[];
}

const isUnit = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('staffNumber' in value);

/** A unit as the audit trail keeps it. */
const unitShown = ({ name, institution, province, contact, parent }: Unit) => ({
  name,
  institution,
  province,
  ...(contact === undefined ? {} : { contact: { ...contact } }),
  ...(parent === undefined ? {} : { parent }),
});

async function unitWrites(importing: Importing, value: unknown): Promise<Imported> {
  const { store, rulesets, misplaced } = importing;
  const { unit: id, contact, parent, ...told } = read(unit, value);
  const wrong = misplaced.get(id);
  if (wrong) throw new Fault('INPUT_INVALID', wrong.is === 'circle' ? ROLES.circle : ROLES.noParent(wrong.parent));
  const before = await store.unit(id);
  const above = parent === undefined ? before?.parent : (parent ?? undefined);
  const next = {
    id,
    ...told,
    province: provinceOf(rulesets, told.province),
    ...(contact === undefined ? {} : { contact }),
    ...(above === undefined ? {} : { parent: above }),
    demo: false,
  };
  const detail = { unit: id, before: before === undefined ? null : unitShown(before), after: unitShown(next) };
  importing.units.set(id, next);
  const isNew = JSON.stringify(detail.before) !== JSON.stringify(detail.after);
  return {
    id,
    writes: [
      { is: 'unit', unit: next },
      ...(isNew ? [{ is: 'audit' as const, by: 'operator', what: 'unit-imported', detail }] : []),
    ],
  };
}

/** Refuses roles of units and kinds that there are not: a right over nothing looks like one and is none. */
async function checkRoles(
  importing: Importing,
  { manages = [], reviews = [] }: { readonly manages?: Member['manages']; readonly reviews?: Member['reviews'] },
) {
  for (const unit of [...(manages ?? []), ...(reviews ?? []).map((one) => one.unit)])
    if (!(await unitAt(importing, unit))) throw new Fault('INPUT_INVALID', ROLES.noUnit(unit));
  for (const { kinds = [] } of reviews ?? []) kindsOf(kinds.join(','));
}

/** One line of the roster: a unit where it has `institution` and `unit` but no staff number, else a member. */
async function writesOf(importing: Importing, value: unknown): Promise<Imported> {
  if (isUnit(value)) return unitWrites(importing, value);
  const { store, rulesets } = importing;
  const line = read(member, value);
  const told = { ...line, province: provinceOf(rulesets, line.province) };
  const unitOf = await unitAt(importing, told.unit);
  if (!unitOf) throw new Fault('INPUT_INVALID', `没有单位 ${told.unit}，请先导入单位。`);
  await checkRoles(importing, told);
  const before = await store.memberByStaffNumber(told.staffNumber);
  const number = sameNumber(told.staffNumber);
  const twin = importing.numbers.get(number);
  if (twin !== undefined && twin !== told.staffNumber) throw new Fault('INPUT_INVALID', TWIN(told.staffNumber, twin));
  importing.numbers.set(number, told.staffNumber);
  const id = before?.member.id ?? `r${idsOf(`roster:${told.staffNumber}`)(0)}`;
  const unitBefore = before?.member.unit === undefined ? undefined : await unitAt(importing, before.member.unit);
  const {
    member: next,
    conflicts,
    requests,
  } = merged(told, {
    before: before?.member,
    id,
    house: unitOf.institution,
    houseBefore: unitBefore?.institution,
    requests: before ? await store.requests(id) : [],
    day: importing.day,
  });
  const isLeft = before?.origin === 'roster' && requests.length === 0 && sameValue(before.member, next);
  return {
    id,
    outcome: before === undefined ? 'new' : isLeft ? 'left' : 'changed',
    conflicts,
    writes: isLeft
      ? []
      : [
          { is: 'member', member: next, origin: 'roster', ...(before ? { was: before.member } : {}) },
          { is: 'audit', member: id, by: 'operator', what: 'imported', detail: changeOf(before?.member, next) },
          ...roleChange(before?.member, next, 'operator'),
          ...requests.flatMap((request) => requestRows(id, request)),
        ],
  };
}

/** A request that the line settles or moves, with its line in the audit trail. */
function requestRows(member: string, request: Request): readonly Write[] {
  const { id, status, fields } = request;
  const detail = { request: id, was: 'submitted', to: status, field: fields.field ?? null };
  return [
    { is: 'request', member, request },
    ...(status === 'submitted' ? [] : [{ is: 'audit' as const, member, by: 'operator', what: 'reviewed', detail }]),
  ];
}

/** The units that these lines tell, as far as they can be taken: a unit may stand before the one above it. */
function unitsIn(text: string, known: readonly Unit[], rulesets: Rulesets): readonly Pick<Unit, 'id' | 'parent'>[] {
  return text.split('\n').flatMap((line) => {
    if (!line.includes('"unit"')) return [];
    try {
      const value: unknown = JSON.parse(line);
      const found = isUnit(value) ? unit.safeParse(value) : undefined;
      if (!found?.success || rulesets.resolveProvince(found.data.province) === undefined) return [];
      const { unit: id, parent: told } = found.data;
      const parent = told === undefined ? known.find((one) => one.id === id)?.parent : told;
      return [{ id, ...(typeof parent === 'string' ? { parent } : {}) }];
    } catch {
      // The line's own turn will say that it is not JSON.
      return [];
    }
  });
}

/** All of the input: a roster is read whole before anything of it is written. */
async function whole(input: LineStreams['input']): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/u, '');
}

function wholeFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch {
    throw new Fault('USAGE', `读不了文件 ${file}，请核对路径。`);
  }
}

/** Commits a line, looked at again where somebody changed the same person meanwhile. */
async function take(importing: Importing, value: unknown, isDry: boolean): Promise<Imported> {
  for (let tries = 0; ; tries += 1) {
    const imported = await writesOf(importing, value);
    if (isDry || imported.writes.length === 0) return imported;
    const outcome = await importing.store.commit({ at: new Date().toISOString(), writes: imported.writes });
    if (outcome === 'done') return imported;
    if (tries > 3) throw new Fault('INPUT_INVALID', '这个人的资料正在改动，请稍后再导入这一行。');
  }
}

/**
 * `import [文件] [--dry-run] < roster.jsonl`: units, in any order, then members by staff number. A line sets what it names,
 * `null` clears, absent leaves; running it again corrects what changed. `--dry-run` writes nothing.
 */
/** Everybody's staff number as it is read when a code is typed → as it is written. */
async function numbersIn(store: Store): Promise<Map<string, string>> {
  const numbers = new Map<string, string>();
  for (let after = ''; ; ) {
    const page = await store.membersPage(after, 500);
    if (page.length === 0) return numbers;
    for (const { member } of page)
      if (member.staffNumber !== undefined) numbers.set(sameNumber(member.staffNumber), member.staffNumber);
    after = page.at(-1)?.member.id ?? after;
  }
}

export const run: Command = async (args, { doors = {}, ...streams }) => {
  const { values, positionals } = readArgs(args, { 'dry-run': { type: 'boolean' } }, IMPORT_USAGE);
  const config = loadConfig(process.env, join(import.meta.dirname, '..', '..', '..'), doors);
  const isDry = values['dry-run'] === true;
  const [file] = positionals;
  const text = file === undefined ? await whole(streams.input) : wholeFile(file);
  // Nothing to take makes no database.
  if (text.trim() === '') throw new Fault('USAGE', IMPORT_USAGE);
  const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
  const store = await openDatabase(config.data, new Date().toISOString());
  try {
    await refuseDemo(store, config.data);
    const known = await store.units();
    const importing = {
      store,
      rulesets,
      misplaced: misplaced(known, unitsIn(text, known, rulesets)),
      units: new Map<string, Unit>(),
      day: dayOf(new Date().toISOString()),
      numbers: await numbersIn(store),
    };
    const count = { new: 0, changed: 0, left: 0, conflicts: 0 };
    const status = await runJsonLines({ ...streams, input: Readable.from([text]) }, async (value) => {
      const { id, outcome, conflicts = [] } = await take(importing, value, isDry);
      if (outcome) count[outcome] += 1;
      if (conflicts.length > 0) count.conflicts += 1;
      return {
        id,
        imported: !isDry,
        ...(outcome ? { outcome } : {}),
        ...(conflicts.length > 0 ? { conflicts } : {}),
      };
    });
    console.error(IMPORTED(count, isDry));
    return status;
  } finally {
    await store.close();
  }
};
