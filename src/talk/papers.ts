/** Papers: certificates that come by themselves, with a report or after it, and those sent by mistake. Pure. */

import { DAY_MS } from '../days.ts';
import { live } from '../ledger/year.ts';
import type { Extracted, FileFact, Intent, LedgerEntry, RequestDraft } from '../types/index.ts';
import { nameOf } from '../words/talk/activity.ts';
import * as words from '../words/talk/talk.ts';
import { nameOfDraft } from './drafts/name.ts';
import { beginFromPicture, fillFromPicture } from './pictures.ts';
import { reopen } from './records/amend.ts';
import { note, put, putDraft, type Work } from './work.ts';

/** Minutes within which a certificate goes to what was recorded last. */
const FRESH = 30;

/** The same content again: on what is being filled in it is not asked about twice; on what is recorded it is said where. */
function isKnown(work: Work, file: FileFact): boolean {
  const { drafts, files } = work.conversation;
  const isHere = files.includes(file.hash) || drafts.some((d) => d.attachments.includes(file.hash));
  const entry = live(work.facts.ledger).find((e) => e.attachments.includes(file.hash));
  if (isHere) note(work, 'file-again', words.FILE_AGAIN);
  else if (entry) note(work, 'file-again', words.FILE_ELSEWHERE(nameOf(entry.activity)));
  return isHere || (entry !== undefined && drafts.length === 0);
}

/** Days within which a paper without words is taken for the report that was returned for want of it. */
const RETURNED = 60;

/** The only report that came back, where nothing newer waits for a paper: what was missing is sent after it. */
function returnedOf({ facts, conversation }: Work, recent: boolean): LedgerEntry | undefined {
  const { ledger, at } = facts;
  if (conversation.files.length > 0) return undefined;
  const since = Date.parse(at) - RETURNED * DAY_MS;
  const back = ledger.filter((e) => e.status === 'rejected' && Date.parse(e.recordedAt) >= since);
  const [only] = back;
  const isNewer = conversation.last.some((id) => ledger.some((e) => e.activity.id === id && e.status === 'submitted'));
  return back.length === 1 && !(recent && isNewer) ? only : undefined;
}

/** A certificate: to the draft at hand, to what was just recorded, or kept until we know. */
export function attachFile(work: Work, file: FileFact, report: Report) {
  if (file.refused) return note(work, 'file-refused', words.FILE_REFUSED[file.refused]);
  const { drafts, files, request } = work.conversation;
  // Kept before, and read meanwhile.
  if (file.proposed && files.includes(file.hash) && beginFromPicture(work, file.hash, file.proposed, report)) return;
  if (isKnown(work, file)) return;
  const kept = words.FILE_KEPT(file.name.replace(/[\n\r]/g, ' ').slice(0, 40));
  if (drafts.length > 0) return toDraft(work, file, kept);
  if (request) return toRequest(work, file, request, kept);
  if (!toRecorded(work, file, kept)) keepOrBegin(work, file, kept, report);
}

type Report = (activities: readonly Extracted[]) => void;

/** The papers that wait for 哪一项, with one more. */
const waiting = ({ conversation: { pending } }: Work, hash: string): readonly string[] => [
  ...(pending?.is === 'file-for' ? pending.files : []),
  hash,
];

/** To the only draft; of several it is asked. */
function toDraft(work: Work, file: FileFact, kept: string) {
  const [only, other] = work.conversation.drafts;
  if (!only || other) {
    note(work, 'file-kept', kept);
    return put(work, { pending: { is: 'file-for', files: waiting(work, file.hash) } });
  }
  note(work, 'file-on-draft', kept + words.FILE_ON_DRAFT(nameOfDraft(only)));
  putDraft(work, only.id, (d) => ({ attachments: [...new Set([...d.attachments, file.hash])] }));
  if (file.proposed) fillFromPicture(work, only.id, file.hash, file.proposed);
}

function toRequest(work: Work, { hash }: FileFact, request: RequestDraft, kept: string) {
  const before = Array.isArray(request.fields.files) ? request.fields.files : [];
  const fields = { ...request.fields, files: [...before, hash], proof: request.fields.proof ?? words.PROOF_SENT };
  put(work, { request: { ...request, version: request.version + 1, fields } });
  note(work, 'file-on-request', kept + words.FILE_ON_REQUEST);
}

/** To what was recorded last or came back for want of it. False where it belongs to nothing recorded. */
function toRecorded(work: Work, { hash }: FileFact, kept: string): boolean {
  const { last, touched } = work.conversation;
  const { ledger, at } = work.facts;
  const isRecent = touched !== undefined && Date.parse(at) - Date.parse(touched) <= FRESH * 60_000;
  const open = last.flatMap((id) => ledger.filter((e) => e.activity.id === id && e.status === 'submitted').slice(0, 1));
  const recorded = last.length === 1 ? open[0] : undefined;
  const returned = recorded ? undefined : returnedOf(work, isRecent);
  if (returned) {
    note(work, 'file-on-returned', kept + words.FILE_ON_RETURNED(nameOf(returned.activity)));
    reopen(work, { ...returned, attachments: [...returned.attachments, hash] }, {});
    return true;
  }
  if (isRecent && last.length > 1) {
    note(work, 'file-kept', kept);
    const among = open.map((e) => e.activity.id);
    put(work, { pending: { is: 'file-for', files: waiting(work, hash), recorded: among } });
    return true;
  }
  if (!isRecent || !recorded) return false;
  work.effects.push({ is: 'attach', activity: recorded.activity.id, files: [hash] });
  note(work, 'file-on-record', kept + words.FILE_ON_RECORD(nameOf(recorded.activity)));
  return true;
}

/** A report begun from what stands on the paper; else the paper is kept until we are told what it is of. */
function keepOrBegin(work: Work, { hash, proposed }: FileFact, kept: string, report: Report) {
  const { files } = work.conversation;
  if (proposed) {
    const before = work.lines.length;
    note(work, 'file-kept', kept);
    if (beginFromPicture(work, hash, proposed, report)) return;
    work.lines.length = before;
  }
  put(work, { files: [...new Set([...files, hash])].slice(-10) });
  note(work, 'file-kept', kept + words.FILE_TELL);
}

/** A paper sent by mistake is taken off what is being filled in; the rest of the report stands. */
export function detach(work: Work, { which, all }: Extract<Intent, { is: 'detach' }>) {
  const { drafts, files, pending, request } = work.conversation;
  if (pending?.is === 'file-for') {
    const rest = all ? [] : pending.files.slice(0, -1);
    put(work, { pending: rest.length > 0 ? { ...pending, files: rest } : undefined });
    return note(work, 'file-off', words.FILE_OFF(pending.files.length - rest.length));
  }
  const holders = drafts.filter((d) => d.attachments.length > 0);
  const one = which === undefined ? holders[0] : drafts[which - 1];
  if (which === undefined && holders.length > 1) {
    work.quiet = true;
    return note(work, 'file-off-which', words.FILE_OFF_WHICH);
  }
  if (one && one.attachments.length > 0) {
    const rest = all ? [] : one.attachments.slice(0, -1);
    putDraft(work, one.id, () => ({ attachments: rest }));
    return note(work, 'file-off', words.FILE_OFF(one.attachments.length - rest.length));
  }
  const kept = request && Array.isArray(request.fields.files) ? request.fields.files : [];
  if (request && kept.length > 0) {
    const rest = all ? [] : kept.slice(0, -1);
    const { files: _, proof, ...fields } = request.fields;
    const told = proof !== undefined && proof !== words.PROOF_SENT ? { proof } : {};
    const left = rest.length > 0 ? { ...request.fields, files: rest } : { ...fields, ...told };
    put(work, { request: { ...request, version: request.version + 1, fields: left } });
    return note(work, 'file-off', words.FILE_OFF(kept.length - rest.length));
  }
  if (files.length === 0) return note(work, 'no-such', words.NO_SUCH);
  const rest = all ? [] : files.slice(0, -1);
  put(work, { files: rest });
  note(work, 'file-off', words.FILE_OFF(files.length - rest.length));
}

/** Certificates that came before the report belong to it when there is one, and are asked about when there are several. */
export function attachPending(work: Work) {
  const { files, drafts } = work.conversation;
  if (files.length === 0) return;
  const [only] = drafts;
  put(work, { files: [] });
  if (drafts.length !== 1 || !only) return put(work, { pending: { is: 'file-for', files } });
  putDraft(work, only.id, (d) => ({ attachments: [...new Set([...d.attachments, ...files])] }));
  for (const hash of files) {
    const seen = work.facts.pictures?.[hash];
    if (seen) fillFromPicture(work, only.id, hash, seen);
  }
}
