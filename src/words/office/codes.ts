/** What an operator is shown of codes, and what is printed for people to cut out. */
import type { Instant } from '../../types/index.ts';
import { momentWords } from '../person/binding.ts';

export interface Slip {
  readonly name: string;
  readonly number: string;
  /** In groups. */
  readonly code: string;
  readonly until: Instant;
}

export const codeGiven = ({ name, number, code, until }: Slip): string =>
  `${name}（${number}）的绑定码：${code}，${momentWords(until)} 以前有效，只能用一次。请本人私聊发送“绑定 ${number} ${code}”。`;
