import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createWebChannel } from '../../bots/web/server.ts';
import { readingsOf } from '../../src/documents/index.ts';
import { curatorDeps, openCurator } from '../../src/house/curate.ts';
import { loadKnowledge } from '../../src/house/knowledge.ts';
import { createWebDeps } from '../../src/house/web.ts';
import { fileKeeper } from '../../src/store/index.ts';
import type { Member } from '../../src/types/index.ts';
import { READING } from '../../src/words/answers/documents.ts';
import { nurse, openTestHouse, rulesets, settle, type TestHouse } from '../desk/house.ts';

type ByRole = { readonly [role: string]: number };
type Reached = { readonly [role: string]: readonly string[] };
interface Table {
  readonly routes: { readonly [route: string]: ByRole };
  readonly reach: { readonly [what in 'figures' | 'waiting' | 'decides' | 'files' | 'chat']: Reached };
  readonly commands: { readonly [name: string]: { readonly people: boolean | string; readonly notes?: string } };
}
const root = resolve(import.meta.dirname, '../..');
const TABLE = parse(readFileSync(join(import.meta.dirname, 'rights.yaml'), 'utf8')) as Table;

/** The roles, each as a member; whoever is missing here has no member behind them. */
const ROLES: { readonly [role: string]: Partial<Member> | undefined } = {
  nobody: undefined,
  guest: undefined,
  self: {},
  staff: { unit: 'a' },
  reviewer: { unit: 'a', reviews: [{ unit: 'a', kinds: ['paper'] }] },
  manager: { unit: 'a', manages: ['a'] },
  'manager-b': { unit: 'b', manages: ['b'] },
  office: { unit: 'hospital', manages: ['hospital'] },
  curator: { unit: 'a', curator: true },
  'curator-2': { unit: 'b', curator: true },
  administrator: { unit: 'a', administrator: true },
  auditor: { unit: 'a', auditor: true },
  demo: {
    unit: 'stage',
    manages: ['stage', 'hospital'],
    curator: true,
    administrator: true,
    auditor: true,
    demo: true,
  },
};
const AT = '2026-11-22T02:00:00Z';
const KINDS = ['paper', 'cme-project'];
/** A colleague in each unit, of whom others see more or less. */
const COLLEAGUES = ['a', 'b'];

let folder: string;
let house: TestHouse;
let app: FastifyInstance;
const registered = new Set<string>();
const cookies = new Map<string, string>();
/** Hash of the paper of each thing on record: `a/paper`, `own:staff/paper`. */
const files = new Map<string, string>();

const wayOf = (method: string | readonly string[], url: string): readonly string[] => {
  if (/^\/api\/(curator\/)?\*$/u.test(url)) return [`* ${url}`];
  return [method].flat().flatMap((one) => (['HEAD', 'OPTIONS'].includes(one) ? [] : [`${one} ${url}`]));
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-rights-'));
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html>');
  house = await openTestHouse();
  const { store } = house;
  const unit = (id: string, parent?: string, demo = false) =>
    ({
      is: 'unit',
      unit: { id, name: `${id}科`, institution: '测试医院', province: 'zhejiang', demo, ...(parent ? { parent } : {}) },
    }) as const;
  await store.commit({
    at: AT,
    writes: [unit('hospital'), unit('a', 'hospital'), unit('b', 'hospital'), unit('stage', undefined, true)],
  });
  const keep = fileKeeper(join(folder, 'files'));
  /** Somebody with one paper and one course on record, each with its certificate. */
  const record = async (member: string, as: string) => {
    for (const type of KINDS) {
      const kept = await keep({
        name: `${as}.pdf`,
        mime: 'application/pdf',
        bytes: Buffer.from(`%PDF-1.7 ${as} ${type}`),
      });
      const { hash, name, mime, size } = kept;
      await store.addFile({ hash, name, mime, size }, AT);
      files.set(`${as}/${type}`, hash);
      const activity = { id: `${member}-${type}`, type, date: '2026-10-08', level: 'provincial', hours: 6 };
      await store.commit({
        at: AT,
        writes: [
          { is: 'entry', member, entry: { activity, status: 'submitted', recordedAt: AT, attachments: [hash] } },
        ],
      });
    }
  };
  for (const id of COLLEAGUES) {
    await settle(store, nurse(id, { unit: id }), { channel: 'lark', peer: id });
    await record(id, id);
  }

  const knowledge = loadKnowledge({ data: folder });
  const curator = openCurator(knowledge, store, 2, () => AT);
  const { deps } = createWebDeps({
    notice: '',
    store,
    rulesets,
    settings: undefined,
    filesFolder: join(folder, 'files'),
    readings: () => readingsOf(knowledge.library(), READING),
    isDemo: async () => false,
    introduce: true,
    contact: undefined,
    log: () => undefined,
    curator: (memberAt) =>
      curatorDeps(
        { store, curator, library: knowledge.library, publish: 2, now: () => AT, moved: () => undefined },
        memberAt,
      ),
    now: () => AT,
    moved: () => undefined,
  });
  app = Fastify();
  app.addHook('onRoute', ({ method, url }) => {
    for (const way of wayOf(method, url)) registered.add(way);
  });
  // How somebody signs in is held elsewhere: here a browser is whom it names.
  const introduce = async (peer: string, { name }: { readonly name: string }) => {
    await store.commit({ at: AT, writes: [{ is: 'identity', address: { channel: 'web', peer }, member: name }] });
    return 'done' as const;
  };
  const given = { ...deps, entry: { ...deps.entry, introduce } };
  const web = createWebChannel(app, given, {
    dist: join(folder, 'dist'),
    log: (error) => expect(error).toBeUndefined(),
  });
  await web.start(async () => 'kept');
  await app.ready();

  for (const [role, duties] of Object.entries(ROLES)) {
    if (duties) {
      await store.commit({
        at: AT,
        writes: [
          { is: 'member', member: nurse(role, duties), origin: role === 'self' ? 'self' : 'roster' },
          { is: 'identity', address: { channel: 'lark', peer: role }, member: role },
        ],
      });
      await record(role, `own:${role}`);
    }
    if (role === 'nobody') continue;
    const answer = await ask('POST', '/api/session', { body: duties ? { is: 'new', name: role } : { is: 'guest' } });
    cookies.set(role, String(answer.headers['set-cookie']).split(';')[0] ?? '');
  }
}, 60_000);
afterAll(async () => {
  await app.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (method: string, url: string, { role = 'nobody', body }: { role?: string; body?: object } = {}) => {
  const cookie = cookies.get(role);
  const answer = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { payload: body }),
    // A stream never ends by itself.
    payloadAsStream: url === '/api/stream',
  });
  // A browser keeps the sign-in that it is given.
  const [given = ''] = [answer.headers['set-cookie'] ?? ''].flat();
  if (cookie !== undefined && /^\w+=[\w-]{20,};/u.test(given)) cookies.set(role, given.split(';')[0] ?? '');
  return answer;
};
/** A browser of its own that nobody else needs any more. */
const fresh = async (): Promise<string> => {
  const { headers } = await ask('POST', '/api/session', { body: { is: 'guest' } });
  cookies.set('fresh', String(headers['set-cookie']).split(';')[0] ?? '');
  return 'fresh';
};
const expected = <T>(by: { readonly [role: string]: T }, role: string): T | undefined => by[role] ?? by.else;

describe('every route × every role', () => {
  it('is in the table, and nothing else is', () => {
    expect([...registered].sort()).toEqual(Object.keys(TABLE.routes).sort());
  });

  it.each(Object.entries(TABLE.routes))('%s', async (route, by) => {
    const [method = 'GET', url = ''] = route.split(' ');
    const path = url
      .replace(':n', '9')
      .replace(/:hash|:id/u, 'x'.repeat(64))
      .replace('*', 'nothing');
    const sent = method === 'POST' ? { body: {} } : {};
    const got: Record<string, number> = {};
    for (const role of Object.keys(ROLES)) {
      // Who signs out goes on with another sign-in.
      const as = method === 'DELETE' && role !== 'nobody' ? await fresh() : role;
      const answer = await ask(method === '*' ? 'GET' : method, path, { role: as, ...sent });
      got[role] = answer.statusCode;
      if (path === '/api/stream') answer.stream().destroy();
    }
    expect(got).toEqual(Object.fromEntries(Object.keys(ROLES).map((role) => [role, expected(by, role)])));
  });
});

/** `a/paper` of whose thing it is: own, of a unit, of a colleague. */
const THINGS = COLLEAGUES.flatMap((who) => KINDS.map((kind) => `${who}/${kind}`));
const SPEAKING = Object.keys(ROLES).filter((role) => ROLES[role] !== undefined);

describe('whose data × every role', () => {
  it.each(SPEAKING)('figures: %s', async (role) => {
    const answer = await ask('GET', '/api/manager', { role });
    const units: { rows: { id: string }[] }[] = answer.statusCode === 200 ? answer.json().units : [];
    const ids = units.flatMap(({ rows }) => rows.map(({ id }) => id));
    const seen = [...(ids.includes(role) ? ['own'] : []), ...COLLEAGUES.filter((who) => ids.includes(who))];
    expect(seen).toEqual(TABLE.reach.figures[role] ?? []);
    expect(ids).not.toContain('demo');
  });

  it.each(SPEAKING)('what waits, and its papers: %s', async (role) => {
    const answer = await ask('GET', '/api/reviews', { role });
    const items: { id: string; member: string; choices: unknown[]; files: { hash: string }[] }[] =
      answer.statusCode === 200 ? answer.json().items : [];
    const seen = THINGS.filter((thing) => items.some(({ id }) => id === thing.replace('/', '-')));
    expect(seen).toEqual(TABLE.reach.waiting[role] ?? []);
    expect(items.filter(({ member }) => member === role)).toEqual([]);
    const choosable = THINGS.filter((thing) =>
      items.some(({ id, choices }) => id === thing.replace('/', '-') && choices.length > 0),
    );
    expect(choosable).toEqual(TABLE.reach.decides[role] ?? []);

    const opened: string[] = [];
    for (const [thing, hash] of files)
      if ((await ask('GET', `/api/files/${hash}`, { role })).statusCode === 200) opened.push(thing);
    expect(opened.filter((thing) => THINGS.includes(thing))).toEqual(TABLE.reach.files[role] ?? []);
    expect(opened).not.toContain(`own:demo/paper`);
  });

  it.each(SPEAKING)('谁还没达标: %s', async (role) => {
    const said = (await house.tell({ channel: 'lark', peer: role }, '谁还没达标'))
      .map(({ body }) => body.text)
      .join('\n');
    const units = COLLEAGUES.filter((who) => said.includes(`测试${who}`) || said.includes(`${who}科：`));
    expect(units).toEqual(TABLE.reach.chat[role] ?? []);
    const group = await house.tell({ channel: 'lark', peer: role, room: 'ward-group' }, '谁还没达标');
    expect(group.map(({ body }) => body.text).join('\n')).not.toMatch(/测试[ab]|[ab]科：|人达标/u);
  });

  // Last: it changes what waits.
  it.each(SPEAKING)('deciding: %s', async (role) => {
    for (const thing of [...THINGS, `own:${role}/paper`]) {
      const [who = '', type] = thing.split('/');
      const member = who.startsWith('own:') ? role : who;
      const decision = { is: 'activity', id: `${member}-${type}`, member, was: 'submitted', to: 'approved' };
      const answer = await ask('POST', '/api/reviews', { role, body: decision });
      const may = TABLE.reach.decides[role]?.includes(thing) === true;
      const decides = (TABLE.reach.decides[role] ?? []).length > 0;
      expect([thing, answer.statusCode]).toEqual([thing, may ? 200 : decides ? 410 : 403]);
      const entry = (await house.store.ledger(member)).find(({ activity }) => activity.id === decision.id);
      expect(entry?.status).toBe(may ? 'approved' : 'submitted');
      if (may && entry)
        await house.store.commit({
          at: AT,
          writes: [{ is: 'entry-status', member, activity: decision.id, status: 'submitted', was: 'approved' }],
        });
    }
  });

  it('who looked and who decided stands in the trail, by whom and about whom', async () => {
    const rows = await house.store.auditPage({ limit: 1000 });
    const deeds = new Set(
      rows.map(({ by, what, member }) => `${by} ${what}${member === undefined ? '' : ` ${member}`}`),
    );
    for (const deed of [
      'office viewed-unit',
      'auditor viewed-unit',
      'auditor viewed-reviews',
      'reviewer viewed-file a',
      'manager-b viewed-file b',
      'manager reviewed a',
      'administrator viewed-audit',
      'auditor exported',
    ])
      expect(deeds).toContain(deed);
    for (const role of ['staff', 'curator', 'administrator', 'self', 'demo'])
      expect(
        [...deeds].filter((deed) =>
          new RegExp(`^${role} (viewed-(unit|file|reviews|person)|reviewed)`, 'u').test(deed),
        ),
      ).toEqual([]);
  });
});

describe('every command', () => {
  const cli = readFileSync(join(root, 'src/cli.ts'), 'utf8');
  const commands = new Map(
    [...cli.matchAll(/^ {2}'?([a-z-]+)'?: \{\s*does:[\s\S]*?import\('\.\/([^']+)'\)/gmu)].map(
      ([, name = '', file = '']) => [name, file],
    ),
  );
  it('is in the table, and nothing else is', () => {
    expect([...commands.keys()].sort()).toEqual(Object.keys(TABLE.commands).sort());
  });
  it.each(Object.entries(TABLE.commands).filter(([, { people }]) => people === 'yes' || people === true))(
    '%s, which touches people’s data, leaves a line in the trail',
    (name, { notes }) => {
      expect(notes).toBeDefined();
      const text = readFileSync(join(root, 'src', commands.get(name) ?? ''), 'utf8');
      const through = [...text.matchAll(/from '(\.\.?\/[^']*(?:people|upkeep|house)[^']*)'/gu)].map(([, path = '']) =>
        readFileSync(resolve(root, 'src', commands.get(name) ?? '', '..', path), 'utf8'),
      );
      expect([text, ...through].join('\n')).toContain(`'${notes}'`);
    },
  );
});
