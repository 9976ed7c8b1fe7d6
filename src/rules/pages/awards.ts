import { kindName } from '../../catalogue/index.ts';
import { shown } from '../../decimal.ts';
import type { Edition } from '../format/edition.ts';
import { stands } from '../format/rows.ts';
import type { AwardData, Matcher, RulesetData, TableRow, When } from '../format/schema.ts';
import { clause, list, type Row, table } from './cells.ts';
import { amountWords, answerWord, giveWords, typesWord, whenWords } from './words.ts';

/** What each kind of activity earns, as the page of a ruleset tells it: rows, ceilings, who registers and grants. Pure. */

export function ceiling(data: RulesetData, pool: string, readings: Edition['inUse']): Row[] {
  const own = data.pools[pool];
  if (!own || !stands(own, readings)) return [];
  const most = own.most ?? 'none';
  const rows: Row[] = Array.isArray(most)
    ? most
        .filter((row) => stands(row, readings))
        .map((row): Row => [own.label, whenWords(row.when) || '其他人员', amountWords(row.is, '分', data), clause(row)])
    : [[own.label, '全部人员', amountWords(most, '分', data), clause(own)]];
  const above = own.in === undefined ? undefined : data.pools[own.in];
  return above && stands(above, readings)
    ? rows.map(([a = '', ...rest]): Row => [`${a}（在${above.label}之内）`, ...rest])
    : rows;
}

const GRANTING: { readonly [key: string]: string } = {
  registers: '登记',
  grants: '授予',
  reviews: '审核',
  rechecks: '复核',
  uploads: '上传',
  approves: '批准',
};

const grantFacts = (when: When | undefined): { readonly [field: string]: Matcher } =>
  when !== undefined && typeof when === 'object' && !Array.isArray(when) ? when : {};

/** The types that a row of the grant table names; undefined where it names those that it is not for. */
export function grantTypes(when: When | undefined): readonly string[] | undefined {
  const { type } = grantFacts(when);
  return typeof type === 'string' || Array.isArray(type) ? list<unknown>(type).map(String) : undefined;
}

export function grantAbout(when: When | undefined, what: string): string {
  const { type: _, ...rest } = grantFacts(when);
  return [what, Object.keys(rest).length > 0 ? whenWords(rest) : ''].filter((w) => w !== '').join('，');
}

export const granted = (row: TableRow): string =>
  Object.entries(row.give)
    .map(([key, value]) => {
      const word = answerWord(value);
      if (word === undefined || GRANTING[key] === undefined) return undefined;
      return word.endsWith(GRANTING[key]) || word.includes('发放') ? word : `${word}${GRANTING[key]}`;
    })
    .filter((words) => words !== undefined)
    .join('，');

/** What the tables say of who registers and grants a type, in words. */
function granting(data: RulesetData, types: readonly string[]): string[] {
  const out: string[] = [];
  for (const row of data.tables?.rows?.grant ?? []) {
    const { type } = grantFacts(row.when);
    const named = grantTypes(row.when);
    const but =
      typeof type === 'object' && !Array.isArray(type) ? list<unknown>(type.not ?? []).map(String) : undefined;
    if (
      named ? !named.some((one) => types.includes(one)) : but === undefined || types.every((one) => but.includes(one))
    )
      continue;
    const about = grantAbout(row.when, '');
    const who = granted(row);
    if (who !== '') out.push(`${about === '' ? '' : `${about}：`}${who}。${clause(row)}`);
  }
  return out;
}

/** A row without a condition is for everything, unless others stand above it. */
const otherwise = (award: AwardData): string =>
  (award.give ?? []).length + (award.reach ?? []).length > 1 ? '其他情形' : '全部';

/** What the ruleset above demands on matters where this award's own rows are silent. */
function demandsAbove(edition: Edition, award: AwardData): Row[] {
  const own = JSON.stringify([award.needs, award.reach, award.give]);
  return edition.floor
    .filter((row) => list(award.for).some((type) => row.for.includes(type)))
    .filter((row) => !Object.keys((row.when ?? {}) as object).some((field) => own.includes(`"${field}"`)))
    .map(
      (row): Row => [
        '条件（国家规定）',
        whenWords(row.when),
        row.on === 'reach' ? `累计到线时须如此，否则${row.else}，不给分` : `否则${row.else}，计 0 分`,
        clause(row),
      ],
    );
}

const byNeed = (row: NonNullable<AwardData['needs']>[number], types: readonly string[]): Row => {
  const words = whenWords(row.when);
  return [
    '条件',
    types.includes('standard') ? words.replace('经单位批准', '经相应机构批准') : words,
    `否则${row.else}，${row.pending ? '等确认后再计' : '计 0 分'}`,
    clause(row),
  ];
};

const byReading = (row: NonNullable<AwardData['read']>[number]): Row => [
  '读法',
  whenWords(row.when),
  row.set === 'rank' ? `按排名第 ${String(row.to)} 计` : '按规定读取',
  clause(row),
];

const byThreshold = (row: NonNullable<AwardData['reach']>[number], data: RulesetData): Row => {
  const what = row.total === 'months' ? `当年累计满 ${row.least} 个月` : `累计满 ${row.least} 学时`;
  const count = row.count ? data.doubts?.[row.count] : undefined;
  const by = count ? `（${count.readings[count.use]}）` : '';
  const done = row.completes ? '，视为完成当年要求' : '';
  return [
    '给分',
    [whenWords(row.when), `${what}${by}`].filter((w) => w !== '').join('，'),
    `${shown(row.credits)} 分${done}`,
    clause(row),
  ];
};

const byFactor = (row: NonNullable<AwardData['adjust']>[number]): Row => [
  '调整',
  whenWords(row.when),
  row.decay ? `每后一位减 ${shown(row.decay.each * 100)}%` : `× ${shown(row.times ?? 1)}`,
  clause(row),
];

const byCeiling = (row: NonNullable<AwardData['each']>[number]): Row => [
  '单项上限',
  whenWords(row.when) || '其他情形',
  row.most === 'none' ? '不封顶' : `${shown(row.most)} 分`,
  clause(row),
];

/** All rows of an award that stand under these readings, in the order in which a verdict reads them. */
function rowsOf(edition: Edition, award: AwardData, readings: Edition['inUse']): Row[] {
  const { data } = edition;
  const types = list(award.for);
  const standing = <T extends Parameters<typeof stands>[0]>(rows: readonly T[] | undefined): T[] =>
    (rows ?? []).filter((row) => stands(row, readings));
  return [
    ...demandsAbove(edition, award),
    ...standing(award.needs).map((row) => byNeed(row, types)),
    ...standing(award.read).map(byReading),
    ...standing(award.reach).map((row) => byThreshold(row, data)),
    ...standing(award.give).map(
      (row): Row => ['给分', whenWords(row.when) || otherwise(award), giveWords(row, data), clause(row)],
    ),
    ...standing(award.adjust).map(byFactor),
    ...standing(award.each).map(byCeiling),
    ...(award.once ? [['只计一次', '同一项目', '只在一个年度计', clause(award.once)]] : []),
    ...(award.best ? [['取高', '同一成果', '只计最高的一项', clause(award.best)]] : []),
    ...(award.spread ? [['跨年', '跨年度的', '按各年度内的部分分开计算', clause(award.spread)]] : []),
  ];
}

export function awardPart(edition: Edition, award: AwardData, readings: Edition['inUse']): string[] {
  const { data } = edition;
  const types = list(award.for);
  const label = award.label ?? kindName(types[0] ?? '');
  const out = [`### ${label}`, ''];
  if (types.length > 1 || typesWord(types) !== label) out.push(`包括：${typesWord(types)}。`, '');
  out.push(...table(['', '情形', '怎么算', '原文'], rowsOf(edition, award, readings)));
  for (const [, who = '', most = '', words = ''] of ceiling(data, award.pool, readings))
    out.push(`- 年度上限（${who}）：${most}。${words}`);
  for (const words of granting(data, types)) out.push(`- 登记和授予：${words}`);
  out.push('');
  return out;
}
