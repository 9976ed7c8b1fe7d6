/**
 * A web message to its reply, as a browser sees it: from before the POST to the line in the event stream.
 * `node bench/latency.ts [messages a second] [seconds]`
 */
import { percentile, startHouse } from './house.ts';

const RATE = Number(process.argv[2] ?? 20);
const SECONDS = Number(process.argv[3] ?? 20);
const PEOPLE = 8;
const LIMIT_MS = 50;

const WORDS = [
  '内部培训一年最多几分？',
  '我还差几分',
  '上周二参加省级继教项目，线下听课9个小时，考试合格',
  '不是9小时，是6小时',
  '确认',
  '公需科目每年要多少分',
  '明细',
  '帮助',
];

interface Browser {
  readonly cookie: string;
  readonly headers: Record<string, string>;
}

const house = await startHouse();
const at = (path: string): string => `${house.address.replace(/\/$/, '')}${path}`;
const { origin } = new URL(house.address);
/** Keys of messages on their way → when they were sent. */
const sentAt = new Map<string, number>();
const times: number[] = [];
let done: (() => void) | undefined;

async function enter(i: number): Promise<Browser> {
  const { roster } = (await (await fetch(at('/api/entrance'))).json()) as { roster: { id: string }[] };
  const member = roster[i % roster.length]?.id;
  const response = await fetch(at('/api/session'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ is: 'member', member }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, headers: { cookie, origin, 'content-type': 'application/json' } };
}

/** Reads the event stream; a reply's key is `web:` and its message's key, and its number. */
async function listen({ cookie }: Browser): Promise<void> {
  const response = await fetch(at('/api/stream'), { headers: { cookie } });
  const reader = response.body?.getReader();
  if (!reader) throw new Error(`stream: ${response.status}`);
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { value, done: ended } = await reader.read().catch(() => ({ value: undefined, done: true }));
    if (ended) return;
    const now = performance.now();
    rest += decoder.decode(value, { stream: true });
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined || !event.includes('event: line')) continue;
      const line = JSON.parse(data) as { from: string; key: string };
      const id = /([\w-]+)#0$/.exec(line.key)?.[1];
      const sent = line.from === 'bot' && id !== undefined ? sentAt.get(id) : undefined;
      if (sent === undefined || id === undefined) continue;
      sentAt.delete(id);
      times.push(now - sent);
      if (sentAt.size === 0) done?.();
    }
  }
}

const browsers = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => enter(i)));
for (const browser of browsers) void listen(browser);
await new Promise((resolve) => setTimeout(resolve, 500));

const count = RATE * SECONDS;
const start = performance.now();
const refused: number[] = [];
for (let i = 0; i < count; i += 1) {
  const wait = start + (i * 1000) / RATE - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  const browser = browsers[i % PEOPLE];
  const id = `bench-${String(i).padStart(8, '0')}`;
  sentAt.set(id, performance.now());
  void fetch(at('/api/messages'), {
    method: 'POST',
    headers: browser?.headers ?? {},
    body: JSON.stringify({ id, text: WORDS[Math.floor(i / PEOPLE) % WORDS.length] }),
  }).then((response) => {
    if (!response.ok) refused.push(response.status);
  });
}
await Promise.race([
  new Promise<void>((resolve) => {
    done = resolve;
    if (sentAt.size === 0) resolve();
  }),
  new Promise((resolve) => setTimeout(resolve, 10_000)),
]);
times.sort((a, b) => a - b);
const p99 = percentile(times, 0.99);
process.stdout.write(
  `web message to reply, ${RATE}/s for ${SECONDS} s, ${PEOPLE} browsers: ${times.length} of ${count} answered, ` +
    `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${(times.at(-1) ?? Number.NaN).toFixed(1)} ms (p99 limit ${LIMIT_MS} ms)` +
    `${refused.length > 0 ? `, refused ${refused.length}` : ''}\n`,
);
await house.stop();
process.exit(p99 < LIMIT_MS && times.length === count ? 0 : 1);
