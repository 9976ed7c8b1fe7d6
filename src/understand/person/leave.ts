import type { Day } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';

/** A maternity leave that is told: its days where the words say them. Undefined where the text tells of none. */
export function readLeave(text: string, day: Day): { from?: Day; to?: Day; future?: boolean } | undefined {
  if (BIRTH.test(text) && !/产假|[他她妻]|老婆|爱人|同事/.test(text)) return daysOff(text, day);
  if (!/产假/.test(text) || text.length > 40 || /没(?:有)?[休请]|不休|[?？吗]|补学|免修/.test(text)) return undefined;
  if (!/^(?:我|本人|今年|去年|明年|从|休|请|在|产假|\d)|(?:[休请在]了?|申请)产假/.test(text)) return undefined;
  const when = findDates(text, day).found.find((w) => w.kind !== 'year');
  if (when && when.from <= day) return when.kind === 'range' ? { from: when.from, to: when.to } : { from: when.from };
  if (when || /明年|下个?月|下周|以后|将来|准备|打算|计划|快要|马上|即将|[要想会](?:去)?[休请]/.test(text))
    return { future: true };
  return {};
}

/** 生二胎: a leave where two days stand beside it. */
const BIRTH = /(?:生|怀)(?:了|完)?(?:头胎|[一二三]胎|[大二三]宝|老[大二三]|孩子|宝宝|娃|小孩)|坐月子|生产|分娩|剖宫产/;
function daysOff(text: string, day: Day): { from: Day; to: Day } | undefined {
  const [first, second] = findDates(text, day).found.filter((w) => w.kind !== 'year');
  if (first?.kind === 'range' && first.from <= day) return { from: first.from, to: first.to };
  if (!first || !second || first.from > day || second.from <= first.from) return undefined;
  return /休|假|上班|到岗|回来|返岗/.test(text) ? { from: first.from, to: second.from } : undefined;
}

/** The leave that is told before a question, with its days; else none. */
export function leaveBeforeQuestion(text: string, day: Day): { from?: Day; to?: Day } | undefined {
  const clauses = text
    .split(/[,，。;；!！]/)
    .filter((clause) => !/[?？吗]|能不能|可不可以|怎么|多少|几分|是不是/.test(clause));
  const leave = clauses.length === 0 ? undefined : readLeave(clauses.join('，'), day);
  return leave?.from !== undefined && leave.to !== undefined ? leave : undefined;
}
