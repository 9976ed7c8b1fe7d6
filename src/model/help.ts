import { scrub } from '../chinese/index.ts';
import type { Answer, Day, Fields, Helper, Member, Picture, Question } from '../types/index.ts';
import type { Complete } from './answer.ts';
import { CERTIFICATE_TASK, isPicture, readCertificate } from './certificate.ts';
import type { Model, Task } from './client.ts';
import { objectIn } from './grounding.ts';
import { proposalTask, proposedIntents } from './propose.ts';

/** A picture may be read on after its message was answered; what it shows then serves the next message. */
const PICTURE_PATIENCE_MS = 20_000;

/** Pictures whose reading is remembered. */
const READINGS = 200;

export interface HelperDeps {
  readonly model: Model;
  /** The model for pictures, where the operator lets it see them. */
  readonly eye?: Model;
  /** Milliseconds from a message's keeping in which all that a model does for it must be done. */
  readonly patience: number;
  /** The plain answer, worded where a reply keeps to its clauses. */
  readonly word: (
    question: Question,
    plain: Answer,
    complete: Complete,
    known: readonly (string | undefined)[],
  ) => Promise<Answer>;
  readonly readFile: (hash: string) => Promise<Uint8Array | undefined>;
}

interface Reading {
  readonly done: Promise<void>;
  content?: string;
}

/** What is certainly about a person and never shown to a model. */
const knownOf = (member: Member | undefined): readonly (string | undefined)[] => [
  member?.name,
  member?.staffNumber,
  member?.mobile,
  member?.institution?.name,
];

/** Whatever a reply does to our own reading of it, the message is answered as without a model. */
function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Between the desk and the models: the time of a message, and what was asked already. */
export function createHelper({ model, eye, patience, word, readFile }: HelperDeps): Helper {
  const readings = new Map<string, Reading>();

  const read = (by: Model, { hash, mime }: Picture): Reading => {
    const known = readings.get(hash);
    if (known) return known;
    const look = async (): Promise<void> => {
      const bytes = await readFile(hash).catch(() => undefined);
      const content =
        bytes && (await by.complete({ ...CERTIFICATE_TASK, image: { bytes, mime } }, PICTURE_PATIENCE_MS));
      if (content === undefined) readings.delete(hash);
      else reading.content = content;
    };
    const reading: Reading = { done: Promise.resolve().then(look) };
    readings.set(hash, reading);
    for (const oldest of readings.keys()) {
      if (readings.size <= READINGS) break;
      readings.delete(oldest);
    }
    return reading;
  };
  const shown = (hash: string, member: Member | undefined, day: Day): Fields | undefined => {
    const content = readings.get(hash)?.content;
    return content === undefined
      ? undefined
      : orElse(() => readCertificate(objectIn(content), member?.name, day), undefined);
  };

  return {
    begin: (waited) => {
      const until = performance.now() + patience - Math.max(0, waited);
      const left = (): number => until - performance.now();
      const asked = new Map<string, Promise<string | undefined>>();
      const complete = (task: Task): Promise<string | undefined> => {
        const key = JSON.stringify([task.system, task.user]);
        const before = asked.get(key) ?? model.complete(task, left());
        asked.set(key, before);
        return before;
      };
      return {
        answer: (question, plain, member) => word(question, plain, complete, knownOf(member)).catch(() => plain),
        intents: async (text, context, understood) => {
          const [only] = understood;
          if (understood.length !== 1 || only?.is !== 'unclear' || only.text === '') return understood;
          const task = proposalTask(scrub(text, knownOf(context.member)), context);
          const content = task && (await complete(task));
          const proposed =
            content === undefined ? [] : orElse(() => proposedIntents(objectIn(content), text, context), []);
          return proposed.length > 0 ? proposed : understood;
        },
        picture: async (file, member, day) => {
          if (!eye || !isPicture(file)) return undefined;
          let timer: NodeJS.Timeout | undefined;
          const late = new Promise<void>((resolve) => {
            timer = setTimeout(resolve, Math.max(0, left()));
          });
          await Promise.race([read(eye, file).done, late]);
          clearTimeout(timer);
          return shown(file.hash, member, day);
        },
        seen: (hashes, member, day) =>
          Object.fromEntries(
            hashes.flatMap((hash) => {
              const fields = shown(hash, member, day);
              return fields ? [[hash, fields]] : [];
            }),
          ),
      };
    },
  };
}
