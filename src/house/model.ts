import type { ModelConfig } from '../config/model.ts';
import { wordAnswer } from '../model/answer.ts';
import { openModel } from '../model/client.ts';
import { createHelper } from '../model/help.ts';
import { readKept } from '../store/index.ts';
import type { Helper } from '../types/index.ts';
import { MODEL } from '../words/office/house.ts';
import type { Knowledge, Log } from './knowledge.ts';

interface ModelHouse {
  readonly helper: Helper;
  /** For the operator, at start: which model, where, and whether it sees pictures. */
  readonly words: string;
  /** Asks it once for nothing in particular, and logs whether it answers. */
  check(): Promise<void>;
}

/** The model that is configured, as the desk uses it. Loaded only where one is. */
export function openModelHouse(
  config: ModelConfig,
  { knowledge, filesFolder, log }: { readonly knowledge: Knowledge; readonly filesFolder: string; readonly log: Log },
): ModelHouse {
  const { patience, vision, atOnce, ...endpoint } = config;
  const model = openModel({ ...endpoint, atOnce }, (words) => log(words));
  // Pictures take longer; they have turns of their own, so that no question waits for them.
  const eye = vision
    ? openModel({ ...endpoint, atOnce: Math.max(1, Math.floor(atOnce / 2)) }, (words) => log(MODEL.looking(words)))
    : undefined;
  return {
    helper: createHelper({
      model,
      ...(eye ? { eye } : {}),
      patience,
      word: (question, plain, complete, known) =>
        wordAnswer(knowledge.library(), { input: question, plain, known }, complete),
      readFile: (hash) => readKept(filesFolder, hash),
    }),
    words: MODEL.which(config.name, new URL(config.url).host, vision),
    check: async () => {
      const found = await model.check();
      log('ms' in found ? MODEL.there(config.name, found.ms) : MODEL.away(config.name, found.why));
    },
  };
}
