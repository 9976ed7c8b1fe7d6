import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { loadConfig } from '../../config/config.ts';
import { idsOf } from '../../desk/ids.ts';
import { Fault } from '../../errors.ts';
import { openDatabase } from '../../house/folder.ts';
import { refuseDemo } from '../../house/place.ts';
import { changeOf, roleChange } from '../../people/roles.ts';
import { type Misplaced, misplaced } from '../../people/tree.ts';
import { loadRulesets, type Rulesets } from '../../rules/index.ts';
import type { Store, Unit, Write } from '../../store/index.ts';
import type { Member, Province, Title } from '../../types/index.ts';
import { ROLES } from '../../words/office/trail.ts';
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
const member = z.strictObject({
  staffNumber: z.string().min(1).max(40),
  name: z.string().min(1).max(40),
  province: z.string().min(1),
  unit: z.string().min(1).max(60),
  title: z.enum(['junior-assistant', 'junior', 'mid', 'senior', 'none'] satisfies Title[]).exactOptional(),
  profession: z.string().min(1).exactOptional(),
  grade: z.string().min(1).exactOptional(),
  mobile: z.string().min(5).exactOptional(),
  institution: z.json().exactOptional(),
  flags: z.array(z.string()).exactOptional(),
  pgmePassed: day.exactOptional(),
  /** The last day in the institution; from the day after it on, duties and chats are over. */
  left: day.exactOptional(),
  unitRequirement: z.number().nonnegative().exactOptional(),
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
}
interface Imported {
  readonly id: string;
  readonly writes: readonly Write[];
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

async function unitWrites({ store, rulesets, misplaced }: Importing, value: unknown): Promise<Imported> {
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
async function checkRoles(store: Store, { manages = [], reviews = [] }: Pick<Member, 'manages' | 'reviews'>) {
  for (const unit of [...manages, ...reviews.map((one) => one.unit)])
    if (!(await store.unit(unit))) throw new Fault('INPUT_INVALID', ROLES.noUnit(unit));
  for (const { kinds = [] } of reviews) kindsOf(kinds.join(','));
}

/** One line of the roster: a unit where it has `institution` and `unit` but no staff number, else a member. */
async function writesOf(importing: Importing, value: unknown): Promise<Imported> {
  if (isUnit(value)) return unitWrites(importing, value);
  const { store, rulesets } = importing;
  const line = read(member, value);
  const told = { ...line, province: provinceOf(rulesets, line.province) };
  const unitOf = await store.unit(told.unit);
  if (!unitOf) throw new Fault('INPUT_INVALID', `没有单位 ${told.unit}，请先导入单位。`);
  await checkRoles(store, told);
  const before = await store.memberByStaffNumber(told.staffNumber);
  const id = before?.member.id ?? `r${idsOf(`roster:${told.staffNumber}`)(0)}`;
  const institution = { name: unitOf.institution, ...before?.member.institution, ...(told.institution as object) };
  const next = { ...before?.member, ...told, institution, id } as Member;
  return {
    id,
    writes: [
      { is: 'member', member: next, origin: 'roster' },
      { is: 'audit', member: id, by: 'operator', what: 'imported', detail: changeOf(before?.member, next) },
      ...roleChange(before?.member, next, 'operator'),
    ],
  };
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

/** `import < roster.jsonl`: units, in any order, then members by staff number; running it again corrects what changed. */
export const run: Command = async (_args, { doors = {}, ...streams }) => {
  const config = loadConfig(process.env, join(import.meta.dirname, '..', '..', '..'), doors);
  const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
  const store = await openDatabase(config.data, new Date().toISOString());
  try {
    await refuseDemo(store, config.data);
    const text = await whole(streams.input);
    const known = await store.units();
    const importing = { store, rulesets, misplaced: misplaced(known, unitsIn(text, known, rulesets)) };
    return await runJsonLines({ ...streams, input: Readable.from([text]) }, async (value) => {
      const { id, writes } = await writesOf(importing, value);
      await store.commit({ at: new Date().toISOString(), writes });
      return { id, imported: true };
    });
  } finally {
    await store.close();
  }
};
