import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../../config/config.ts';
import { idsOf } from '../../desk/ids.ts';
import { Fault } from '../../errors.ts';
import { openDatabase } from '../../house/folder.ts';
import { refuseDemo } from '../../house/place.ts';
import { loadRulesets, type Rulesets } from '../../rules/index.ts';
import type { Store, Write } from '../../store/index.ts';
import type { Member, Province, Title } from '../../types/index.ts';
import { RAW_DOCUMENTS, RULES } from '../folders.ts';
import { type Command, runJsonLines } from '../jsonl.ts';

const day = z.iso.date();
const unit = z.strictObject({
  unit: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
  institution: z.string().min(1).max(100),
  province: z.string().min(1),
  contact: z.strictObject({ name: z.string().min(1), phone: z.string().min(1).exactOptional() }).exactOptional(),
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
  unitRequirement: z.number().nonnegative().exactOptional(),
  manages: z.array(z.string()).exactOptional(),
  curator: z.boolean().exactOptional(),
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

/** One line of the roster: a unit where it has `institution` and `unit` but no staff number, else a member. */
async function writesOf(
  store: Store,
  rulesets: Rulesets,
  value: unknown,
): Promise<{ readonly id: string; readonly writes: readonly Write[] }> {
  if (typeof value === 'object' && value !== null && !('staffNumber' in value)) {
    const { unit: id, contact, ...told } = read(unit, value);
    const rest = { ...told, province: provinceOf(rulesets, told.province) };
    return {
      id,
      writes: [{ is: 'unit', unit: { id, ...rest, ...(contact === undefined ? {} : { contact }), demo: false } }],
    };
  }
  const line = read(member, value);
  const told = { ...line, province: provinceOf(rulesets, line.province) };
  const unitOf = await store.unit(told.unit);
  if (!unitOf) throw new Fault('INPUT_INVALID', `没有单位 ${told.unit}，请先导入单位。`);
  const before = await store.memberByStaffNumber(told.staffNumber);
  const id = before?.member.id ?? `r${idsOf(`roster:${told.staffNumber}`)(0)}`;
  const institution = { name: unitOf.institution, ...before?.member.institution, ...(told.institution as object) };
  const next = { ...before?.member, ...told, institution, id } as Member;
  return {
    id,
    writes: [
      { is: 'member', member: next, origin: 'roster' },
      { is: 'audit', member: id, by: 'operator', what: 'imported', detail: { fields: Object.keys(told) } },
    ],
  };
}

/** `import < roster.jsonl`: units first, then members by staff number; running it again corrects what changed. */
export const run: Command = async (_args, { doors = {}, ...streams }) => {
  const config = loadConfig(process.env, join(import.meta.dirname, '..', '..', '..'), doors);
  const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
  const store = await openDatabase(config.data, new Date().toISOString());
  try {
    await refuseDemo(store, config.data);
    return await runJsonLines(streams, async (value) => {
      const { id, writes } = await writesOf(store, rulesets, value);
      await store.commit({ at: new Date().toISOString(), writes });
      return { id, imported: true };
    });
  } finally {
    await store.close();
  }
};
