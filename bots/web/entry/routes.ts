import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { WebDeps } from '../house.ts';
import { Refusal, WORDS } from '../words.ts';
import type { Kept } from './house.ts';
import type { Quotas } from './quotas.ts';
import { freshPeer, type Sessions } from './session.ts';

const Entrance = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('member'), member: z.string().min(1).max(100) }),
  z.strictObject({
    is: z.literal('new'),
    name: z.string().trim().min(1).max(30),
    province: z.string().min(1).max(60).optional(),
  }),
  z.strictObject({ is: z.literal('guest') }),
  z.strictObject({
    is: z.literal('bind'),
    number: z.string().trim().min(1).max(64),
    code: z.string().trim().min(1).max(64),
  }),
]);
type Entering = z.infer<typeof Entrance>;
const Device = z.string().regex(/^[\w-]{43}$/);

interface Entry {
  readonly deps: WebDeps;
  readonly sessions: Sessions;
  readonly quotas: Quotas;
  /** Who an address is, for the page. */
  readonly describe: (peer: string) => Promise<object>;
}

/** What the person sees of a sign-in of theirs. */
const deviceOf = ({ id, agent, madeAt, seenAt, untilIdle }: Kept, current: string) => ({
  id,
  current: id === current,
  agent,
  since: madeAt,
  seen: seenAt,
  until: untilIdle,
});

/** Coming in, leaving, and the devices on which one is signed in. */
export async function entry(app: FastifyInstance, { deps, sessions, quotas, describe }: Entry): Promise<void> {
  app.addHook('onRequest', sessions.arrive);

  /** The address of somebody who comes in; refused where they may not. */
  const admitted = async (who: Entering, request: FastifyRequest): Promise<string> => {
    const peer = freshPeer();
    if (who.is === 'bind') return bound(who, request, peer);
    if (!(await deps.entry.entrance()).introduce) throw new Refusal(403, WORDS.closed);
    switch (who.is) {
      case 'guest':
        return peer;
      case 'member':
        if ((await deps.entry.signIn(peer, who.member)) !== 'done') throw new Refusal(404, WORDS.choice);
        return peer;
      case 'new':
        if (who.province && !deps.provinces().some((one) => one.province === who.province))
          throw new Refusal(400, WORDS.province);
        await deps.entry.introduce(peer, { name: who.name, ...(who.province ? { province: who.province } : {}) });
        return peer;
    }
  };
  /** Somebody with a number and a code; what they told before, having only introduced themselves, goes along. */
  const bound = async (
    { number, code }: Extract<Entering, { is: 'bind' }>,
    request: FastifyRequest,
    fresh: string,
  ): Promise<string> => {
    const here = sessions.here(request);
    const peer = here && here.rights.who !== 'roster' ? here.session.peer : fresh;
    const done = await deps.entry.bind({ peer, number, code, ip: request.ip });
    if (done.is === 'refused') throw new Refusal(403, WORDS.code, done.waitSeconds);
    return done.peer;
  };

  app.get('/entrance', () => deps.entry.entrance());
  app.post('/session', async (request, reply) => {
    const parsed = Entrance.safeParse(request.body);
    if (!parsed.success) throw new Refusal(400, WORDS.form);
    await quotas.enter(request.ip);
    const peer = await admitted(parsed.data, request);
    await sessions.enter(request, reply, peer);
    return describe(peer);
  });
  app.delete('/session', async (request, reply) => {
    await sessions.leave(request, reply);
    return reply.code(204).send();
  });
  app.get('/me', async (request) => describe(sessions.need(request)));

  app.get('/sessions', async (request) => {
    const { session } = sessions.needHere(request);
    return { devices: (await deps.entry.devices(session.peer)).map((one) => deviceOf(one, session.id)) };
  });
  app.delete('/sessions', async (request, reply) => {
    const { session } = sessions.needHere(request);
    for (const { id } of await deps.entry.devices(session.peer)) if (id !== session.id) await sessions.revoke(id);
    return reply.code(204).send();
  });
  app.delete('/sessions/:id', async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const { session } = sessions.needHere(request);
    const { id } = request.params;
    const mine = Device.safeParse(id).success ? await deps.entry.devices(session.peer) : [];
    if (!mine.some((one) => one.id === id)) throw new Refusal(404, WORDS.noDevice);
    if (id === session.id) await sessions.leave(request, reply);
    else await sessions.revoke(id);
    return reply.code(204).send();
  });
}
