import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '../../../src/types/index.ts';
import type { WebSettings } from '../settings.ts';
import { Refusal, WORDS } from '../words.ts';
import { agentOf } from './agent.ts';
import type { EndWhy, EntryDeps, Kept, Rights } from './house.ts';
import type { Pages } from './pages.ts';

const COOKIE = 'xuefen';
/** 256 bits in base64url. */
const VALUE = /^[\w-]{43}$/;
const HOUR_MS = 3_600_000;
/** A visit is noted this often at most. */
const NOTED_MS = 60_000;
/** How long a message that may bind this browser has to do so. */
const SETTLES_MS = 30 * 60_000;

/** A request whose sign-in was found. */
export interface Here {
  readonly session: Kept;
  readonly rights: Rights;
}

export interface Sessions {
  /** Looks for the sign-in behind a request, once, before anything is read of it. */
  readonly arrive: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** What was found. */
  readonly here: (request: FastifyRequest) => Here | undefined;
  /** As `here`, or a 401; a 409 when the page was opened as somebody else. */
  readonly need: (request: FastifyRequest) => string;
  readonly needHere: (request: FastifyRequest) => Here;
  /** A new sign-in for an address, in place of the one that the request came with. */
  readonly enter: (request: FastifyRequest, reply: FastifyReply, peer: string) => Promise<void>;
  /** A new id for the same address, before what was sent is kept: it may bind this browser to somebody. */
  readonly renew: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  readonly leave: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Ends another sign-in of the same person. */
  readonly revoke: (id: string) => Promise<void>;
  /** Whether a sign-in still counts. */
  readonly isLive: (id: string) => Promise<boolean>;
}

const idOf = (value: string): string => createHash('sha256').update(value).digest('base64url');
/** An address in the house that nobody can guess and nothing else is made from. */
export const freshPeer = (): string => randomBytes(24).toString('base64url');

const rightsOf = ({ owner, mark }: Rights): string => `${owner}|${mark}`;
const ownerIn = (rights: string): string => rights.slice(0, rights.lastIndexOf('|'));

/**
 * Sign-ins: 256 random bits in a cookie that scripts cannot read and other sites cannot send. The house keeps their hash, so
 * neither the database nor a log holds anything to sign in with, and only what it keeps is a sign-in. Whenever the rights
 * behind it change it gets a new id; where an address became somebody else's without our having been told before, it ends:
 * whoever had planted the old id keeps nothing.
 */
export function createSessions(
  settings: WebSettings,
  { entry, pages, now }: { readonly entry: EntryDeps; readonly pages: Pages; readonly now: () => Instant },
): Sessions {
  const attributes = { httpOnly: true, sameSite: 'strict', path: '/', secure: settings.secure } as const;
  const found = new WeakMap<FastifyRequest, Here>();
  const after = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
  const spans = ({ duty }: Rights): { readonly idle: number; readonly abs: number } =>
    duty
      ? { idle: settings.dutyIdleHours * HOUR_MS, abs: settings.dutyDays * 24 * HOUR_MS }
      : { idle: settings.idleDays * 24 * HOUR_MS, abs: settings.sessionDays * 24 * HOUR_MS };
  const least = (...instants: readonly Instant[]): Instant => instants.reduce((a, b) => (a < b ? a : b));
  const untilOf = (rights: Rights, madeAt: Instant, at: Instant): Pick<Kept, 'untilIdle' | 'untilAbs'> => {
    const { idle, abs } = spans(rights);
    const untilAbs = after(madeAt, abs);
    return { untilAbs, untilIdle: least(after(at, idle), untilAbs) };
  };
  const claimed = (request: FastifyRequest, peer: string): void => {
    const claim = request.headers['x-peer'];
    if (claim !== undefined && claim !== peer) throw new Refusal(409, WORDS.switched);
  };
  /** Once the answer is on its way: the page that reads it already has its new cookie. */
  const dismissAfter = (reply: FastifyReply, id: string): void => {
    reply.raw.once('close', () => pages.dismiss(id));
  };

  /** Makes a sign-in and gives its cookie; false where the one that it takes the place of had ended meanwhile. */
  const make = async (
    reply: FastifyReply,
    {
      peer,
      rights,
      agent,
      madeAt,
      settlesBy,
    }: Pick<Kept, 'peer' | 'agent' | 'madeAt' | 'settlesBy'> & { rights: Rights },
    ends?: { readonly id: string; readonly why: EndWhy },
  ): Promise<Here | undefined> => {
    const value = randomBytes(32).toString('base64url');
    const at = now();
    const session: Kept = {
      id: idOf(value),
      peer,
      rights: rightsOf(rights),
      madeAt,
      seenAt: at,
      ...untilOf(rights, madeAt, at),
      ...(settlesBy === undefined ? {} : { settlesBy }),
      agent,
    };
    if (!(await entry.keep(session, ends))) return undefined;
    const maxAge = Math.max(0, Math.floor((Date.parse(session.untilAbs) - Date.parse(at)) / 1000));
    reply.setCookie(COOKIE, value, { ...attributes, maxAge });
    if (ends) dismissAfter(reply, ends.id);
    return { session, rights };
  };
  const rotate = (
    reply: FastifyReply,
    { session, rights }: Here,
    settlesBy = session.settlesBy,
  ): Promise<Here | undefined> =>
    make(
      reply,
      { ...session, rights, ...(settlesBy === undefined ? {} : { settlesBy }) },
      { id: session.id, why: 'renewed' },
    );

  /** The rights have changed since the sign-in was made. */
  const follow = async (request: FastifyRequest, reply: FastifyReply, here: Here): Promise<Here | undefined> => {
    const { session, rights } = here;
    const becomes = rights.who === 'roster' && ownerIn(session.rights) !== rights.owner;
    if (becomes) {
      const isTold = session.settlesBy !== undefined && rights.since !== undefined && rights.since <= session.settlesBy;
      if (!isTold) {
        await entry.end(session.id, 'changed');
        pages.dismiss(session.id);
        return undefined;
      }
      const settled = { ...session, rights: rightsOf(rights), ...untilOf(rights, session.madeAt, now()) };
      await entry.settle(settled);
      return { session: settled, rights };
    }
    // A stream cannot hand out a cookie; its page asks who it is first.
    if (request.routeOptions.url?.endsWith('/stream')) return undefined;
    return rotate(reply, here);
  };

  const arrive: Sessions['arrive'] = async (request, reply) => {
    const value = request.cookies[COOKIE];
    if (value === undefined || !VALUE.test(value)) return;
    const session = await entry.find(idOf(value));
    if (!session) return;
    const rights = await entry.rights(session.peer);
    let here: Here | undefined = { session, rights };
    if (session.rights !== rightsOf(rights)) here = await follow(request, reply, here);
    else if (Date.parse(now()) - Date.parse(session.seenAt) >= NOTED_MS)
      await entry.seen(session.id, untilOf(rights, session.madeAt, now()).untilIdle);
    if (here) found.set(request, here);
  };
  const needHere: Sessions['needHere'] = (request) => {
    const here = found.get(request);
    if (!here) throw new Refusal(401, WORDS.signIn);
    claimed(request, here.session.peer);
    return here;
  };
  return {
    arrive,
    here: (request) => found.get(request),
    needHere,
    need: (request) => needHere(request).session.peer,
    async enter(request, reply, peer) {
      const old = found.get(request);
      const made = {
        peer,
        rights: await entry.rights(peer),
        agent: agentOf(request.headers['user-agent']),
        madeAt: now(),
      };
      const here =
        (old && (await make(reply, made, { id: old.session.id, why: 'switched' }))) ?? (await make(reply, made));
      if (here) found.set(request, here);
    },
    async renew(request, reply) {
      const here = await rotate(reply, needHere(request), after(now(), SETTLES_MS));
      // Another request with the same id was faster: this one came with an id that is none any more.
      if (!here) throw new Refusal(401, WORDS.signIn);
      found.set(request, here);
    },
    async leave(request, reply) {
      const here = found.get(request);
      reply.clearCookie(COOKIE, attributes);
      if (!here) return;
      await entry.end(here.session.id, 'left');
      pages.dismiss(here.session.id);
    },
    async revoke(id) {
      await entry.end(id, 'revoked');
      pages.dismiss(id);
    },
    isLive: async (id) => (await entry.find(id)) !== undefined,
  };
}
