import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from '../../src/commands/talk/talk.ts';

/**
 * Conversations as people hold them, one folder a repair. They are played through the `talk` command, so through the real
 * desk, store, rules and documents, on a fake clock.
 */
interface Step {
  readonly me?: string;
  readonly tap?: string;
  /** Which card of this talk carries the button: 1 = the first that had buttons. */
  readonly card?: number;
  readonly file?: { readonly name: string; readonly mime: string };
  readonly wait?: string;
  readonly at?: string;
  readonly group?: boolean;
  readonly mentioned?: boolean;
  /** Where the replies went, for what was said in a group. */
  readonly to?: readonly ('group' | 'private')[];
  /** The utterances that must be among those said: `cancelled`, `asked hours`, `card report`. */
  readonly about?: string | readonly string[];
  readonly says?: string | readonly string[];
  readonly never?: string | readonly string[];
  readonly awaiting?: string | null;
  readonly records?: number;
  /** Nothing is said: a press that shows itself. */
  readonly silent?: boolean;
}
interface Story {
  readonly title: string;
  readonly settles?: string;
  readonly now: string;
  readonly person?: object;
  /** The person stands on the institution's roster. */
  readonly roster?: boolean;
  readonly talk: readonly Step[];
  readonly records?: readonly Readonly<Record<string, unknown>>[];
  readonly requests?: readonly object[];
  readonly person_after?: object;
}
interface Line {
  readonly talk: string;
  readonly error?: { readonly message: string };
  readonly replies: readonly {
    readonly to?: string;
    readonly text: string;
    readonly card?: {
      readonly id?: string;
      readonly title: string;
      readonly facts: readonly (readonly [string, string])[];
      readonly actions: readonly { readonly value: string; readonly label: string }[];
    };
  }[];
  readonly about?: readonly Readonly<Record<string, string>>[];
  readonly awaiting: string | null;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly requests: readonly object[];
  readonly person: object;
}

const ROOT = join(import.meta.dirname, '..', 'talks');
const INNER =
  /\bundefined\b|\bNaN\b|\[object |null\b|(?<![\w-])(?:cme-project|internal-training|public-course|participant|lecturer|provincial|municipal|fullDays|confirm)(?![\w-])/u;

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
const wholeText = (line: Line): string =>
  line.replies
    .flatMap((r) => [
      r.text,
      r.card?.title ?? '',
      ...(r.card?.facts.map(([k, v]) => `${k}：${v}`) ?? []),
      ...(r.card?.actions.map((a) => a.label) ?? []),
    ])
    .join('\n');

/** A `talk` process in this one: a line in, a line out. */
function process(): { ask(line: object): Promise<Line>; end(): Promise<void> } {
  const waiting: ((text: string | undefined) => void)[] = [];
  const queue: string[] = [];
  let isOver = false;
  const out: ((line: Line) => void)[] = [];
  const input = {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next =
          queue.shift() ??
          (isOver ? undefined : await new Promise<string | undefined>((resolve) => waiting.push(resolve)));
        if (next === undefined) return;
        yield next;
      }
    },
  };
  const output = {
    write(text: string, done: (error?: Error | null) => void) {
      out.shift()?.(JSON.parse(text) as Line);
      done();
      return true;
    },
  };
  const ended = run([], { input, output });
  return {
    ask: (line) =>
      new Promise((resolve) => {
        out.push(resolve);
        const text = `${JSON.stringify(line)}\n`;
        const waiter = waiting.shift();
        if (waiter) waiter(text);
        else queue.push(text);
      }),
    end: async () => {
      isOver = true;
      for (const waiter of waiting) waiter(undefined);
      await ended;
    },
  };
}

const line = process();
afterAll(() => line.end());

const folders = readdirSync(ROOT, { withFileTypes: true }).filter((d) => d.isDirectory());
describe.each(folders.map((d) => d.name))('%s', (folder) => {
  const stories = readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const parsed = parse(readFileSync(join(ROOT, folder, name), 'utf8')) as Story | readonly Story[];
      return (Array.isArray(parsed) ? parsed : [parsed]) as readonly Story[];
    });

  it('has talks', () => expect(stories.length).toBeGreaterThan(0));
  it.each(stories.map((story) => [story.title, story] as const))('%s', async (_, story) => {
    const id = `${folder}: ${story.title}`;
    const first = await line.ask({
      talk: id,
      start: {
        now: story.now,
        about: true,
        ...(story.person ? { person: story.person } : {}),
        ...(story.roster ? { roster: true } : {}),
      },
    });
    expect(first.error).toBeUndefined();
    let last = first;
    const cards: string[] = [];
    for (const [i, step] of story.talk.entries()) {
      const where = `step ${i + 1} ${JSON.stringify(step.me ?? step.tap ?? step.wait ?? step.file)}`;
      const { about, says, never, awaiting, records, card, silent, to, ...said } = step;
      last = await line.ask({ talk: id, ...said, ...(card !== undefined ? { card: cards[card - 1] } : {}) });
      expect(last.error, where).toBeUndefined();
      for (const reply of last.replies) if (reply.card?.id && reply.card.actions.length > 0) cards.push(reply.card.id);
      const text = wholeText(last);
      expect(text, where).not.toMatch(INNER);
      if (to)
        expect(
          last.replies.map((r) => r.to),
          where,
        ).toEqual(to);
      if (silent) expect(last.replies, where).toEqual([]);
      else if (!('wait' in step)) expect(last.replies.length, `${where}: silence`).toBeGreaterThan(0);
      const named = (last.about ?? []).map((one) => Object.values(one).join(' '));
      for (const name of list(about)) expect(named, where).toContain(name);
      for (const pattern of list(says)) expect(text, where).toMatch(new RegExp(pattern, 'u'));
      for (const pattern of list(never)) expect(text, where).not.toMatch(new RegExp(pattern, 'u'));
      if (awaiting !== undefined) expect(last.awaiting, where).toBe(awaiting);
      if (records !== undefined)
        expect(last.records.filter((r) => r.status !== 'withdrawn').length, where).toBe(records);
    }
    if (story.records) {
      const alive = last.records.filter((r) => r.status !== 'withdrawn');
      expect(alive).toMatchObject(story.records);
    }
    if (story.requests) expect(last.requests).toMatchObject(story.requests);
    if (story.person_after) expect(last.person).toMatchObject(story.person_after);
  });
});
