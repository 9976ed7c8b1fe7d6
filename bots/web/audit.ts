import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AuditSearch } from '../../src/types/index.ts';
import type { Sessions } from './entry/session.ts';
import { createLimiter } from './guard.ts';
import type { WebDeps } from './house.ts';
import { Refusal, WORDS } from './words.ts';

/** Copies that one person takes in any minute: each reads the whole trail. */
const COPIES_PER_MINUTE = 6;

const text = z.string().trim().min(1).max(60).optional();
const day = z.iso.date().optional();
const Search = z.object({ staff: text, by: text, what: text, since: day, until: day });
const Page = Search.extend({
  after: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value);
  if (!result.success) throw new Refusal(400, WORDS.form);
  return result.data;
};
/** What was asked for, without what was not. */
const searchOf = (asked: z.infer<typeof Search>): AuditSearch =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));

/** The audit trail, below `/api`: for administrators and auditors; everybody else is refused. */
export async function audit(
  app: FastifyInstance,
  { deps, sessions }: { readonly deps: WebDeps; readonly sessions: Sessions },
): Promise<void> {
  const mayCopy = createLimiter(COPIES_PER_MINUTE, () => performance.now());
  const must = <T>(found: T | 'not-yours' | 'no-staff'): T => {
    if (found === 'not-yours') throw new Refusal(403, WORDS.notAuditor);
    if (found === 'no-staff') throw new Refusal(404, WORDS.noStaff);
    return found as T;
  };

  app.get('/audit', async (request) => {
    const peer = sessions.need(request);
    if (!(await deps.audit.may(peer))) throw new Refusal(403, WORDS.notAuditor);
    const { after, limit, ...asked } = parse(Page, request.query);
    return must(await deps.audit.page(peer, searchOf(asked), { limit, ...(after === undefined ? {} : { after }) }));
  });
  app.get('/audit.csv', async (request, reply) => {
    const peer = sessions.need(request);
    if (!(await deps.audit.may(peer))) throw new Refusal(403, WORDS.notAuditor);
    if (!mayCopy(peer)) throw new Refusal(429, WORDS.slow);
    const { name, pieces } = must(await deps.audit.copy(peer, searchOf(parse(Search, request.query))));
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .type('text/csv; charset=utf-8')
      .send(Readable.from(pieces));
  });
}
