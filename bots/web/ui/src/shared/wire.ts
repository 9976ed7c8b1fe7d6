/** What goes over the wire, and the calls. The nouns are those of src/types/index.ts. */
import type {
  AuditLine,
  ChatLine,
  Duties,
  ManagerView,
  Province,
  ReviewItem,
  RosterPerson,
  YearView,
} from '../../../../../src/types/index.ts';

export type {
  AuditLine,
  AuditSearch,
  Card,
  CaseChange,
  ChatLine,
  CuratorDraft,
  CuratorEditView,
  CuratorOutcome,
  CuratorTrial,
  Decision,
  Duties,
  GapDetail,
  GapGroupView,
  ManagerRow,
  ManagerView,
  ReviewItem,
  RosterPerson,
  SuggestedClause,
  YearView,
} from '../../../../../src/types/index.ts';

export interface Me {
  readonly peer: string;
  /** The house's clock. */
  readonly now: string;
  readonly uploadBytes: number;
  readonly manages: boolean;
  readonly curates: boolean;
  /** What the institution has given me to do about others; missing while nobody is known. */
  readonly duties?: Duties;
  /** Missing while somebody only looks around. */
  readonly person?: RosterPerson;
  readonly year?: YearView;
}
export interface Contact {
  readonly name: string;
  readonly phone?: string;
}
export interface EntranceInfo {
  /** Whether somebody may come in without a code; only then there are people and provinces. */
  readonly introduce: boolean;
  readonly notice: string;
  readonly contact?: Contact;
  readonly roster?: readonly RosterPerson[];
  readonly provinces?: readonly { readonly province: Province; readonly name: string }[];
}
export type Entering =
  | { readonly is: 'member'; readonly member: string }
  | { readonly is: 'new'; readonly name: string; readonly province?: Province }
  | { readonly is: 'guest' }
  | { readonly is: 'bind'; readonly number: string; readonly code: string };
/** A browser in which the person is signed in. */
export interface Device {
  readonly id: string;
  readonly current: boolean;
  /** Browser and system; empty where it does not say. */
  readonly agent: string;
  readonly since: string;
  readonly seen: string;
}
export type History = { readonly lines: readonly ChatLine[]; readonly older: boolean };
export type Reviews = { readonly items: readonly ReviewItem[] };
export interface Trail {
  readonly lines: readonly AuditLine[];
  /** Where the following page begins. */
  readonly next?: number;
  /** What may be looked for. */
  readonly deeds: readonly { readonly what: string; readonly name: string }[];
}
export type Units = { readonly units: readonly ManagerView[] };
/** `key` is the line's key in the history. */
export type Kept = { readonly kept: 'kept' | 'seen'; readonly key: string };

/** An answer that is not 2xx: `status` and a sentence fit to be shown. Status 0: the server was not reached. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
const UNREACHED = '暂时连不上服务。';

const read = async <T>(answer: Response): Promise<T> => {
  if (answer.status === 204) return undefined as T;
  const body = (await answer.json().catch(() => ({}))) as { message?: string };
  if (!answer.ok) throw new Refused(answer.status, body.message ?? '抱歉，刚才没有办成，请稍后再试。');
  return body as T;
};

export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  peer?: string,
  body?: unknown,
): Promise<T> {
  const headers: Record<string, string> = {};
  if (peer !== undefined) headers['x-peer'] = peer;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await fetch(`/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused(0, UNREACHED);
  });
  return read<T>(answer);
}

/** XMLHttpRequest, because fetch tells no progress. `progress` is 0…1. */
export function upload(peer: string, id: string, file: File, progress: (part: number) => void): Promise<Kept> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', `/api/files?id=${encodeURIComponent(id)}`);
    request.setRequestHeader('x-peer', peer);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = () => fail(new Refused(0, UNREACHED));
    request.onload = () => {
      const body = request.response as (Kept & { message?: string }) | null;
      if (request.status === 200 && body) done(body);
      else fail(new Refused(request.status, body?.message ?? '抱歉，文件没有传上去，请稍后再试。'));
    };
    request.send(form);
  });
}

/** 128 random bits; `crypto.randomUUID` is missing on plain http in a local network. */
export const freshId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
