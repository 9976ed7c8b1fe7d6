import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Fault } from '../../errors.ts';
import type { Province } from '../../types/index.ts';
import type { Rulesets } from '../format/edition.ts';
import { bare } from '../format/faults.ts';

/** `rules/<province>/inventory.yaml`: every rule of a document, by hand, with its words. */
const HOMES = ['rule', 'document', 'readme'] as const;
/** Where a rule is to live: in a row of the ruleset, in a clause that answers it, in the README with its reason. */
type Home = (typeof HOMES)[number];

const inventory = z.strictObject({
  document: z.string(),
  rules: z.array(z.strictObject({ id: z.string(), cite: z.string().min(2), in: z.enum(HOMES).optional() })).min(1),
});

export interface Inventory {
  readonly document: string;
  readonly rules: readonly { readonly id: string; readonly cite: string; readonly line: number; readonly in?: Home }[];
}

/** @throws Fault RULES_INVALID where the file is not an inventory, or names a rule twice */
export function readInventory(text: string, name: string): Inventory {
  const document = parseDocument(text);
  const parsed = inventory.safeParse(document.errors.length > 0 ? undefined : document.toJS());
  if (!parsed.success)
    throw new Fault('RULES_INVALID', `${name}:1 ${parsed.error.issues[0]?.message ?? '不是规则清单'}`);
  const lines = text.split('\n');
  const seen = new Set<string>();
  return {
    document: parsed.data.document,
    rules: parsed.data.rules.map(({ id, cite, in: home }) => {
      const line = lines.findIndex((one) => one.includes(`id: ${id},`)) + 1;
      if (seen.has(id)) throw new Fault('RULES_INVALID', `${name}:${line} ${id} 写了两次`);
      seen.add(id);
      return { id, cite, line, ...(home !== undefined && { in: home }) };
    }),
  };
}

const SECTIONS: { readonly [key: string]: string } = {
  exempt: '不考核',
  require: '要求',
  award: '授分',
  pools: '上限',
  complete: '一步完成',
  deem: '视同达标',
  makeup: '补学',
  reverify: '补验',
  noCarry: '不结转',
  tables: '办事表',
  doubts: '疑问',
  year: '学分年度',
  force: '施行',
  judges: '新旧衔接',
  floor: '对各省的底线',
  terms: '用词',
  unjudged: '不评',
};

/** Rule id → the sections of the ruleset file in which a row carries it. */
function rowsById(data: unknown, section: string, out: Map<string, Set<string>>): void {
  if (Array.isArray(data)) for (const item of data) rowsById(item, section, out);
  else if (typeof data === 'object' && data !== null)
    for (const [key, value] of Object.entries(data)) {
      if ((key === 'id' || key === 'at') && typeof value === 'string') {
        const places = out.get(value) ?? new Set();
        places.add(section);
        out.set(value, places);
      } else rowsById(value, section, out);
    }
}

function rowsOf(rulesets: Rulesets, province: Province): Map<string, Set<string>> {
  const rows = new Map<string, Set<string>>();
  for (const edition of rulesets.editions.get(province) ?? [])
    for (const [section, value] of Object.entries(edition.data)) {
      const own = new Map<string, Set<string>>();
      rowsById(value, SECTIONS[section] ?? section, own);
      for (const [id, names] of own) rows.set(id, new Set([...(rows.get(id) ?? []), ...names]));
    }
  return rows;
}

/** Ids that rows carry and the inventory does not know: a slip of the pen, or a rule that the list lacks. */
export function unknownIds(rulesets: Rulesets, province: Province, list: Inventory): string[] {
  const known = new Set(list.rules.map((rule) => rule.id));
  return [...rowsOf(rulesets, province).keys()].filter((id) => !known.has(id)).sort();
}

interface Covered {
  readonly id: string;
  readonly line: number;
  /** `规则 授分（2025.yaml）`, `条款 二、1、`, `案例`, `README`. Empty: nowhere. */
  readonly places: readonly string[];
  /** What is wrong with it: it lives nowhere, or not where the inventory says that it is to live. */
  readonly fault?: string;
}

const MISSING: { readonly [home in Home]: string } = {
  rule: '清单说它写成规则，但现在没有一行规则带这个编号',
  document: '清单说由文件条款回答，但条款里没有这句话',
  readme: '清单说写在 README 里，但 README 没有提到',
};

/**
 * Where each rule of an inventory lives. `clauseOf` finds the clause of the ingested document that holds the words.
 * A rule is placed by a row of the ruleset, or by a clause that answers it, or by the README with its reason.
 */
export function coverageOf(
  rulesets: Rulesets,
  province: Province,
  list: Inventory,
  beside: { readonly raw: string; readonly clauseOf: (cite: string) => string | undefined; readonly readme: string },
): Covered[] {
  const rows = rowsOf(rulesets, province);
  const words = bare(beside.raw);
  return list.rules.map(({ id, cite, line, in: home }) => {
    if (!words.includes(bare(cite))) return { id, line, places: [], fault: '这句话不在原文里' };
    const places: string[] = [];
    const own = rows.get(id);
    if (own) places.push(`规则 ${[...own].join('、')}`);
    const clause = beside.clauseOf(cite);
    if (clause) places.push(`条款 ${clause}`);
    const told = new RegExp(`(^|[^\\w.-])${id.replace('.', '\\.')}([^\\w.-]|$)`, 'mu').test(beside.readme);
    if (told) places.push('README');
    const there = { rule: own !== undefined, document: clause !== undefined, readme: told };
    const fault =
      home !== undefined && !there[home]
        ? MISSING[home]
        : places.length === 0
          ? '没有着落：规则、文件条款、README 里都没有'
          : undefined;
    return { id, line, places, ...(fault !== undefined && { fault }) };
  });
}
