/** Answers that were given and what people thought of them. Neither who asked nor who judged is kept. */
import { sql } from 'kysely';
import type { GivenAnswer, Instant, Vote } from '../../types/index.ts';
import { writeGap } from './curate.ts';
import { type Db, parse, utc } from './rows.ts';

/** An answer that can be judged from now on. Already scrubbed. */
interface AnsweredWrite {
  readonly is: 'answered';
  readonly answer: GivenAnswer;
}
/** One person's judgement of one answer; a later one takes the place of an earlier, in the gap log too. */
interface VoteWrite {
  readonly is: 'vote';
  readonly answer: string;
  /** Stands for the person on this answer only. */
  readonly voter: string;
  readonly vote: Vote;
}

export type AnswerWrite = AnsweredWrite | VoteWrite;

export interface AnswerStore {
  /** The answer, and how this voter has judged it. */
  answer(id: string, voter: string): Promise<(GivenAnswer & { readonly vote?: Vote }) | undefined>;
  /** How often answers were judged so, since a day. */
  votes(since: Instant): Promise<{ readonly [vote in Vote]: number }>;
}

/** Why a judgement is kept for the curator; 有用 is not. */
const REASONS = { down: 'disliked', other: 'other' } as const;

/** One write inside a running transaction. */
export async function writeAnswer(db: Db, what: AnswerWrite, at: Instant): Promise<void> {
  if (what.is === 'answered') {
    const { turns, ...answer } = what.answer;
    await db
      .insertInto('answers')
      .values({ ...answer, turns: JSON.stringify(turns), at: utc(at) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    return;
  }
  const { answer, voter, vote } = what;
  const given = await db.selectFrom('answers').selectAll().where('id', '=', answer).executeTakeFirst();
  if (!given) return;
  const before = await db
    .selectFrom('answer_votes')
    .selectAll()
    .where('answer', '=', answer)
    .where('voter', '=', voter)
    .executeTakeFirst();
  if (before?.vote === vote) return;
  if (before && before.vote !== 'up') await takeBack(db, given, REASONS[before.vote], before.day);
  const day = utc(at).slice(0, 10);
  await db
    .insertInto('answer_votes')
    .values({ answer, voter, vote, day })
    .onConflict((conflict) => conflict.columns(['answer', 'voter']).doUpdateSet({ vote, day }))
    .execute();
  const { question, province, answered } = given;
  if (vote !== 'up') await writeGap(db, { is: 'gap', question, province, reason: REASONS[vote], answered }, at);
}

/** Takes one event out of the gap log again. */
async function takeBack(
  db: Db,
  given: { readonly question: string; readonly province: string; readonly answered: string },
  reason: string,
  day: string,
): Promise<void> {
  const wording = await db
    .selectFrom('gap_wordings')
    .select('id')
    .where('question', '=', given.question)
    .where('province', '=', given.province)
    .executeTakeFirst();
  if (!wording) return;
  const event = db
    .updateTable('gap_events')
    .set({ times: sql<number>`times - 1` })
    .where('wording', '=', wording.id)
    .where('reason', '=', reason)
    .where('answered', '=', given.answered)
    .where('day', '=', day);
  await event.execute();
  await db.deleteFrom('gap_events').where('wording', '=', wording.id).where('times', '<=', 0).execute();
}

/** The queries of answers over any database that Kysely speaks. */
export function answerQueries(db: Db): AnswerStore {
  return {
    answer: async (id, voter) => {
      const row = await db
        .selectFrom('answers')
        .leftJoin('answer_votes', (join) =>
          join.onRef('answer_votes.answer', '=', 'answers.id').on('answer_votes.voter', '=', voter),
        )
        .select(['id', 'question', 'province', 'turns', 'answered', 'vote'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { vote, turns, ...answer } = row;
      return { ...answer, turns: parse<GivenAnswer['turns']>(turns), ...(vote ? { vote } : {}) };
    },
    votes: async (since) => {
      const rows = await db
        .selectFrom('answer_votes')
        .select((e) => ['vote', e.fn.countAll<number>().as('n')])
        .where('day', '>=', utc(since).slice(0, 10))
        .groupBy('vote')
        .execute();
      const count = (vote: Vote): number => Number(rows.find((row) => row.vote === vote)?.n ?? 0);
      return { up: count('up'), down: count('down'), other: count('other') };
    },
  };
}
