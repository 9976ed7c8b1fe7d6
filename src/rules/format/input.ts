import { z } from 'zod';
import { formalName } from '../../catalogue/index.ts';
import { isDay } from '../../days.ts';
import { Fault } from '../../errors.ts';
import type { Activity, AssessInput, Person } from '../../types/index.ts';
import { yearSpan } from '../year/year.ts';
import type { Rulesets } from './edition.ts';

/** The edge of the rules room: a line of JSON → an AssessInput that the engine may trust, or a clear refusal. */

const day = z.custom<string>(isDay, { error: '不是日历上的日期（写成 YYYY-MM-DD）' });
const quantity = z.number({ error: '要写数字' }).min(0, { error: '不能是负数' }).max(1_000_000, { error: '太大了' });
const maybe = <T extends z.ZodType>(type: T) => type.nullish();
const text = z.string({ error: '要写文字' });
const yes = z.boolean({ error: '要写 true 或 false' });
const yesOrDay = z.union([yes, day], { error: '要写 true、false，或日期' });
const byYear = z.record(z.string().regex(/^\d{4}$/, { error: '键要写年度，如 2026' }), quantity);

const activity = z.looseObject({
  id: z.union([text, z.number()]).transform(String),
  type: text,
  date: maybe(day),
  from: maybe(day),
  to: maybe(day),
  level: maybe(text),
  role: maybe(text),
  hours: maybe(quantity),
  sessions: maybe(quantity),
  count: maybe(quantity),
  fullDays: maybe(quantity),
  fullDaysByYear: maybe(byYear),
  hoursByYear: maybe(byYear),
  credits: maybe(quantity),
  publishedCredits: maybe(quantity),
  chars: maybe(quantity),
  certificates: maybe(quantity),
  rank: maybe(z.number({ error: '要写数字' }).int({ error: '要写整数' }).min(1, { error: '从 1 开始' })),
  remote: maybe(yes),
  passed: maybe(yes),
  approved: maybe(yes),
  fullTime: maybe(yes),
  filed: maybe(yes),
  corresponding: maybe(yes),
  review: maybe(yes),
  translation: maybe(yes),
  firstEdition: maybe(yes),
  planFiled: maybe(z.union([yes, day], { error: '要写日期，或 true、false' })),
  docs: maybe(z.array(text)),
});

const person = z.looseObject({
  title: maybe(
    z.enum(['junior-assistant', 'junior', 'mid', 'senior', 'none'], {
      error: '只能是 junior-assistant、junior、mid、senior、none',
    }),
  ),
  titles: maybe(z.array(z.object({ title: text, from: day }))),
  profession: maybe(text),
  grade: maybe(text),
  institution: maybe(z.looseObject({ level: maybe(text), kind: maybe(text) })),
  flags: maybe(z.array(text)),
  pgmePassed: maybe(day),
  unitRequirement: maybe(quantity),
  maternityLeave: maybe(z.looseObject({ from: day, to: day })),
});

const line = z.looseObject({
  id: z.unknown().optional(),
  province: text,
  person,
  year: z.number({ error: '要写数字' }).int({ error: '要写整数' }).min(1990).max(2100),
  activities: z.array(activity),
  makeup: maybe(z.looseObject({ year: z.number().int(), applied: maybe(yesOrDay), filed: maybe(yesOrDay) })),
  parameters: maybe(z.record(z.string(), z.unknown())),
  on: maybe(day),
});

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A refusal is read by people: what the schema library says in its own words becomes 的写法不对. */
const chinese = (message: string | undefined): string =>
  message && /[\u4e00-\u9fff]/u.test(message) ? message : '的写法不对';

/** `activities[1].hours（学时）`: where a line is wrong, in words. */
function place(path: readonly PropertyKey[]): string {
  const written = path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`))
    .join('');
  const last = path.at(-1);
  const word = typeof last === 'string' ? formalName(last) : undefined;
  return word && word !== last ? `${written}（${word}）` : written;
}

/**
 * Checks a parsed line. Unknown keys are left alone; a list under `readings` (as the case files have it) is not a choice.
 * @throws Fault INPUT_INVALID, PROVINCE_UNKNOWN with a sentence that names the field
 */
export function readInput(rulesets: Rulesets, value: unknown): AssessInput {
  if (!isObject(value)) throw new Fault('INPUT_INVALID', '这一行不是一个 JSON 对象。');
  for (const field of ['province', 'person', 'year', 'activities'])
    if (value[field] === undefined || value[field] === null) throw new Fault('INPUT_INVALID', `缺少 ${field}。`);
  const parsed = line.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    let there: unknown = value;
    for (const part of path) there = (there as { [key: PropertyKey]: unknown } | undefined)?.[part];
    throw new Fault(
      'INPUT_INVALID',
      issue?.code === 'invalid_key'
        ? `${place(path)} 键要写年度，如 2026。`
        : there === undefined
          ? `缺少 ${place(path)}。`
          : `${place(path)} ${chinese(issue?.message)}。`,
    );
  }
  const told = parsed.data;
  const province = rulesets.resolveProvince(told.province);
  if (province === undefined) throw new Fault('PROVINCE_UNKNOWN', `没有「${told.province}」的规则。`);
  const given = told.activities as unknown as Activity[];
  const setAside = given.filter(({ status }) => status === 'rejected' || status === 'withdrawn');
  const activities = setAside.length === 0 ? given : given.filter((one) => !setAside.includes(one));
  const seen = new Set<string>();
  for (const [i, one] of given.entries()) {
    if (one.from && one.to && one.from > one.to)
      throw new Fault('INPUT_INVALID', `activities[${i}] 开始日期在结束日期之后。`);
    if (one.id === '__proto__') throw new Fault('INPUT_INVALID', `activities[${i}].id 不能是「__proto__」。`);
    if (seen.has(one.id)) throw new Fault('INPUT_INVALID', `activities[${i}].id 「${one.id}」重复了。`);
    seen.add(one.id);
  }
  const leave = told.person.maternityLeave;
  if (leave && leave.from > leave.to)
    throw new Fault('INPUT_INVALID', 'person.maternityLeave 开始日期在结束日期之后。');
  return {
    province,
    person: told.person as unknown as Person,
    year: told.year,
    activities,
    ...(setAside.length > 0 && {
      setAside: setAside.map(({ id, status }) => ({ id, status: status as 'rejected' | 'withdrawn' })),
    }),
    ...(told.makeup && { makeup: asked(rulesets, province, told.makeup) }),
    ...(isObject(value.readings) && { readings: chosenReadings(rulesets, province, value.readings) }),
    ...(told.parameters && { parameters: told.parameters as NonNullable<AssessInput['parameters']> }),
    ...(told.on && { on: told.on }),
  };
}

/** A makeup whose application has a date: it must lie in the missed year. */
function asked(
  rulesets: Rulesets,
  province: string,
  told: { readonly year: number; readonly applied?: unknown; readonly filed?: unknown },
): NonNullable<AssessInput['makeup']> {
  const { applied, filed, ...rest } = told;
  const span = yearSpan(rulesets, province, told.year);
  return {
    ...rest,
    ...(typeof applied === 'boolean' && { applied }),
    ...(isDay(applied) && { applied: applied >= span.from && applied <= span.to, appliedOn: applied }),
    ...((typeof filed === 'boolean' || isDay(filed)) && { filed: filed !== false }),
  };
}

/**
 * The readings of a line that asks for a procedure; undefined where it has none.
 * @throws Fault INPUT_INVALID where a doubt or a reading does not exist
 */
export function readingsOf(
  rulesets: Rulesets,
  provinceText: string,
  chosen: unknown,
): { readonly [doubt: string]: string } | undefined {
  const province = rulesets.resolveProvince(provinceText);
  return province !== undefined && isObject(chosen) ? chosenReadings(rulesets, province, chosen) : undefined;
}

function chosenReadings(
  rulesets: Rulesets,
  province: string,
  chosen: { readonly [doubt: string]: unknown },
): { [doubt: string]: string } {
  const out: { [doubt: string]: string } = {};
  for (const [doubt, reading] of Object.entries(chosen)) {
    const known = rulesets.editions.get(province)?.flatMap((edition) => edition.data.doubts?.[doubt] ?? []) ?? [];
    if (known.length === 0)
      throw new Fault('INPUT_INVALID', `readings：${rulesets.names[province]}的规则没有「${doubt}」这个疑问。`);
    if (typeof reading !== 'string' || !known.some((d) => reading in d.readings))
      throw new Fault('INPUT_INVALID', `readings.${doubt} 没有「${String(reading)}」这种读法。`);
    out[doubt] = reading;
  }
  return out;
}
