import { shown } from '../../decimal.ts';
import { Fault } from '../../errors.ts';
import type { Province } from '../../types/index.ts';
import { type Edition, editionOf, latestEdition, type Rulesets } from '../format/edition.ts';
import { stands } from '../format/rows.ts';
import type { RulesetData, ValueRow } from '../format/schema.ts';
import { spanOf } from '../year/year.ts';
import { awardPart, ceiling, grantAbout, granted, grantTypes } from './awards.ts';
import { clause, list, type Row, table } from './cells.ts';
import { tableRows } from './tables.ts';
import { amountWords, typesWord, whenWords } from './words.ts';

/** A ruleset as a page that a policy officer reads beside its clauses: 规则说明书. Markdown, Chinese, pure. */

/** A note may point at a doubt by its name; a reader is told its question. */
const named = (text: string, { doubts: all }: RulesetData): string =>
  text.replace(/疑问 ?([a-z][a-z-]+)/gu, (whole, id: string) => (all?.[id] ? `疑问“${all[id].ask}”` : whole));

function head(edition: Edition): string[] {
  const { data } = edition;
  const { source, force, judges } = data;
  const years =
    judges.years.to === undefined ? `${judges.years.from} 年度起` : `${judges.years.from}—${judges.years.to} 年度`;
  return [
    `# ${data.title} · 规则说明书`,
    '',
    '本页由规则数据生成，与程序判断所用的是同一份。每一行后面是文件原文和规则编号；原文对不上，程序就不启用这份规则。',
    '',
    ...table(
      ['项目', '内容'],
      [
        ['依据', `${source.title.includes('《') ? source.title : `《${source.title}》`}${source.number ?? ''}`],
        ...(source.issuer ? [['发布', `${source.issuer}${source.date ? `，${source.date}` : ''}`]] : []),
        ['施行', `${force.from}${force.to ? ` 至 ${force.to}` : ' 起'}。${force.note ?? ''}${clause(force)}`],
        ['评哪些年度', `${years}。${named(judges.why, data)}`],
        ...(data.under ? [['上位规定', '本省没有写的事项，看国家的规定']] : []),
        ['版本指纹', `规则 ${edition.sha256.slice(0, 12)}，原文 ${source.sha256.slice(0, 12)}`],
      ],
    ),
  ];
}

function yearPart(edition: Edition): string[] {
  const { year, judges } = edition.data;
  const example = Math.max(judges.years.from, 2026);
  const span = spanOf(edition, example);
  return ['## 一、学分年度', '', `例如 ${example} 年度：${span.from} 至 ${span.to}。${clause(year)}`, ''];
}

function coverage({ exempt, deem, terms }: RulesetData, readings: Edition['inUse']): string[] {
  const out = ['## 二、哪些人、哪些情形不考核或视同达标', ''];
  const rows = (exempt ?? [])
    .filter((row) => stands(row, readings))
    .map((row): Row => [whenWords(row.when), row.note ?? '不考核', clause(row)]);
  out.push(...(rows.length === 0 ? ['文件没有列出不考核的人员。', ''] : table(['情形', '处理', '原文'], rows)));
  const deemed = (deem ?? [])
    .filter((row) => stands(row, readings))
    .map((row): Row => {
      const months = row.months ? `满 ${row.months.least} 个月` : '';
      const who = list(row.for).filter((type) => type !== 'person');
      return [
        [who.length > 0 ? typesWord(who) : '', whenWords(row.when), months].filter((words) => words !== '').join('，'),
        '视同达到当年要求',
        clause(row),
      ];
    });
  if (deemed.length > 0) out.push('视同达到当年要求的情形：', '', ...table(['情形', '处理', '原文'], deemed));
  const named = Object.entries(terms ?? {}).map(([name, term]): Row => [name, whenWords(term.is), clause(term)]);
  if (named.length > 0) out.push('本页用到的名词：', '', ...table(['名词', '指', '原文'], named));
  return out;
}

function requirement(data: RulesetData, readings: Edition['inUse']): string[] {
  const { require } = data;
  const inHours = (require.unit ?? []).filter((row) => stands(row, readings));
  const valueRows = (rows: readonly ValueRow[], label: string, some = false): Row[] =>
    rows
      .filter((row) => stands(row, readings))
      .map((row): Row => {
        const unit = JSON.stringify(row.when ?? {}).includes('"unit":"hours"') ? '学时' : '分';
        const needs =
          row.is === 0 ? (row.note ?? '不做最低要求') : some ? '至少要有一项' : amountWords(row.is, unit, data);
        return [label, whenWords(row.when) || (rows.length > 1 ? '其他人员' : '全部人员'), needs, clause(row)];
      });
  const out = ['## 三、每年要多少', '', '每一类从上往下看，用第一条符合的。', ''];
  const rows: Row[] = [
    ...inHours.map(
      (row): Row => ['计量', whenWords(row.when), row.is === 'hours' ? '按学时考核' : '按学分考核', clause(row)],
    ),
    ...valueRows(require.total, '总分'),
    ...Object.values(require.floors ?? {}).flatMap((floor) => {
      const own = valueRows(floor.rows, `其中${floor.label}`, floor.some);
      return floor.rows.every((row) => !stands(row, readings) || row.is === 0) && floor.some ? [] : own;
    }),
    ...(require.adjust ?? [])
      .filter((row) => stands(row, readings))
      .map((row): Row => ['调整', whenWords(row.when), `要求 × ${shown(row.times)}`, clause(row)]),
    ...(require.courses ?? [])
      .filter((row) => stands(row, readings))
      .map(
        (row): Row => [
          '指定课程',
          whenWords(row.when) || '全部人员',
          row.absent
            ? `见《${row.absent}》，手上没有`
            : `取得合格证书：${(row.names ?? []).map((name) => `《${name}》`).join('、')}`,
          clause(row),
        ],
      ),
    ...(require.windows ?? [])
      .filter((row) => stands(row, readings))
      .map((row): Row => {
        const years = typeof row.years === 'number' ? `${row.years} 年内` : '任期内';
        return [
          row.label,
          whenWords(row.when) || '全部人员',
          `${years}${row.average ? '每年平均' : '累计'}不少于 ${shown(row.least)}`,
          clause(row),
        ];
      }),
  ];
  out.push(...table(['类别', '人员', '要求', '原文'], rows));
  if (require.carry)
    out.push(`上年度多出的学分可以结转，最多 ${shown(require.carry.most)} 分。${clause(require.carry)}`, '');
  if (require.deemsHours)
    out.push(`学分达标，视为完成 ${require.deemsHours.hours} 学时。${clause(require.deemsHours)}`, '');
  return out;
}

function completing({ complete }: RulesetData, readings: Edition['inUse']): string[] {
  const rows = (complete ?? []).filter((row) => stands(row, readings));
  if (rows.length === 0) return [];
  return [
    '## 四、怎样算一步完成当年要求',
    '',
    ...rows.map((row) => {
      const how =
        row.anySingle !== undefined
          ? `一次获得 ${shown(row.anySingle)} 分`
          : row.earned
            ? `${row.earned.before} 之前已修满 ${shown(row.earned.least)} 分`
            : '视同达标（见第二部分）';
      const when = whenWords(row.when);
      const then = row.waives ? '免修当年度公需科目' : '当年要求（含公需科目）视为完成';
      return `- ${when === '' ? '' : `${when}：`}${how}，${then}。${clause(row)}`;
    }),
    '',
  ];
}

function makeup(data: RulesetData, readings: Edition['inUse']): string[] {
  const { makeup: rule, noCarry, reverify, doubts } = data;
  if (!rule && !noCarry && !reverify) return [];
  const out = ['## 七、补学、补验和结转', ''];
  if (rule) {
    const order = doubts?.[rule.order];
    out.push(
      `- 补学：欠的学分可以在 ${rule.within} 年内补。${clause(rule)}`,
      `- 事由：${clause(rule.reason)}`,
      `- 申请：${clause(rule.apply)}`,
      ...rule.steps.map((one, i) => `- 第 ${i + 1} 步：${one.do}。${clause(one)}`),
    );
    if (rule.moves) out.push(`- 补学后：${clause(rule.moves)}`);
    if (order) out.push(`- ${order.ask}：${order.readings[readings[rule.order] ?? order.use]}`);
  }
  if (reverify) out.push(`- ${reverify.label}：${reverify.years.join('、')} 年度。${clause(reverify)}`);
  if (noCarry) out.push(`- 结转：不可以。${clause(noCarry)}`);
  out.push('');
  return out;
}

function procedures(data: RulesetData, readings: Edition['inUse']): string[] {
  const rows = tableRows(data, readings, clause);
  const earning = new Set(data.award.flatMap((award) => list(award.for)));
  for (const row of data.tables?.rows?.grant ?? []) {
    const types = grantTypes(row.when);
    if (types === undefined || types.some((type) => earning.has(type))) continue;
    rows.push(['登记和授予', grantAbout(row.when, typesWord(types)), granted(row), clause(row)]);
  }
  return rows.length === 0 ? [] : ['## 八、怎么办', '', ...table(['事项', '情形', '内容', '原文'], rows)];
}

/** What every province must keep to where its own text is silent: on the page of the rules above. */
function forProvinces({ floor }: RulesetData, readings: Edition['inUse']): string[] {
  const rows = (floor ?? [])
    .filter((row) => stands(row, readings))
    .map((row): Row => [typesWord(row.for), whenWords(row.when), `否则${row.else}，不给分`, clause(row)]);
  return rows.length === 0 ? [] : ['## 各省没有写时照此办理', '', ...table(['活动', '须', '不满足时', '原文'], rows)];
}

function doubts({ doubts: all }: RulesetData, readings: Edition['inUse']): string[] {
  const rows = Object.entries(all ?? {}).map(([id, doubt]): Row => {
    const use = readings[id] ?? doubt.use;
    const others = Object.entries(doubt.readings)
      .filter(([reading]) => reading !== use)
      .map(([, words]) => words);
    return [doubt.ask, doubt.readings[use] ?? '', others.join('；') || '没有别的读法', doubt.at];
  });
  if (rows.length === 0) return [];
  return [
    '## 九、文件没说清的地方，和现在的读法',
    '',
    '下面每一处文件都有不止一种说得通的读法。单位可以在设置里改用别的读法；结论取决于读法时，程序会说明。',
    '',
    ...table(['问题', '现在采用', '也说得通', '规则'], rows),
  ];
}

function absent(data: RulesetData): string[] {
  const out: string[] = [];
  const parameters = Object.values(data.parameters ?? {});
  if (data.absent?.length || parameters.length > 0) {
    out.push('## 十、提到了但手上没有的文件', '', '涉及这些文件的问题，程序回答“不知道”，不作推断。', '');
    for (const name of data.absent ?? []) out.push(`- ${name}`);
    for (const one of parameters) out.push(`- ${one.ask}：见《${one.absent}》，由单位提供后才计算（${one.id}）`);
    out.push('');
  }
  for (const row of data.unjudged ?? [])
    out.push(`- 适用《${row.absent}》的活动，手上没有这份文件，不计。${clause(row)}`, '');
  if (data.facts?.length) {
    out.push('## 十一、其他规定', '', ...data.facts.map((fact) => `- ${fact.says}。${clause(fact)}`), '');
  }
  return out;
}

const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三'] as const;

/** An edition as a page in Markdown, under the readings in use or others that an operator has chosen. */
function renderEdition(edition: Edition, chosen?: { readonly [doubt: string]: string }): string {
  const { data } = edition;
  const readings = { ...edition.inUse, ...chosen };
  const ceilings = Object.keys(data.pools).flatMap((pool) => ceiling(data, pool, readings));
  return `${[
    ...head(edition),
    ...yearPart(edition),
    ...coverage(data, readings),
    ...requirement(data, readings),
    ...completing(data, readings),
    '## 五、各类活动怎么给分',
    '',
    '每一类从上往下看，用第一条符合的；表里没有的活动，文件没有给出标准，不计分。',
    '',
    ...data.award.flatMap((award) => awardPart(edition, award, readings)),
    ...(ceilings.length > 0
      ? ['## 六、年度上限一览', '', ...table(['类别', '人员', '每年最多', '原文'], ceilings)]
      : []),
    ...makeup(data, readings),
    ...forProvinces(data, readings),
    ...procedures(data, readings),
    ...doubts(data, readings),
    ...absent(data),
  ]
    .join('\n')
    .replace(/^## (?:[一二三四五六七八九十]+、)?(?=.)/gmu, (heading, at: number, page: string) =>
      `## ${NUMBERS[page.slice(0, at).split(/^## /mu).length - 1] ?? ''}、`.replace('## 、', heading),
    )
    .replace(/\n{3,}/gu, '\n\n')
    .trim()}\n`;
}

/**
 * A province's 规则说明书: the edition that judges `year`, or the newest. Pure.
 * @throws Fault PROVINCE_UNKNOWN, YEAR_UNKNOWN
 */
export function renderRuleset(
  rulesets: Rulesets,
  province: Province,
  year?: number,
  chosen?: { readonly [doubt: string]: string },
): string {
  if (!rulesets.editions.has(province)) throw new Fault('PROVINCE_UNKNOWN', `没有「${province}」的规则。`);
  const edition = year === undefined ? latestEdition(rulesets, province) : editionOf(rulesets, province, year);
  if (!edition) throw new Fault('YEAR_UNKNOWN', `手上没有${rulesets.names[province]} ${year} 年度的规则。`);
  return renderEdition(edition, chosen);
}
