/** Of whom a figure is true: what a sentence says of it and what the clause says of it have to agree. Pure. */
import { DIVISIONS, VERDICTS } from './subjects.ts';

/** A figure, or a verdict without one, and where it stands. */
export interface Claim {
  readonly value: string;
  readonly unit: string;
  readonly at: number;
  readonly end: number;
}

/** Division → the values that hold of a claim; a division that says nothing of it is missing. */
type Holders = ReadonlyMap<string, ReadonlySet<string>>;

interface Mention {
  readonly division: string;
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

/** What stands between the members of one list: 国家级、省级和市级, 第一作者或通讯作者. */
const TOGETHER = /^(?:[、和及与或兼至到—~-]{0,2}|[^、,。;]*\(?含\(?)$/u;
const STOP = /[。；;!！?？\n]/u;
const PAUSE = /[，,。；;:：!！?？\n]/u;

const words = Object.entries(DIVISIONS).flatMap(([division, { values }]) =>
  Object.entries(values).flatMap(([value, forms]) =>
    forms.map((form) => ({ division, value, form: form.normalize('NFKC').toLowerCase() })),
  ),
);

/** All places of a word in a text. */
function* placesOf(text: string, word: string): Generator<number> {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) yield at;
}

/** What the text mentions, in order; of words of one division that lie inside each other the longer one counts. */
function mentionsIn(text: string): readonly Mention[] {
  const all = words.flatMap(({ division, value, form }) =>
    [...placesOf(text, form)].map((at) => ({ division, value, at, end: at + form.length })),
  );
  const covers = (one: Mention, other: Mention): boolean =>
    one.division === other.division &&
    one.at <= other.at &&
    one.end >= other.end &&
    one.end - one.at > other.end - other.at;
  return all.filter((one) => one.value !== '' && !all.some((other) => covers(other, one))).sort((a, b) => a.at - b.at);
}

const lastIndex = (text: string, pattern: RegExp, before: number): number => {
  let found = -1;
  for (let at = before - 1; at >= 0 && found < 0; at -= 1) if (pattern.test(text[at] ?? '')) found = at;
  return found;
};
const nextIndex = (text: string, pattern: RegExp, from: number): number => {
  for (let at = from; at < text.length; at += 1) if (pattern.test(text[at] ?? '')) return at;
  return text.length;
};

/**
 * Who holds a claim: in each division the last mention before it in its sentence, with those listed beside that one, and
 * what follows it before the next pause (2 学分/篇, 10 分（主讲人）). `carried`: said before a comma of an earlier figure, so
 * that it may or may not go on (省部级一等奖 25 学分，二等奖 20 学分; 市级 1 学分/次，每年最多 5 学分).
 */
interface Held {
  readonly own: Holders;
  readonly carried: Holders;
}

function holdersOf(side: Side, mentions: readonly Mention[], claim: Claim): Held {
  const { text, claims } = side;
  const begin = lastIndex(text, STOP, claim.at) + 1;
  const part = lastIndex(text, PAUSE, claim.at) + 1;
  const pause = nextIndex(text, PAUSE, claim.end);
  const hasNext = claims.some(({ at }) => at >= claim.end && at < pause);
  const own = new Map<string, ReadonlySet<string>>();
  const carried = new Map<string, ReadonlySet<string>>();
  for (const [division, { is }] of Object.entries(DIVISIONS)) {
    const all = mentions.filter((one) => one.division === division && one.at >= begin && one.end <= pause);
    const after = all.filter(({ at }) => at >= claim.end);
    // A measure that follows at once is this figure's, whatever was said before it.
    const behind = is === 'measure' && after[0]?.at === claim.end ? after.slice(0, 1) : [];
    const group =
      behind.length > 0
        ? behind
        : lastGroup(
            text,
            all.filter(({ end }) => end <= claim.at),
          );
    const found = group.length > 0 || hasNext ? group : after;
    const [first] = found;
    if (!first) continue;
    const isUsed =
      first.at < part && claims.some(({ unit, at, end }) => unit === claim.unit && at >= first.end && end <= part);
    (isUsed ? carried : own).set(division, new Set(found.map(({ value }) => value)));
  }
  return { own, carried };
}

/** The last mention with those listed beside it. */
function lastGroup(text: string, mentions: readonly Mention[]): readonly Mention[] {
  let from = mentions.length - 1;
  for (; from > 0; from -= 1) {
    const [one, later] = [mentions[from - 1], mentions[from]];
    if (!one || !later || !TOGETHER.test(text.slice(one.end, later.at))) break;
  }
  return mentions.slice(Math.max(from, 0));
}

/** Between a refusal and the word that it refuses: 不予授予. */
const REFUSED = /(?:不|不予|不再|不得|不能|未|免予)$/u;

/** Verdicts of a text as claims: 主讲人不计学分. A refusal's own words are no grant. */
export function verdictsIn(text: string): readonly Claim[] {
  const found = Object.entries(VERDICTS).flatMap(([value, forms]) =>
    forms.flatMap((form) =>
      [...placesOf(text, form)]
        .filter((at) => !(value === 'grants' && REFUSED.test(text.slice(0, at))))
        .map((at) => ({ value, unit: '', at, end: at + form.length })),
    ),
  );
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one && other.at <= one.at && other.end >= one.end && other.end - other.at > one.end - one.at,
      ),
  );
}

/** A text, without spaces and in one width and case, and what it claims. */
interface Side {
  readonly text: string;
  readonly claims: readonly Claim[];
}

interface Told {
  readonly claim: Claim;
  readonly held: Held;
}

/**
 * Whether every claim of the sentence is made, in the source, of the one of whom the sentence makes it. A holder that the
 * source never gives the claim is refused, and so is a claim whose holder is left out where the source tells several apart.
 */
export function holdsOf(said: Side, told: Side): boolean {
  const saidMentions = mentionsIn(said.text);
  const toldMentions = mentionsIn(told.text);
  const source = told.claims.map((claim) => ({ claim, held: holdersOf(told, toldMentions, claim) }));
  return said.claims.every((claim) => {
    const { own } = holdersOf(said, saidMentions, claim);
    const same = source.filter((one) => isSame(one.claim, claim));
    return same.length === 0 || same.some((one) => agrees(own, one, source));
  });
}

const isSame = (one: Claim, other: Claim): boolean =>
  one.value === other.value && (one.unit === other.unit || one.unit === '' || other.unit === '');

/** Whether what is said of a claim keeps to what one place of the source says of it. */
const agrees = (said: Holders, { claim, held }: Told, source: readonly Told[]): boolean =>
  Object.entries(DIVISIONS).every(([division, { is }]) => {
    const ours = said.get(division);
    const theirs = held.own.get(division);
    const perhaps = held.carried.get(division);
    if (ours) return [...ours].every((value) => theirs?.has(value) === true || perhaps?.has(value) === true);
    if (!theirs || is === 'measure') return true;
    // Left out: another figure of this kind is not theirs.
    return !source.some(
      (other) =>
        other.claim.unit === claim.unit && other.claim.value !== claim.value && !holdsToo(other.held, division, theirs),
    );
  });

const holdsToo = ({ own, carried }: Held, division: string, theirs: ReadonlySet<string>): boolean =>
  [own.get(division), carried.get(division)].some(
    (values) => values !== undefined && [...theirs].every((one) => values.has(one)),
  );
