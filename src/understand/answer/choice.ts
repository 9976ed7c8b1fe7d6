import type { Context, FieldValue } from '../../types/index.ts';

/** 还没去呢, 下个月才去: what was told has not been. */
export const NOT_YET =
  /还没|没[去到开办]|^(?:不是|没有|不)(?![^,，。]{0,6}\d)|下个?(?:月|周|星期|礼拜)|才[去开办]|[要打准]算?备?去|打算|准备|计划|就是今年|过几天|以后/;

/** A bare 1, 2, 3 where we showed that many buttons and the answer is no number. */
export function chosen(text: string, context: Context): FieldValue | undefined {
  const values = context.values;
  if (!values || values.length === 0 || values.some((v) => typeof v === 'number')) return undefined;
  const match = /^(?:选|第)?([1-9一二三四五六七八九])(?:个|项)?[.、)]?$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const n = '一二三四五六七八九'.indexOf(match[1]) + 1 || Number(match[1]);
  return values[n - 1];
}
