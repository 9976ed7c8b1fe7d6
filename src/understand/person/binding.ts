/** Words that bind a chat, ask for one's chats or give one up. Whether a code is right is none of our business. Pure. */
import type { Context, Intent, Pending } from '../../types/index.ts';
import { ordinalIn } from '../acts/which.ts';

type Bind = Extract<Intent, { is: 'bind' }>;

/** How people call the binding itself. */
const BIND_WORDS = ['绑定', '绑一下', '绑个', '绑上', '关联', '认证', 'bind'];
/** What stands around a number and a code, in any order, and says nothing else. */
const AROUND = [
  ...BIND_WORDS,
  ...[
    '我的',
    '我',
    '本人',
    '要',
    '想',
    '请',
    '帮',
    '麻烦',
    '给',
    '您好',
    '你好',
    '这里',
    '这个',
    '这边',
    '在',
    '用',
    '新',
  ],
  ...['工号', '员工号', '职工号', '员工编号', '职工编号', '编号', '号码', '身份', '账号', '帐号', '账户', '帐户'],
  ...['绑定码', '一次性码', '一次性绑定码', '验证码', '激活码', '绑定', '码', '代码', '口令', 'code', 'id', 'no'],
  ...[
    '微信',
    '飞书',
    '网页',
    '手机',
    '聊天',
    '单位',
    '科教科',
    '医院',
    '发',
    '的',
    '是',
    '为',
    '和',
    '跟',
    '一下',
    '下',
  ],
  ...['了', '吧', '哦', '啊', '呀', '哈', '谢谢', '收到', '然后', '就是', '如下'],
].sort((a, b) => b.length - a.length);
const SEPARATORS = /[\s,，。.:：;；、!！~"'“”()（）【】[\]<>《》/|\\+=\-_*#?？]+/gu;

const NUMBER_LABEL = /(?:工号|职工号|员工号|编号)\s*(?:是|为|[:：])?\s*$/u;
const CODE_LABEL = /(?:码|口令|code)\s*(?:是|为|[:：])?\s*$/iu;

/** Characters of a code without what stands between them. */
const CODE_LENGTH = 12;
/** What is this long and stands where a code is expected is one, if a wrong one. */
const LEAST_CODE = 6;
const LONGEST_NUMBER = 20;
/** No telling of a number and a code is longer. */
const LONGEST_TEXT = 120;

/** A run of letters and figures, with the hyphens inside it. */
interface Chunk {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const WORDS_OF_OURS = new Set(['BIND', 'CODE', 'ID', 'NO']);

const chunksIn = (text: string): readonly Chunk[] =>
  [...text.matchAll(/[0-9A-Za-z]+(?:[-_.·•][0-9A-Za-z]+)*/g)]
    .map((m) => ({ text: m[0], from: m.index, to: m.index + m[0].length }))
    .filter((chunk) => !WORDS_OF_OURS.has(chunk.text.toUpperCase()));

const bare = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '');
const isMixed = (text: string): boolean => /\d/.test(text) && /[A-Za-z]/.test(text);

/** Whether nothing is said beside numbers, codes and the words around them. */
function saysNoMore(text: string): boolean {
  let rest = text.replace(/[0-9A-Za-z]+/g, (run) => (WORDS_OF_OURS.has(run.toUpperCase()) ? ' ' : ''));
  rest = rest.replace(SEPARATORS, ' ');
  for (const word of AROUND) rest = rest.replaceAll(word, ' ');
  return rest.trim() === '';
}

interface Told {
  readonly staffNumber?: string;
  readonly code?: string;
  /** The code stands alone or in three groups, as it is printed. */
  readonly isClear: boolean;
}

/** The chunks that make a code of the right length: in one, or side by side. The best guess first. */
function windows(text: string, chunks: readonly Chunk[]): readonly (readonly [from: number, to: number])[] {
  const labelled = (chunk: Chunk): boolean => NUMBER_LABEL.test(text.slice(0, chunk.from));
  const found: { readonly at: readonly [number, number]; readonly weight: number }[] = [];
  for (let i = 0; i < chunks.length; i += 1)
    for (let j = i; j < chunks.length && j < i + CODE_LENGTH; j += 1) {
      const taken = chunks.slice(i, j + 1);
      const joined = taken.map((chunk) => bare(chunk.text)).join('');
      if (joined.length > CODE_LENGTH) break;
      if (joined.length < CODE_LENGTH || taken.some(labelled)) continue;
      const first = taken[0];
      const isNamed = first !== undefined && CODE_LABEL.test(text.slice(0, first.from));
      const isInGroups = taken.length === 1 || taken.every((chunk) => bare(chunk.text).length === 4);
      // The number is told first more often than last.
      found.push({
        at: [i, j],
        weight: (isNamed ? 8 : 0) + (isMixed(joined) ? 4 : 0) + (isInGroups ? 2 : 0) + i / 100,
      });
    }
  return found.sort((a, b) => b.weight - a.weight).map(({ at }) => at);
}

/** The number and the code in a text, as far as they stand there. `wanted`: which of them we asked for. */
function told(text: string, wanted: 'number' | 'code' | undefined): Told {
  const chunks = chunksIn(text);
  const [window] = windows(text, chunks);
  const isNumber = (chunk: Chunk | undefined): chunk is Chunk =>
    chunk !== undefined && chunk.text.length <= LONGEST_NUMBER && /\d/.test(chunk.text);
  if (window) {
    const [from, to] = window;
    const code = chunks.slice(from, to + 1);
    const others = chunks.filter((chunk) => !code.includes(chunk));
    const number =
      others.find((chunk) => NUMBER_LABEL.test(text.slice(0, chunk.from))) ??
      [chunks[from - 1], chunks[to + 1]].find((chunk) => isNumber(chunk));
    const shape = code.map((chunk) => chunk.text).join(' ');
    const isGrouped = /^[0-9A-Za-z]{4}[^0-9A-Za-z][0-9A-Za-z]{4}[^0-9A-Za-z][0-9A-Za-z]{4}$/.test(shape);
    return {
      code: shape,
      ...(number ? { staffNumber: number.text } : {}),
      isClear: others.length <= 1 && isMixed(bare(shape)) && (isGrouped || code.length === 1),
    };
  }
  const [first, ...rest] = chunks;
  const looksLikeCode = (chunk: Chunk): boolean =>
    CODE_LABEL.test(text.slice(0, chunk.from)) || (wanted === 'code' && bare(chunk.text).length >= LEAST_CODE);
  const named = chunks.find(looksLikeCode);
  const number =
    chunks.find((chunk) => NUMBER_LABEL.test(text.slice(0, chunk.from))) ??
    (wanted === 'code' && chunks.length === 1 ? undefined : chunks.find((chunk) => chunk !== named && isNumber(chunk)));
  const others = number ? chunks.filter((chunk) => chunk !== number) : named ? [named] : rest;
  const code = others.map((chunk) => chunk.text).join(' ');
  return {
    ...(number
      ? { staffNumber: number.text }
      : !named && isNumber(first) && !wanted
        ? { staffNumber: first.text }
        : {}),
    ...(bare(code).length >= LEAST_CODE ? { code } : {}),
    isClear: false,
  };
}

/** What we asked for last, where that was a number or a code. */
function wantedIn({ pending }: Context): 'number' | 'code' | undefined {
  if (pending?.is !== 'bind') return undefined;
  return pending.number === undefined ? 'number' : 'code';
}

/**
 * A number and a code that are told, in any order and form, or one of them. Only where binding is spoken of, where we asked
 * for it, or where nothing else is open and the words are nothing but these.
 */
export function readBinding(text: string, context: Context): Bind | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const isNamed = BIND_WORDS.some((word) => text.toLowerCase().startsWith(word)) || /绑定码|一次性码/.test(text);
  const speaks = BIND_WORDS.some((word) => text.toLowerCase().includes(word)) || isNamed;
  const wanted = wantedIn(context);
  const isAlone = saysNoMore(text);
  if (!isAlone && !speaks) return undefined;
  const { code, staffNumber, isClear } = told(text, wanted);
  const found: Bind = {
    is: 'bind',
    ...(code === undefined ? {} : { code }),
    ...(staffNumber === undefined ? {} : { staffNumber: staffNumber.toUpperCase() }),
  };
  // Words beside it: only where a code stands there that can be nothing else.
  if (!isAlone) return speaks && code !== undefined && isClear ? found : undefined;
  if (speaks) return found;
  const isBare = code === undefined && staffNumber === undefined;
  if (wanted !== undefined) return isBare ? undefined : found;
  const isOpen = context.awaiting !== null || context.drafts.length > 0 || context.request !== undefined;
  return isClear && !isOpen ? found : undefined;
}

const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/微信/, 'wechat'],
  [/飞书|lark/i, 'lark'],
  [/网页|浏览器|电脑/, 'web'],
];
const UNBIND = /解绑|解除.{0,4}绑定|取消.{0,4}绑定|注销.{0,3}绑定|不要?绑定?了|unbind/i;
const MINE =
  /我的绑定|绑定(?:情况|列表|记录|状态|信息)|绑定?了?(?:哪些|哪几个|几个|多少)|(?:哪些|哪几个|几个|什么)(?:聊天|地方|设备|账号)?.{0,4}绑/;
const SHORT = 30;

/** The wish said once more, or taken back, where we ask whether to bind or give up. */
function yesOrNo(text: string, pending: Pending | undefined): Intent | undefined {
  const asksUnbind = pending?.is === 'unbind' && pending.chat !== undefined;
  if (pending?.is !== 'unbind' && pending?.is !== 'rebind') return undefined;
  if (/(?:不|别|先不)(?:要|想|用|再)?(?:解绑|绑|解)/.test(text)) return { is: 'cancel' };
  const wish = asksUnbind
    ? /^(?:确认|要|是的?|对|好的?)?[,， ]?解绑(?:吧|了|它)?[。.!！~ ]*$/
    : /^(?:确认|要|是的?|对|好的?)?[,， ]?(?:绑定|绑)(?:吧|了)?[。.!！~ ]*$/;
  return (asksUnbind || pending.is === 'rebind') && wish.test(text) ? { is: 'confirm' } : undefined;
}

/** 我的绑定, 解绑微信, 解绑那个聊天; undefined where the words are nothing of this sort. */
export function aboutChats(text: string, { pending }: Context): Intent | undefined {
  if (text.length > SHORT) return undefined;
  const answer = yesOrNo(text, pending);
  if (answer) return answer;
  if (UNBIND.test(text)) {
    if (/怎么|如何|哪里/.test(text)) return { is: 'bindings' };
    // 取消绑定, while we ask whether to bind.
    if ((pending?.is === 'bind' || pending?.is === 'rebind') && /取消|不/.test(text)) return { is: 'cancel' };
    const channel = CHANNELS.find(([pattern]) => pattern.test(text))?.[1];
    const n = ordinalIn(text.replace(/^[^第]*/, '').replace(/解绑.*$/, ''));
    const which =
      n !== undefined
        ? { n }
        : /那个|那边|新的?(?:聊天|设备)|刚才|刚刚|刚绑/.test(text)
          ? ('last' as const)
          : channel !== undefined
            ? { channel }
            : /这个|这里|这边|本(?:聊天|机)|当前/.test(text)
              ? ('here' as const)
              : undefined;
    return { is: 'unbind', ...(which === undefined ? {} : { which }) };
  }
  return MINE.test(text) ? { is: 'bindings' } : undefined;
}

/** The text without what was typed where a code stands: for all that is kept. */
export function maskCode(text: string, number: string | undefined): string {
  return text.replace(/[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{3,}/gu, (run) => {
    const plain = run.normalize('NFKC').toUpperCase();
    return WORDS_OF_OURS.has(plain) || (number !== undefined && number.toUpperCase().includes(plain)) ? run : '••••';
  });
}

/** Whether a text that was not read may hold a code: it speaks of binding, or a run in three groups stands in it. */
export const mayHoldCode = (text: string): boolean =>
  /绑|码|bind|code/i.test(text) ||
  /(?<![0-9A-Za-z])[0-9A-Za-z]{4}([-\s.])[0-9A-Za-z]{4}\1[0-9A-Za-z]{4}(?![0-9A-Za-z])/u.test(text);
