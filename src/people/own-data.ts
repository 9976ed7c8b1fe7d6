/** What is kept of one person, as a file that they can open, and one that a program can read. */
import JSZip from 'jszip';
import { dayOf } from '../days.ts';
import { readKept, type Store } from '../store/index.ts';
import type { ChatLine, Instant, Member } from '../types/index.ts';
import { titleName } from '../words/office/people.ts';
import { channelWords, momentWords } from '../words/person/binding.ts';
import { FILE, type LookLine } from '../words/person/privacy.ts';
import { STATUS } from '../words/person/year.ts';
import { daysOf, lineOf } from '../words/talk/activity.ts';
import { REQUEST_LINE } from '../words/talk/request.ts';

/** Papers beyond this many bytes stay behind. */
const MOST_BYTES = 50 * 1024 * 1024;

interface Kept {
  readonly store: Store;
  readonly filesFolder: string;
}

/** A zip with a page, the data and the papers; only what is this member's own. `looks`: who else has looked. */
export async function ownData(
  { store, filesFolder }: Kept,
  member: Member,
  looks: readonly LookLine[],
  at: Instant,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const [records, requests, chats] = await Promise.all([
    store.ledger(member.id),
    store.requests(member.id),
    store.identities(member.id),
  ]);
  const messages: ChatLine[] = [];
  for (const { address } of chats) messages.push(...(await store.lines(address.channel, address.peer, 0)));
  const zip = new JSZip();
  const data = {
    member,
    records,
    requests,
    // Ids on other people's platforms say nothing to anybody.
    chats: chats.map(({ address, seenAt }) => ({ channel: address.channel, seenAt })),
    messages,
    looks,
  };
  zip.file(FILE.data, JSON.stringify(data, null, 2));
  const papers = [...new Set(records.flatMap(({ attachments }) => attachments))];
  const left = await addPapers(zip, { store, filesFolder }, papers);
  const sections: readonly Section[] = [
    [FILE.profile, profileLines(member)],
    [
      FILE.records,
      records.map(({ activity, status }) => `${daysOf(activity)} ${lineOf(activity)}（${STATUS[status] ?? status}）`),
    ],
    [FILE.requests, requests.map(({ year, kind, status }) => REQUEST_LINE(year, kind, status))],
    [FILE.chats, chats.map(({ address }) => channelWords(address.channel))],
    [FILE.looks, looks.map((look) => `${momentWords(look.at)} ${look.by}：${look.what}`)],
    [FILE.messages, messages.flatMap((line) => messageLine(line))],
    ...(left ? [[FILE.papers, [FILE.tooLarge]] as const] : []),
  ];
  zip.file(FILE.page, pageOf(at, sections));
  return { name: FILE.name(dayOf(at)), bytes: await zip.generateAsync({ type: 'uint8array' }) };
}

/** Puts the papers in; true where some stayed behind. */
async function addPapers(zip: JSZip, { store, filesFolder }: Kept, hashes: readonly string[]): Promise<boolean> {
  let bytes = 0;
  for (const hash of hashes) {
    const known = await store.file(hash);
    if (!known) continue;
    if (bytes + known.size > MOST_BYTES) return true;
    const found = await readKept(filesFolder, hash);
    if (found) zip.file(`${FILE.papers}/${hash.slice(0, 6)}-${known.name.replace(/[\\/]/gu, '_')}`, found);
    bytes += known.size;
  }
  return false;
}

type Section = readonly [title: string, lines: readonly string[]];

function profileLines(member: Member): readonly string[] {
  const { name, staffNumber, mobile, institution, told = [] } = member;
  const own = told.length > 0 ? [`${FILE.told}：${told.join('、')}`] : [];
  return [name, staffNumber, mobile, institution?.name, titleName(member), ...own].filter(
    (line): line is string => line !== undefined && line !== '',
  );
}

const messageLine = ({ at, from, body }: ChatLine): readonly string[] =>
  body.is === 'text' || body.is === 'card' ? [`${momentWords(at)} ${from === 'me' ? '我' : '助手'}：${body.text}`] : [];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one);

const pageOf = (at: Instant, sections: readonly Section[]): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${FILE.title}</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}li{white-space:pre-wrap}</style>
<h1>${FILE.title}</h1><p>${escaped(FILE.made(at))}</p>
${sections
  .map(([title, lines]) =>
    lines.length === 0
      ? `<h2>${title}</h2><p>${FILE.none}</p>`
      : `<h2>${title}</h2><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
  )
  .join('\n')}
</html>`;
