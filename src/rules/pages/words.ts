import { clauseUnit, formalName, formalValue, kindName } from '../../catalogue/index.ts';
import { shown } from '../../decimal.ts';
import type { Wanted } from '../../types/index.ts';
import type { Amount, GiveData, Matcher, RulesetData, When } from '../format/schema.ts';

/** Conditions, formulas and amounts of a ruleset in Chinese words, as its page shows them. */

type Scalar = string | number | boolean;
const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
const bare = (field: string): string => (field.startsWith('person.') ? field.slice('person.'.length) : field);

/** Values in words; a synonym that has no Chinese word of its own is left out beside those that have. */
function valuesWord(field: string, values: readonly Scalar[]): string {
  const words = values.map((value) => formalValue(field, value));
  const chinese = words.filter((word) => !/^[a-z][a-z-]+$/u.test(word));
  return chinese.length > 0 ? [...new Set(chinese)].join('、') : '其他';
}

/** 是否考核合格 + true → 考核合格. */
function yesNo(field: string, value: boolean): string {
  const word = formalName(field);
  if (word.startsWith('是否')) return value ? word.slice(2) : `${word.slice(2)}：否`;
  if (word.startsWith('有没有')) return value ? `有${word.slice(3)}` : `没有${word.slice(3)}`;
  return `${word}：${value ? '是' : '否'}`;
}

function equals(field: string, values: readonly Scalar[]): string {
  const [only] = values;
  if (values.length === 1 && typeof only === 'boolean') return yesNo(field, only);
  if (bare(field) === 'unit') return only === 'hours' ? '按学时考核的人员' : '按学分考核的人员';
  if (bare(field) === 'rank' && values.length === 1) return `排名第 ${only}`;
  const says = valuesWord(field, values);
  // These say by themselves what they are of: 参加者, 中级, 乡镇卫生院.
  const plain = ['role', 'form', 'title', 'flags', 'institution.level', 'institution.kind', 'kind', 'journal', 'grade'];
  if (formalName(field).startsWith('是否')) return says;
  return plain.includes(bare(field)) || bare(field) === 'level' ? says : `${formalName(field)}：${says}`;
}

function refuses(field: string, values: readonly Scalar[]): string {
  const [only] = values;
  if (values.length === 1 && only === false) return yesNo(field, true);
  if (values.length === 1 && only === true) return yesNo(field, false);
  const word = formalName(field);
  if (values.every((value) => value === 'other' || value === 'none')) return `列明的${word}`;
  if (word.startsWith('是否')) return `不是${valuesWord(field, values)}`;
  return `${word}不是${valuesWord(field, values)}`;
}

const QUARTERS = ['', '一', '二', '三', '四'] as const;

const isList = (wanted: Wanted): wanted is readonly Scalar[] => Array.isArray(wanted);

/** One condition on one fact. `clause`: the words it stands in, which say whether hours are 小时 or 学时. */
export function matchWords(field: string, matcher: Wanted, clause?: string): string {
  if (typeof matcher !== 'object') return equals(field, [matcher]);
  if (isList(matcher)) return equals(field, matcher);
  const word = formalName(field);
  const unit = clauseUnit(bare(field), clause);
  const out: string[] = [];
  const { not, least, more, most, under, present, includes, quarter, inYear, before, since, year, touches } = matcher;
  if (bare(field) === 'rank' && not === undefined && (least !== undefined || most !== undefined))
    return most === undefined
      ? `第 ${least} 位及以后`
      : least === undefined
        ? `前 ${most} 位`
        : `第 ${least} 至 ${most} 位`;
  if (not !== undefined) out.push(refuses(field, list(not)));
  if (least !== undefined && least > 0) out.push(`${word}不少于 ${least} ${unit}`.trim());
  if (more !== undefined) out.push(`${word}多于 ${more} ${unit}`.trim());
  if (most !== undefined) out.push(`${word}不超过 ${most} ${unit}`.trim());
  if (under !== undefined) out.push(`${word}少于 ${under} ${unit}`.trim());
  if (present !== undefined) out.push(present ? `有${word}` : `没有${word}`);
  if (includes !== undefined) out.push(`${word}有${includes.join('、')}`);
  if (quarter !== undefined) out.push(`${word}在第${QUARTERS[quarter]}季度`);
  if (inYear !== undefined) out.push(inYear ? `${word}在当年` : `${word}不在当年`);
  if (before !== undefined) out.push(`${word}在 ${before} 之前`);
  if (since !== undefined) out.push(`${word}在 ${since} 及以后`);
  if (year === 'this-or-later') out.push(`${word}在当年或以后`);
  if (year === 'this') out.push(`${word}在当年`);
  if (year === 'earlier') out.push(`${word}在以前年度`);
  if (touches !== undefined) out.push(touches === 'year' ? `${word}落在本年度` : `${word}大部分落在本年度`);
  return out.join('，');
}

/** 全部, a term's name, or the facts that must hold; alternatives with 或. Type facts of tables become type words. */
export function whenWords(when: When | undefined, clause?: string): string {
  if (when === undefined) return '';
  return list<string | Record<string, Matcher>>(when)
    .map((part) =>
      typeof part === 'string'
        ? part
        : Object.entries(part)
            .map(([field, matcher]) => matchWords(field, matcher, clause))
            .filter((words) => words !== '')
            .join('，'),
    )
    .join('；或 ');
}

/** 本年度要求 25 分, 0, 不封顶, 文件没有规定, an operator's or the unit's number. */
export function amountWords(amount: Amount, unit: string, data: RulesetData): string {
  if (amount === null) return '文件没有规定';
  if (amount === 'none') return '不封顶';
  if (typeof amount === 'number') return `${shown(amount)} ${unit}`;
  if ('from' in amount) return `按${formalName(amount.from)}`;
  if ('share' in amount) return `要求学分的 ${shown(amount.share * 100)}%`;
  return `${data.parameters?.[amount.parameter]?.ask ?? '另有文件规定'}：手上没有文件，由单位提供`;
}

function ranks(give: GiveData): string {
  const rest = give.others ? `，其后 ${shown(give.others)} 分` : '';
  if (Array.isArray(give.credits)) {
    const [only] = give.credits;
    if (give.credits.length === 1 && only !== undefined) return `排名第 1：${shown(only)} 分${rest}`;
    return `按排名：${give.credits.map((credits, i) => `第 ${i + 1} ${shown(credits)} 分`).join('、')}${rest}`;
  }
  const { first = 0, step = 0, last } = give;
  const change = step < 0 ? `每后一位减 ${shown(-step)} 分` : `每后一位加 ${shown(step)} 分`;
  return `排名第 1 ${shown(first)} 分，${change}${last === undefined ? '' : `，到 ${shown(last)} 分为止`}${rest}`;
}

/** How a give row's quantity becomes credits. `unit` is 分 or 学时. */
export function giveWords(give: GiveData, data: RulesetData): string {
  if (give.absent) return give.say ?? '文件没有给出标准';
  const each = give.times ? `每${(clauseUnit(give.times) || undefined) ?? '次'} ` : '';
  const into = give.pool && give.pool !== 'none' ? `，计入${data.pools[give.pool]?.label ?? give.pool}` : '';
  if (give.stated) return `${give.stated === 'publishedCredits' ? '按公布的学分数' : '按核定的学分数'}${into}`;
  if (give.by) return `${each}${ranks(give)}${into}`;
  const credits = typeof give.credits === 'number' ? give.credits : 0;
  // Who is measured by hours earns hours: no document converts them.
  const earns = JSON.stringify(give.when ?? {}).includes('"person.unit":"hours"') ? '学时' : '分';
  if (give.per) {
    const unit = clauseUnit(give.per, give.cite);
    const every = give.every === undefined || give.every === 1 ? `每${unit}` : `每 ${shown(give.every)} ${unit}`;
    const doubt = give.part ? data.doubts?.[give.part] : undefined;
    const part = doubt
      ? `（${doubt.readings[doubt.use]}）`
      : give.part === 'whole' && give.every !== 1
        ? '（只算整单位）'
        : '';
    const rest = give.rest ? `，零头满 ${shown(give.rest.least)} ${unit}另加 ${shown(give.rest.credits)} 分` : '';
    return `${every}${earns === '学时' ? '计' : ''} ${shown(credits)} ${earns}${part}${rest}${into}`;
  }
  if (credits === 0) return give.say ?? '不授学分';
  return `${each}${shown(credits)} ${earns}${into}`;
}

export const typesWord = (types: string | readonly string[]): string => list(types).map(kindName).join('、');

const WHO: { readonly [value: string]: string } = {
  person: '个人',
  employer: '用人单位',
  organiser: '主办（组织）单位',
  province: '省级卫生健康行政部门',
  automatic: '系统自动',
  'remote institution': '远程教育机构',
  'upper health authority': '上级卫生健康行政部门',
  'same-level health commission': '同级卫生健康委（局）',
  'project closed (核销)': '项目核销后',
};

/** A table's value where it is Chinese or has a Chinese word; undefined for keys that only a machine reads. */
export function answerWord(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const words = value.map(answerWord).filter((word) => word !== undefined);
    return words.length === value.length ? words.join('、') : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const known = WHO[value];
  if (known !== undefined) return known;
  return /[\u4e00-\u9fff]/u.test(value) && !/[a-z]{2,}/iu.test(value.replace(/Ａ?A4/gu, '')) ? value : undefined;
}
