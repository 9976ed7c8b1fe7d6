/** Which sentence of a clause answers the question. */

import { bare, sentencesOf } from '../../documents/index.ts';
import type { Clause } from '../../types/index.ts';
import { fold, type Lexicon, normalise } from './lexicon.ts';
import { type Asks, asksOf, slotOf } from './question.ts';
import { tokensOf } from './segment.ts';

const SIGNS = {
  amount: /\d+(?:\.\d+)?\s*(?:学分|学时|分)/u,
  cap: /最多|不超过|上限|可达到/u,
  when: /\d+\s*月|\d+\s*日|季度|之前|年度中期|次年|两\*{0,2}周/u,
  phone: /\d{3,4}[-－－]\d/u,
  url: /www|平台|网/u,
  who: /由|单位|部门|委员会/u,
} as const;

/** What the words of an answer to this kind of question look like. */
export const signOf = (kind: Asks): RegExp | undefined =>
  kind in SIGNS ? SIGNS[kind as keyof typeof SIGNS] : undefined;

/** How much the look of an answer counts: who asks for a ceiling wants the ceiling, whatever else is called by its name. */
const WEIGHTS: { readonly [kind in Asks]?: number } = { cap: 3, when: 2.5, phone: 3, amount: 1.5 };

/** How near a neighbour must come to the best sentence to be marked with it, and how long a mark may be. */
const EQUAL = 0.93;
const LONGEST = 90;

/**
 * The best sentence of a clause for a question (`asked`: with what it leans on); `undefined` when it has only one. What stands in the clause's heading, or in
 * the first cell of its row, is said of all its sentences and tells none from another.
 */
export function bestSentence(clause: Clause, asked: string, lexicon: Lexicon): string | undefined {
  const all = sentencesOf(clause);
  if (all.length < 2) return undefined;
  const label = clause.cells && clause.cells.length > 1 ? clause.cells[0]?.text : undefined;
  const sentences = all.filter((sentence) => sentence !== label?.trim());
  const tokens = tokensOf(normalise(asked, lexicon), lexicon);
  const said = tokensOf(fold(clause.path.join(' ')), lexicon);
  const asks = asksOf(asked);
  const scored: { sentence: string; score: number }[] = [];
  for (const sentence of sentences) {
    // A cell says what its column is called.
    const header = clause.cells?.find((cell) => cell.text.includes(sentence))?.header ?? '';
    const own = tokensOf(fold(`${header} ${sentence}`), lexicon);
    const overlap = (mine: readonly string[], theirs: readonly string[], common: readonly string[] = []): number =>
      new Set(mine.filter((token) => theirs.includes(token) && !common.includes(token))).size;
    let score =
      2 * overlap(tokens.concepts, own.concepts, said.concepts) +
      1.5 * overlap(tokens.words, own.words, said.words) +
      0.5 * overlap(tokens.pairs, own.pairs);
    for (const kind of asks) if (signOf(kind)?.test(sentence)) score += WEIGHTS[kind] ?? 1.2;
    // How much something earns is not how much it may earn at most.
    if (asks.includes('amount') && !asks.includes('cap') && SIGNS.cap.test(sentence)) score -= 1;
    for (const token of new Set(tokens.concepts)) {
      const rivals = slotOf(token.slice(1)) ?? [];
      if (
        rivals.length > 0 &&
        !own.concepts.includes(token) &&
        rivals.some((rival) => own.concepts.includes(`@${rival}`))
      )
        score -= 2.5;
    }
    score /= 1 + sentence.length / 200;
    scored.push({ sentence, score });
  }
  const best = scored.reduce((most, one) => (one.score > most.score ? one : most), { sentence: '', score: 0.5 });
  if (best.sentence === '') return undefined;
  // 理论培训主讲人0.5学分；实践培训主讲人1学分: neighbours that fit as well are marked together.
  let [from, to] = [scored.indexOf(best), scored.indexOf(best)];
  const fits = (at: number): boolean => (scored[at]?.score ?? 0) >= best.score * EQUAL;
  while (fits(from - 1)) from--;
  while (fits(to + 1)) to++;
  const together = scored
    .slice(from, to + 1)
    .map(({ sentence }) => sentence)
    .join('');
  return to > from && together.length <= LONGEST && clause.text.includes(together) ? together : best.sentence;
}

/** The sentence that holds these words; where the words span several, none. */
export const sentenceWith = (clause: Clause, words: string): string | undefined =>
  sentencesOf(clause).find(
    (sentence) =>
      bare(sentence).includes(bare(words)) || (bare(sentence).length > 8 && bare(words).includes(bare(sentence))),
  );

const HARD: readonly (readonly [asked: RegExp, sign: RegExp])[] = [
  [
    /什么时候|何时|几月|几号|哪天|截止|最晚|最迟|几时/u,
    /\d+\s*月|\d+\s*日|季度|年度中期|次年|(?:立项|发表|获奖|发行|标准发布|首次出版)当年|在当年|之日起|周\*{0,2}内|周\*{0,2}前|之前|立项|完成.{0,8}后|后授予|后计入|\d{4}\s*年/u,
  ],
  [
    /(?:给|得|算|计|有)?(?:几|多少)个?学?分(?!开|钟|类)/u,
    /\d+(?:\.\d+)?\s*(?:学分|学时|分|个?月)|\d+、\d+|减半|上限|不计|公布的|最低要求|学制|学分数|折算|相应学分|予以认可/u,
  ],
  [/电话|热线|打哪个|手机号是/u, /\d{3,4}[-－]\d{3}/u],
];

/** A question for a date or a telephone number that the text does not have. */
export const lacksSign = (question: string, text: string): boolean =>
  HARD.some(([asked, sign]) => asked.test(question) && !sign.test(text));
