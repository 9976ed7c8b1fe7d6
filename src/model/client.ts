/**
 * An endpoint that speaks the OpenAI chat protocol: optional, off by default, never waited for longer than its caller
 * says. Whatever goes wrong, `complete` resolves with `undefined`; it never rejects. What is done with a reply is
 * decided by those who asked: nothing here is believed.
 */
import { MODEL } from '../words/answers/model.ts';
import { circuitOf } from './circuit.ts';

/** Where the model is and how it is used. Validated in src/config/model.ts. */
export interface ModelSettings {
  /** `https://host/v1`, without `/chat/completions`. */
  readonly url: string;
  readonly name: string;
  readonly key?: string;
  /** Calls under way at once; a few more may wait for their turn. */
  readonly atOnce?: number;
  /** What this endpoint wants beside the protocol: `{ chat_template_kwargs: { enable_thinking: false } }`. */
  readonly body?: { readonly [name: string]: unknown };
}

/** What a model is asked: once, with an answer that is short. */
export interface Task {
  readonly system: string;
  readonly user: string;
  readonly image?: { readonly bytes: Uint8Array; readonly mime: string };
}

export interface Model {
  /** The reply's text, or `undefined`: refused, slow, too long, another protocol, no turn free, endpoint known to be down. */
  complete(task: Task, patience: number): Promise<string | undefined>;
  /** One call of no content: milliseconds that it took, or why it failed. */
  check(): Promise<{ readonly ms: number } | { readonly why: string }>;
}

const LONGEST_REPLY = 256 * 1024;
const MOST_TOKENS = 700;
/** A certificate is copied out in full. */
const MOST_TOKENS_PICTURE = 1500;
/** Less than this is not worth a call. */
const SHORTEST_PATIENCE = 150;
const CHECK_PATIENCE = 15_000;
const PING: Task = { system: '只回答一个字。', user: '好' };

/** Something that is wrong with a reply as such, in words for the operator. */
class Unusable extends Error {}

/** What the SDK calls instead of `fetch`: no redirects (they would carry the key elsewhere), and an end to every body. */
async function guardedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LONGEST_REPLY) throw new Unusable(MODEL.tooLong);
    chunks.push(chunk);
  }
  const after = response.headers.get('retry-after');
  return new Response(size === 0 ? null : Buffer.concat(chunks), {
    status: response.status,
    headers: { 'content-type': 'application/json', ...(after === null ? {} : { 'retry-after': after }) },
  });
}

/** The SDK is loaded by the first call: whoever configures no model does not pay for it. */
async function speak(settings: ModelSettings): Promise<(task: Task, signal: AbortSignal) => Promise<string>> {
  const [{ generateText }, { createOpenAICompatible }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
  ]);
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
  const model = createOpenAICompatible({
    name: 'model',
    baseURL: settings.url,
    fetch: guardedFetch,
    transformRequestBody: ({ messages, ...rest }) => ({ ...rest, ...settings.body, messages }),
    ...(settings.key === undefined ? {} : { apiKey: settings.key }),
  }).chatModel(settings.name);
  return async ({ system, user, image }, signal) => {
    const { text } = await generateText({
      model,
      instructions: system,
      messages: [
        {
          role: 'user',
          content: image
            ? [
                { type: 'text', text: user },
                { type: 'file', mediaType: image.mime, data: image.bytes },
              ]
            : user,
        },
      ],
      temperature: 0,
      maxOutputTokens: image ? MOST_TOKENS_PICTURE : MOST_TOKENS,
      maxRetries: 0,
      abortSignal: signal,
      telemetry: { isEnabled: false, recordInputs: false, recordOutputs: false },
    });
    return text;
  };
}

/** Why a call failed, for the log and the circuit; never what was said. */
function reasonOf(error: unknown, late: boolean): { readonly why: string; readonly rest?: number } {
  if (late) return { why: MODEL.late };
  const chain: unknown[] = [];
  for (let one = error; one instanceof Error && chain.length < 5; one = one.cause) chain.push(one);
  const unusable = chain.find((one) => one instanceof Unusable);
  if (unusable instanceof Unusable) return { why: unusable.message };
  const status = chain.flatMap((one) => (isRecord(one) && typeof one.statusCode === 'number' ? [one] : []))[0];
  if (status && Number(status.statusCode) >= 400) {
    const after = isRecord(status.responseHeaders) ? Number(status.responseHeaders['retry-after']) : Number.NaN;
    return { why: MODEL.status(Number(status.statusCode)), ...(after > 0 ? { rest: after * 1000 } : {}) };
  }
  const code = chain.flatMap((one) => (isRecord(one) && typeof one.code === 'string' ? [one.code] : []))[0];
  return { why: status && !code ? MODEL.otherProtocol : MODEL.unreachable(code) };
}
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** @param log what an operator should know: the endpoint gone, and back again; no message of anybody */
export function openModel(settings: ModelSettings, log: (words: string) => void = () => {}): Model {
  const most = settings.atOnce ?? 4;
  let speaking: ReturnType<typeof speak> | undefined;
  let running = 0;
  const queue: (() => void)[] = [];

  /** Resolves with whether a turn came within the time. */
  const turn = (patience: number): Promise<boolean> => {
    if (running < most) {
      running += 1;
      return Promise.resolve(true);
    }
    if (queue.length >= most * 4) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(go), 1);
        resolve(false);
      }, patience);
      const go = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      queue.push(go);
    });
  };
  /** Hands the turn on. */
  const release = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };

  const call = async (task: Task, patience: number): Promise<{ text: string } | { why: string; rest?: number }> => {
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        abort.abort();
        reject(new Error('late'));
      }, patience);
    });
    try {
      speaking ??= speak(settings);
      const said = speaking.then((go) => go(task, abort.signal));
      const text = (await Promise.race([said, late])).replace(/<think>[\s\S]*?(?:<\/think>|$)/giu, '').trim();
      return text === '' ? { why: MODEL.empty } : { text };
    } catch (error) {
      return reasonOf(error, abort.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  };
  const circuit = circuitOf(async () => {
    const answer = await call(PING, CHECK_PATIENCE);
    return 'text' in answer;
  }, log);

  return {
    complete: async (task, patience) => {
      const until = performance.now() + patience;
      if (patience < SHORTEST_PATIENCE || !circuit.isClosed() || !(await turn(patience))) return undefined;
      try {
        const left = until - performance.now();
        // Whoever waited for a turn may find the endpoint gone by now.
        if (left < SHORTEST_PATIENCE || !circuit.isClosed()) return undefined;
        const answer = await call(task, left);
        if ('text' in answer) {
          circuit.worked();
          return answer.text;
        }
        // Too little time was left to blame the endpoint.
        if (left >= patience / 2) circuit.failed(answer.why, answer.rest);
        return undefined;
      } finally {
        release();
      }
    },
    check: async () => {
      speaking ??= speak(settings);
      await speaking.catch(() => undefined);
      const before = performance.now();
      const answer = await call(PING, CHECK_PATIENCE);
      if ('text' in answer) return { ms: Math.round(performance.now() - before) };
      circuit.failed(answer.why, answer.rest);
      return { why: answer.why };
    },
  };
}
