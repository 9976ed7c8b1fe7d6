/** The audit trail as a person reads it and takes a copy of it. */
import { addDays } from '../days.ts';
import type { AuditQuery, AuditRow, Store } from '../store/index.ts';
import type { AuditLine, AuditSearch, Day, Instant, Member } from '../types/index.ts';
import { DOERS, deedName, GONE, TRAIL, trailDetail } from '../words/office/trail.ts';
import { CSV_START, csvLine } from './csv.ts';

type House = Pick<Store, 'auditPage' | 'member' | 'memberByStaffNumber'>;

const midnight = (day: Day): Instant => new Date(`${day}T00:00:00+08:00`).toISOString();

/** Whom a search names: somebody of the roster by their number, or the machine's own names; undefined where there is nobody. */
async function idOf(store: House, asked: string): Promise<string | undefined> {
  const own = Object.entries(DOERS).find(([by, name]) => asked === by || asked === name)?.[0];
  return own ?? (await store.memberByStaffNumber(asked))?.member.id;
}

/** The search as the store is asked; `nobody`: a staff number that the roster does not have. */
export async function trailQuery(
  store: House,
  { staff, by, what, since, until }: AuditSearch,
  viewer: Pick<Member, 'demo'> | undefined,
): Promise<Omit<AuditQuery, 'limit' | 'after'> | { readonly nobody: string }> {
  const [whose, who] = await Promise.all([staff, by].map(async (one) => one && ((await idOf(store, one)) ?? null)));
  if (whose === null && staff !== undefined) return { nobody: staff };
  if (who === null && by !== undefined) return { nobody: by };
  return {
    ...(whose ? { member: whose } : {}),
    ...(who ? { by: who } : {}),
    ...(what === undefined ? {} : { what }),
    ...(since === undefined ? {} : { since: midnight(since) }),
    ...(until === undefined ? {} : { until: midnight(addDays(until, 1)) }),
    ...(viewer === undefined ? {} : { world: viewer.demo === true ? ('demo' as const) : ('real' as const) }),
  };
}

type Names = Map<string, AuditLine['by']>;

/** Who an id is, looked up once a reading. */
async function nameOf(store: House, id: string, names: Names): Promise<AuditLine['by']> {
  const known = names.get(id);
  if (known) return known;
  const found = DOERS[id] === undefined ? (await store.member(id))?.member : undefined;
  const number = found?.staffNumber === undefined ? {} : { staffNumber: found.staffNumber };
  const person = { name: DOERS[id] ?? found?.name ?? GONE, ...number };
  names.set(id, person);
  return person;
}

async function lineOf(store: House, row: AuditRow, names: Names): Promise<AuditLine> {
  const { id, at, by, member, what, detail } = row;
  return {
    id,
    at,
    by: by === undefined ? { name: '' } : await nameOf(store, by, names),
    ...(member === undefined ? {} : { of: await nameOf(store, member, names) }),
    what,
    whatName: deedName(what),
    detail: trailDetail(detail),
  };
}

/** One page of the trail, the newest first. `next`: after which line the following page begins, where there is one. */
export async function trailPage(
  store: House,
  query: AuditQuery,
): Promise<{ readonly lines: readonly AuditLine[]; readonly next?: number }> {
  const rows = await store.auditPage({ ...query, limit: query.limit + 1 });
  const names: Names = new Map();
  const lines: AuditLine[] = [];
  for (const row of rows.slice(0, query.limit)) lines.push(await lineOf(store, row, names));
  const last = lines.at(-1);
  return { lines, ...(rows.length > query.limit && last ? { next: last.id } : {}) };
}

const PAGE = 500;
/** 2026-11-22 10:00:03, in China. */
const clock = (at: Instant): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The trail as a CSV file, piece by piece, the newest first; each piece holds whole lines. */
export async function* trailCsv(store: House, query: Omit<AuditQuery, 'limit' | 'after'>): AsyncGenerator<string> {
  yield `${CSV_START}${csvLine(TRAIL.columns)}`;
  for (let after: number | undefined; ; ) {
    const { lines, next } = await trailPage(store, {
      ...query,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    if (lines.length > 0) yield lines.map((line) => csvLine(cellsOf(line))).join('');
    if (next === undefined) return;
    after = next;
  }
}

export const cellsOf = ({ at, by, of, whatName, detail }: AuditLine): readonly string[] => [
  clock(at),
  by.name,
  by.staffNumber ?? '',
  whatName,
  of?.name ?? '',
  of?.staffNumber ?? '',
  detail,
];
