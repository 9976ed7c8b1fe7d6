/** One message cut into runs of words, each about one activity. Pure. */

import { lasts, standTogether } from '../../catalogue/index.ts';
import type { Day } from '../../types/index.ts';
import { findDates } from '../fields/when.ts';
import { type Anchor, anchorOf, anchors } from './anchors.ts';

const MORE =
  /^(?:还有|另外|以及|此外|再一个|再有|然后|接着|其次|第[二三四](?:个|件|条|项|是|[,，、])|[2-9][.、)）]|[二三四五][、.]|再就是|同时|并且还|也还)/;
/** Where one activity may end and the next begin. */
const BREAK =
  /[,，。;；!?\n]| (?=(?:\d{1,2}|[一二三四五六七八九十]{1,2})月[\d一二三四五六七八九十]|昨天|前天|上周|上个?月)|、(?=[^,，。;；\n]{0,12}(?:月|号|昨|前天|上周|今|\d{1,2}[./]\d{1,2}(?![\d个小学分节])))|(?<=[)）])[和及与](?=[^,，。]{2})|(?=还有[^,，。]{2})|(?=另外)|(?=以及)|[①②③④⑤⑥⑦⑧⑨]/;

export interface Run {
  text: string;
  anchor?: Anchor;
  dated: boolean;
}

/** Clauses of one message that are read, and how much of one activity's words: people say less, and no text gets slow. */
const MOST_PIECES = 80;
const LONGEST_RUN = 200;

export function split(text: string, day: Day): Run[] {
  const runs: Run[] = [];
  let pendingMore = false;
  for (const raw of text
    .split(BREAK)
    .slice(0, MOST_PIECES)
    .flatMap((piece) => spaced(piece ?? '', day))) {
    const piece = raw?.trim() ?? '';
    if (piece === '') continue;
    const more = pendingMore || MORE.test(piece);
    pendingMore = /^(?:还有|另外|以及|此外|然后|其次)$/.test(piece);
    if (pendingMore) continue;
    const anchor = anchorOf(piece);
    const dated = findDates(piece, day).found.some((w) => w.kind !== 'year') || namesYear(piece) !== undefined;
    const last = runs.at(-1);
    if (!last || starts(last, { text: piece, anchor, dated, more })) {
      const heir = anchor ?? (last?.anchor && dated && last.dated && again(last, piece) ? last.anchor : undefined);
      runs.push({ text: piece, dated, ...(heir ? { anchor: heir } : {}) });
      continue;
    }
    last.text += `,${piece}`;
    last.dated ||= dated;
    const whole = anchorOf(last.text.slice(-LONGEST_RUN));
    const joined = better(last.anchor, anchor);
    if (whole) last.anchor = joined && !joined.weak ? joined : whole;
  }
  // A run that names nothing belongs to its neighbour.
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && (!run.anchor || !last.anchor)) {
      last.text += `,${run.text}`;
      last.dated ||= run.dated;
      if (run.anchor) last.anchor = run.anchor;
    } else out.push(run);
  }
  return out;
}

/** 公需10学分11月1号 省级继教6小时11月8号: where only a space stands between two things that are each told whole. */
function spaced(piece: string, day: Day): string[] {
  const words = piece.trim().split(' ');
  if (words.length < 2 || words.length > 20) return [piece];
  const groups: { text: string; anchor: Anchor | undefined; dated: boolean }[] = [];
  for (const word of words) {
    const named = anchorOf(word);
    const anchor = named?.weak ? undefined : named;
    const dated = findDates(word, day).found.length > 0;
    const last = groups.at(-1);
    if (last && /^(?:都是|均为|全是)/.test(word)) {
      last.text += ` ${word}`;
      continue;
    }
    const isOther =
      anchor &&
      last?.anchor &&
      ((dated && last.dated) || (typeOf(anchor) !== typeOf(last.anchor) && !related(anchor, last.anchor)));
    if (!last || (isOther && last.dated) || (dated && !anchor && last.dated && last.anchor)) {
      groups.push({ text: word, anchor, dated });
      continue;
    }
    last.text += ` ${word}`;
    last.anchor ??= anchor;
    last.dated ||= dated;
  }
  return groups.length > 1 && groups.every((g) => g.anchor && g.dated) ? groups.map((g) => g.text) : [piece];
}

/** 去年发了SCI，今年发了核心: a year alone is no day, but two of them are two times. */
const namesYear = (piece: string): string | undefined => /^(?:去年|今年|前年)(?!\d)/.exec(piece)?.[0];

/** Of two anchors in one run the strong one; of two strong ones the earlier in the table. */
function better(a: Anchor | undefined, b: Anchor | undefined): Anchor | undefined {
  if (!a) return b;
  if (!b) return a;
  if (Boolean(a.weak) !== Boolean(b.weak)) return a.weak ? b : a;
  return anchors().indexOf(a) <= anchors().indexOf(b) ? a : b;
}

const typeOf = (anchor: Anchor): string => anchor.type ?? anchor.candidates?.join('|') ?? '';

/** 上午…，下午…: two halves of a day hold two things. */
const PART = /^(?:上午|下午|晚上|早上|中午)/;
const PART_OF = /^[^,，。;]{0,10}?(上午|下午|晚上|早上|中午)/;

/** 省级课题一项我主持，市级课题一项我第二: each counted for itself. */
const ONE_OF = /(?:一|1)(?:项|篇|本)/;
/** 省级课题第二，5月；市级课题第一: each of a level of its own, with a place of its own. */
const ranksAnother = (before: string, text: string): boolean => {
  const [here, there] = [LEVELLED.exec(text)?.[1], LEVELLED.exec(before)?.[1]];
  return (
    here !== undefined &&
    there !== undefined &&
    here !== there &&
    PLACED.test(text) &&
    PLACED.test(before) &&
    !/改|不是|错|应该|其中/.test(text)
  );
};
const LEVELLED = /(国家|省|市|县|校|院)(?:部|厅|局)?级/;
const PLACED = /第[一二三四五六七1-7](?!个|条|次|项)|排名|主持|负责人|牵头|参与/;

/** A clause that is joined to the run before it, or begins one. */
interface Piece {
  readonly text: string;
  readonly anchor: Anchor | undefined;
  readonly dated: boolean;
  /** 还有, 另外 stands before it. */
  readonly more: boolean;
}

/** Does this piece begin another activity? */
function starts(last: Run, { text, anchor, dated, more }: Piece): boolean {
  if (!last.anchor) return false;
  if (!anchor) return dated && last.dated && (more || again(last, text));
  if (more) return !anchor.weak || dated;
  if (
    !anchor.weak &&
    PART.test(text) &&
    PART_OF.test(last.text) &&
    PART.exec(text)?.[0] !== PART_OF.exec(last.text)?.[1]
  )
    return true;
  // 公需课学完了，证书10月12号出的: the certificate of what was just told.
  if (anchor.weak && !last.anchor.weak && /^(?:结业|合格)?证书?/.test(text) && !/分/.test(text)) return false;
  const [here, there] = [namesYear(text), namesYear(last.text)];
  if (there !== undefined && here === undefined && !/[月号日\d]/.test(last.text.slice(2, 8)) && anchor.weak)
    return false;
  // 今年课程都通过了, of a study: what is told of a stay is no other thing.
  if (anchor.weak && lasts(last.anchor.type)) return false;
  if (dated && last.dated) return true;
  if (anchor.weak || last.anchor.weak) return false;
  if (typeOf(anchor) === typeOf(last.anchor))
    return (ONE_OF.test(last.text) && ONE_OF.test(text)) || ranksAnother(last.text, text);
  if (related(last.anchor, anchor)) return false;
  return dated || last.dated || (AMOUNT.test(last.text) && AMOUNT.test(text));
}

/** 3月1号5分，6月1号10分: another day with its own amount is another of the same. */
const again = (last: Run, text: string): boolean =>
  !lasts(last.anchor?.type) &&
  !/^(?:到|至|-|~|结束)/.test(text) &&
  (AMOUNT.test(text) || /听|讲|参加|主讲|学员/.test(text)) &&
  AMOUNT.test(text) === AMOUNT.test(last.text);
const AMOUNT = /(?:\d|[一二两俩三四五六七八九十半])个?(?:学?分|小时|学时|次|场|课时)/;

function related(a: Anchor, b: Anchor): boolean {
  const [x, y] = [a.type ?? '', b.type ?? ''];
  return standTogether(x, y) || (a.candidates ?? []).some((c) => c === y || (b.candidates ?? []).includes(c));
}
