import { fieldName, fieldOf } from '../../catalogue/index.ts';
import { showDay, showPlainDay } from '../../chinese/index.ts';
import { shown } from '../../decimal.ts';
import type { Activity, FieldValue } from '../../types/index.ts';
import { typeName, valueName } from './talk.ts';

const LAST = 1e6;
/** Fields in the order in which a card shows them; those without a place come after. */
const place = (field: string): number => fieldOf(field)?.card ?? LAST;

const HIDDEN = new Set(['id', 'type', 'recordedAt', 'project']);

/** Days of an activity in one string. */
export function daysOf(fields: { readonly [k: string]: FieldValue | undefined }): string {
  const { date, from, to } = fields;
  if (typeof from === 'string' && from !== '' && typeof to === 'string' && to !== '' && from !== to)
    return `${showPlainDay(from)}至${showPlainDay(to)}`;
  const day =
    typeof date === 'string' && date !== '' ? date : typeof from === 'string' && from !== '' ? from : undefined;
  return day ? showDay(day) : '';
}

/** A value inside brackets, where the catalogue's own name has brackets too. */
const shortName = (field: string, value: FieldValue): string =>
  field === 'role' && value === 'participant' ? '听课' : valueName(field, value);

/** `继续医学教育项目（省级，听课，9 小时）`: an activity in a line. */
export function lineOf(activity: Pick<Activity, 'type'> & { readonly [k: string]: FieldValue | undefined }): string {
  const parts = [
    'level',
    'form',
    'kind',
    'role',
    'journal',
    'grade',
    'rank',
    'hours',
    'fullDays',
    'credits',
    'chars',
    'count',
    'sessions',
  ]
    .filter((field) => activity[field] !== undefined && activity[field] !== null)
    .filter((field) => !((field === 'count' || field === 'sessions') && activity[field] === 1))
    .map((field) => shortName(field, activity[field] ?? null));
  const title = activity.name ?? activity.course;
  const name = typeof title === 'string' && title !== '' ? `《${title}》` : '';
  return `${typeName(activity.type)}${name}${parts.length > 0 ? `（${parts.join('，')}）` : ''}`;
}

/** `11月17日的继续医学教育项目`: what a question names when there are several. */
export function nameOf(activity: { readonly type?: string; readonly [k: string]: unknown }): string {
  // A study that goes on carries today as the day of its passing.
  const day = activity.from ?? activity.date;
  const short = typeof day === 'string' && day !== '' ? `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日的` : '';
  return `${short}${typeName(activity.type)}`;
}

/** Facts of an activity for a card, days first. */
export function factsOf(fields: { readonly [k: string]: FieldValue | undefined }, type?: string): [string, string][] {
  const out: [string, string][] = [];
  const days = daysOf(fields);
  if (days) out.push(['日期', days]);
  else if (fields.date === null || fields.from === null) out.push(['日期', '不清楚']);
  for (const [field, value] of Object.entries(fields).sort(([a], [b]) => place(a) - place(b))) {
    if (value === undefined || value === '' || HIDDEN.has(field) || ['date', 'from', 'to'].includes(field)) continue;
    if ((field === 'sessions' || field === 'count') && value === 1) continue;
    out.push([fieldName(field), valueName(field, value, type)]);
  }
  return out;
}

/** `3 学分`, `0 学分`, or what stands instead. */
export function creditWords(credits: number | null, pending = false, unit = '学分'): string {
  if (credits === null) return '文件没有给出学分数';
  return `${shown(credits)} ${unit}${pending ? '（待主办单位核销）' : ''}`;
}

/** What a request says, field by field. */
export function requestFacts(fields: { readonly [k: string]: FieldValue | undefined }): [string, string][] {
  return Object.entries(fields).flatMap(([field, value]): [string, string][] =>
    value === null || value === undefined || value === '' || field === 'files'
      ? []
      : [[fieldName(field), typeof value === 'string' && !/^\d{4}-/.test(value) ? value : valueName(field, value)]],
  );
}
