/** How we ask: one short question per field, with words for its buttons. Chinese only. */

import { buttonName, fieldOf, formalValue, kindName, questionFor } from '../../catalogue/index.ts';
import { showPlainDay } from '../../chinese/index.ts';
import { shown } from '../../decimal.ts';
import type { FieldValue } from '../../types/index.ts';

/** A province by its name, where it has one for us. */
export const provinceNamed = (name: string | undefined): string => name ?? '本省';

/** The name of a type as we say it. */
export const typeName = (type: string | undefined): string =>
  type === undefined || type === '' ? '这项活动' : kindName(type);

/** What we ask for a field. `named` = the activity, said when there are several. */
export function ask(field: string, type: string | undefined, named?: string): string {
  const words = questionFor(field, type) ?? '这一项还需要您补充一下，是什么情况？';
  return named ? `${named}：${words}` : words;
}

/** A value as a button or a card shows it. Never an internal word: what has no Chinese is said as 其他. */
export function valueName(field: string, value: FieldValue, type?: string): string {
  const own = buttonName(field, value, type);
  if (own) return own;
  if (value === null) return '不清楚';
  if (field === 'type') return typeName(String(value));
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return quantity(field, value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return showPlainDay(value);
  if (Array.isArray(value)) return value.map((v) => valueName(field, v)).join('、');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([k, v]) => `${k}年${valueName(field.replace('ByYear', ''), v)}`)
      .join('，');
  const words = formalValue(field, value);
  return /^[a-z][a-z-]+$/.test(words) ? '其他' : words;
}

function quantity(field: string, value: number): string {
  if (field === 'rank') return `排第 ${shown(value)}`;
  const unit = fieldOf(field)?.unit;
  return `${shown(value)}${unit ? ` ${unit}` : ''}`;
}
