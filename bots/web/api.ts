import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Inbound, InboundBody } from '../../src/types/index.ts';
import { audit } from './audit.ts';
import { curator } from './curator.ts';
import { mayCarryCode } from './entry/codes.ts';
import type { Pages } from './entry/pages.ts';
import { createQuotas } from './entry/quotas.ts';
import { entry } from './entry/routes.ts';
import type { Sessions } from './entry/session.ts';
import { securityHeaders } from './guard.ts';
import type { WebDeps } from './house.ts';
import type { WebSettings } from './settings.ts';
import { stream } from './stream.ts';
import { cleanName } from './upload.ts';
import { Refusal, WORDS } from './words.ts';

/** Characters of one typed message. */
const LONGEST = 4000;
const Id = z.string().regex(/^[\w-]{8,64}$/);
const Text = z.strictObject({ id: Id, text: z.string().max(LONGEST) });
const Press = z.strictObject({
  id: Id,
  value: z.string().min(1).max(500),
  card: z.string().min(1).max(300).optional(),
});
const Verdict = z.strictObject({
  is: z.enum(['activity', 'request']),
  id: z.string().min(1).max(100),
  member: z.string().min(1).max(100),
  was: z.string().min(1).max(20),
  to: z.string().min(1).max(20),
  reason: z.string().trim().max(200).optional(),
});
const Page = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
});
const Hash = z.string().regex(/^[\w:=-]{8,200}$/);

const parse = <T>(schema: z.ZodType<T>, value: unknown, words: string): T => {
  const result = schema.safeParse(value);
  if (!result.success) throw new Refusal(400, words);
  return result.data;
};

/** The day in China. */
const chinaDay = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

interface ApiHouse {
  readonly deps: WebDeps;
  readonly settings: WebSettings;
  readonly sessions: Sessions;
  readonly pages: Pages;
  readonly receive: (message: Inbound) => Promise<'kept' | 'seen'>;
  readonly fault: (error: unknown, where: string) => void;
}

/** Everything the page calls, below `/api`. */
export async function api(app: FastifyInstance, house: ApiHouse): Promise<void> {
  const { deps, settings, sessions, pages } = house;
  const quotas = createQuotas(settings, { entry: deps.entry, day: () => chinaDay(deps.now()) });

  /** Where a request that sends something comes from. */
  const sender = async (request: FastifyRequest): Promise<string> => {
    const here = sessions.needHere(request);
    await quotas.say(here);
    return here.session.peer;
  };
  /** Keep one message. The page's own id is part of the key, so a repeated POST is `seen`. */
  const keep = async (peer: string, id: string, body: InboundBody): Promise<{ kept: 'kept' | 'seen'; key: string }> => {
    const key = `${peer}:${id}`;
    const kept = await house.receive({
      channel: 'web',
      id: key,
      at: deps.now(),
      address: { channel: 'web', peer },
      mentioned: true,
      body,
    });
    return { kept, key };
  };
  const describe = async (peer: string) => {
    const [person, year, duties] = await Promise.all([deps.me(peer), deps.year(peer), deps.duties(peer)]);
    return {
      peer,
      now: deps.now(),
      uploadBytes: settings.uploadBytes,
      manages: person?.isManager === true,
      curates: duties?.curator === true,
      duties,
      person,
      year,
    };
  };

  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });

  await entry(app, { deps, sessions, quotas, describe });

  app.post('/messages', async (request, reply) => {
    const peer = await sender(request);
    const body = request.body as { text?: unknown } | null | undefined;
    if (typeof body?.text === 'string' && body.text.length > LONGEST) throw new Refusal(413, WORDS.long);
    const { id, text } = parse(Text, body, WORDS.form);
    if (text.trim() === '') throw new Refusal(400, WORDS.empty);
    // Before it is kept: nobody who holds the old id is bound along.
    if (mayCarryCode(text)) await sessions.renew(request, reply);
    return keep(peer, id, { is: 'text', text });
  });
  app.post('/actions', async (request) => {
    const peer = await sender(request);
    const { id, value, card } = parse(Press, request.body, WORDS.form);
    return keep(peer, id, { is: 'action', value, ...(card === undefined ? {} : { card }) });
  });
  app.post('/files', async (request: FastifyRequest<{ Querystring: { id?: string } }>) => {
    const peer = await sender(request);
    const id = parse(Id, request.query.id, WORDS.form);
    if (!request.isMultipart()) throw new Refusal(415, WORDS.fileMissing);
    const declared = Number(request.headers['content-length'] ?? settings.uploadBytes);
    await quotas.upload(sessions.needHere(request), request.ip, Math.min(declared, settings.uploadBytes));
    const part = await request.file();
    if (!part) throw new Refusal(400, WORDS.fileMissing);
    const bytes = new Uint8Array(await part.toBuffer());
    if (bytes.length === 0) throw new Refusal(400, WORDS.fileEmpty);
    const mime = deps.typeOf(bytes);
    if (mime === undefined) throw new Refusal(415, WORDS.fileKind);
    return keep(peer, id, { is: 'file', name: cleanName(part.filename), mime, bytes: async () => bytes });
  });
  app.get('/files/:hash', async (request: FastifyRequest<{ Params: { hash: string } }>, reply: FastifyReply) => {
    const peer = sessions.need(request);
    const file = await deps.readFile(peer, parse(Hash, request.params.hash, WORDS.noFile));
    if (!file) throw new Refusal(404, WORDS.noFile);
    const shows = /^image\/(jpeg|png|webp)$/.test(file.mime);
    return reply
      .header(
        'content-disposition',
        `${shows ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'private, max-age=3600')
      .type(file.mime)
      .send(Buffer.from(file.bytes));
  });

  app.get('/my-data', async (request, reply: FastifyReply) => {
    const peer = await sender(request);
    const file = await deps.ownData(peer);
    if (!file) throw new Refusal(403, WORDS.signIn);
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .type('application/zip')
      .send(Buffer.from(file.bytes));
  });

  app.get('/history', async (request) => {
    const peer = sessions.need(request);
    const { before, limit } = parse(Page, request.query, WORDS.form);
    const lines = await deps.page(peer, before, limit + 1);
    return { lines: lines.slice(-limit), older: lines.length > limit };
  });
  app.get('/stream', async (request: FastifyRequest<{ Querystring: { after?: string } }>, reply: FastifyReply) => {
    stream(request, reply, {
      deps,
      pages,
      here: sessions.needHere(request).session,
      isLive: sessions.isLive,
      heartbeat: settings.heartbeat,
      headers: securityHeaders(settings),
      fault: (error) => house.fault(error, 'web stream'),
    });
    return reply;
  });

  app.get('/manager', async (request) => {
    const units = await deps.manager(sessions.need(request));
    if (units === undefined) throw new Refusal(403, WORDS.notManager);
    return { units };
  });

  const waiting = async (peer: string) => {
    const items = await deps.reviews(peer);
    if (items === undefined) throw new Refusal(403, WORDS.notReviewer);
    return { items };
  };
  app.get('/reviews', async (request) => waiting(sessions.need(request)));
  app.post('/reviews', async (request) => {
    const peer = await sender(request);
    const duties = await deps.duties(peer);
    if ((duties?.manages.length ?? 0) + (duties?.reviews.length ?? 0) === 0) throw new Refusal(403, WORDS.notReviewer);
    const { reason, ...decision } = parse(Verdict, request.body, WORDS.form);
    const done = await deps.decide(peer, { ...decision, ...(reason ? { reason } : {}) });
    if (done === 'not-yours') throw new Refusal(403, WORDS.notReviewer);
    if (done === 'moved') throw new Refusal(410, WORDS.moved);
    if (done === 'no-reason') throw new Refusal(400, WORDS.reason);
    return waiting(peer);
  });

  await audit(app, { deps, sessions });
  await app.register(async (inner) => curator(inner, { deps, sessions }), { prefix: '/curator' });

  app.all('/*', async () => {
    throw new Refusal(404, WORDS.notFound);
  });
}
