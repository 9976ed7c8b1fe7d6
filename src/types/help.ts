import type { Fields } from './activity.ts';
import type { Answer, Question } from './answer.ts';
import type { Context } from './conversation/context.ts';
import type { Intent } from './conversation/intent.ts';
import type { Member } from './person.ts';
import type { Day } from './time.ts';

export type Picture = { readonly hash: string; readonly mime: string; readonly size: number };

/** What a model does for one message. The same question is put to it once, however often the message is stepped. */
export interface Help {
  /** The plain answer, with a model's sentence where it stands the test. Never rejects. */
  answer(question: Question, plain: Answer, member: Member | undefined): Promise<Answer>;
  /** `understood`, or what the model makes of words of which nothing was understood. */
  intents(text: string, context: Context, understood: readonly Intent[]): Promise<readonly Intent[]>;
  /** What stands on a picture, if it is read in time. */
  picture(file: Picture, member: Member | undefined, day: Day): Promise<Fields | undefined>;
  /** What stands on those of these pictures that were read meanwhile. */
  seen(hashes: readonly string[], member: Member | undefined, day: Day): { readonly [hash: string]: Fields };
}

export interface Helper {
  /** @param waited milliseconds that the message has waited already */
  begin(waited: number): Help;
}
