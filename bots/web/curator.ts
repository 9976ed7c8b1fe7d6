import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CuratorDraft } from '../../src/types/index.ts';
import type { Sessions } from './entry/session.ts';
import { createLimiter } from './guard.ts';
import type { WebDeps } from './house.ts';
import { Refusal, WORDS } from './words.ts';

/** Edits tried and published by one curator in any minute: each is a second of work. */
const EDITS_PER_MINUTE = 60;

const words = (longest: number) => z.string().trim().min(1).max(longest);
const province = z.string().regex(/^[a-z][a-z-]{1,40}$/);
const asks = z.array(words(300)).min(1).max(20);
const Draft = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('answer'), province, asks, cite: words(2000), says: words(300).exactOptional() }),
  z.strictObject({ is: z.literal('silent'), province, asks, silent: words(300), ask: words(100) }),
  z.strictObject({ is: z.literal('asks'), id: words(100), asks }),
  z.strictObject({ is: z.literal('synonym'), name: words(40), form: words(40) }),
  z.strictObject({ is: z.literal('typo'), wrong: words(40), right: words(40) }),
]) satisfies z.ZodType<CuratorDraft>;
const group = z.coerce.number().int().positive();
const Try = z.strictObject({ draft: Draft, group: z.number().int().positive().exactOptional() });
const Publish = z.strictObject({
  draft: Draft,
  group: z.number().int().positive().exactOptional(),
  evenSo: z.boolean().exactOptional(),
});
const Settle = z.strictObject({
  status: z.enum(['open', 'done', 'issuer', 'dismissed']),
  note: words(500).exactOptional(),
});
const Approve = z.strictObject({ seen: z.string().regex(/^[0-9a-f]{16}$/), evenSo: z.boolean().exactOptional() });
const Reject = z.strictObject({ reason: words(200) });
const Search = z.object({ province, words: words(200) });

const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value);
  if (!result.success) throw new Refusal(400, WORDS.form);
  return result.data;
};

/** What the curator's page calls, below `/api/curator`. Everything is refused for anybody who is no curator. */
export async function curator(
  app: FastifyInstance,
  { deps, sessions }: { readonly deps: WebDeps; readonly sessions: Sessions },
): Promise<void> {
  const desk = deps.curator;
  const mayEdit = createLimiter(EDITS_PER_MINUTE, () => performance.now());
  const peerOf = async (request: FastifyRequest): Promise<string> => {
    const peer = sessions.need(request);
    if (!(await desk.may(peer))) throw new Refusal(403, WORDS.notCurator);
    return peer;
  };
  const editor = async (request: FastifyRequest): Promise<string> => {
    const peer = await peerOf(request);
    if (!mayEdit(peer)) throw new Refusal(429, WORDS.slow);
    return peer;
  };
  const must = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Refusal(404, WORDS.noGap);
    return value;
  };
  type Numbered = FastifyRequest<{ Params: { n: string } }>;

  app.get('/gaps', async (request) => {
    const peer = await peerOf(request);
    const [groups, suspended, hint, edits] = await Promise.all([
      desk.groups(peer),
      desk.suspended(peer),
      desk.hint(peer),
      desk.edits(peer),
    ]);
    const waiting = must(edits).filter(({ proposal }) => proposal?.mine === false).length;
    return { groups: must(groups), suspended: must(suspended), provinces: deps.provinces(), waiting, hint };
  });
  app.get('/gaps/:n', async (request: Numbered) =>
    must(await desk.group(await peerOf(request), parse(group, request.params.n))),
  );
  app.post('/gaps/:n/status', async (request: Numbered) => {
    const peer = await editor(request);
    const { status, note } = parse(Settle, request.body);
    const wanted = parse(group, request.params.n);
    must(await desk.group(peer, wanted));
    must(await desk.settle(peer, wanted, status, note));
    return must(await desk.group(peer, wanted));
  });
  app.get('/clauses', async (request) => {
    const peer = await peerOf(request);
    const asked = parse(Search, request.query);
    return { clauses: must(await desk.clauses(peer, asked.province, asked.words)) };
  });
  app.get('/names', async (request) => ({ names: must(await desk.names(await peerOf(request))) }));
  app.post('/try', async (request) => {
    const peer = await editor(request);
    const { draft, group } = parse(Try, request.body);
    return must(await desk.tryEdit(peer, draft, group));
  });
  app.post('/publish', async (request) => {
    const peer = await editor(request);
    const { draft, ...how } = parse(Publish, request.body);
    return must(await desk.publish(peer, draft, how));
  });
  app.get('/edits', async (request) => ({ edits: must(await desk.edits(await peerOf(request))) }));
  app.post('/edits/:n/approve', async (request: Numbered) => {
    const peer = await editor(request);
    return must(await desk.approve(peer, parse(group, request.params.n), parse(Approve, request.body)));
  });
  app.post('/edits/:n/reject', async (request: Numbered) => {
    const peer = await editor(request);
    return must(await desk.reject(peer, parse(group, request.params.n), parse(Reject, request.body).reason));
  });
  app.post('/edits/:n/withdraw', async (request: Numbered) => {
    const peer = await editor(request);
    return must(await desk.withdraw(peer, parse(group, request.params.n)));
  });
  app.post('/edits/:n/undo', async (request: Numbered) => {
    const peer = await editor(request);
    return must(await desk.undo(peer, parse(group, request.params.n)));
  });
}
