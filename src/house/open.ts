import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import { createWebChannel } from '../../bots/web/server.ts';
import { tick } from '../clock/tick.ts';
import type { Config } from '../config/config.ts';
import { createCurator } from '../curate/curator.ts';
import { dayOf } from '../days.ts';
import { createDesk } from '../desk/desk.ts';
import { readingsOf } from '../documents/reading.ts';
import { Fault } from '../errors.ts';
import { createPost } from '../post/post.ts';
import { creditYear, type Rulesets } from '../rules/index.ts';
import { fileKeeper, scanWith } from '../store/files.ts';
import { holdFolder, openStore } from '../store/sqlite.ts';
import type { Channel, Instant } from '../types/index.ts';
import { READING } from '../words/documents.ts';
import { curatorDeps } from './curate.ts';
import { loadDemo } from './demo.ts';
import { type Log, loadKnowledge } from './knowledge.ts';
import { createWebDeps } from './web.ts';
import { tryElsewhere } from './worker.ts';

const TICK_MS = 60_000;

/** Refuses readings and parameters that no ruleset knows: a typo would silently give the wrong reading. */
export function checkRuleSettings(settings: Config['rules'], rulesets: Rulesets): void {
  for (const [province, { institutions = {}, ...own }] of Object.entries(settings ?? {})) {
    const editions = rulesets.editions.get(province);
    if (!editions)
      throw new Fault('CONFIG_INVALID', `rules.${province}：没有这个省的规则（有 ${rulesets.provinces.join('、')}）。`);
    const places = Object.entries(institutions).map(
      ([name, one]) => [`rules.${province}.institutions.${name}`, one] as const,
    );
    for (const [place, { readings = {}, parameters = {} }] of [[`rules.${province}`, own] as const, ...places]) {
      for (const [doubt, reading] of Object.entries(readings)) {
        const known = editions.flatMap(({ data }) => data.doubts?.[doubt] ?? []);
        const choices = [...new Set(known.flatMap((one) => Object.keys(one.readings)))];
        const hint = choices.length === 0 ? '没有这个疑问' : `只能是 ${choices.join('、')}`;
        if (!choices.includes(reading)) throw new Fault('CONFIG_INVALID', `${place}.readings.${doubt}：${hint}。`);
      }
      for (const [name, value] of Object.entries(parameters)) {
        const where = `${place}.parameters.${name}`;
        if (!editions.some(({ data }) => data.parameters?.[name]))
          throw new Fault('CONFIG_INVALID', `${where}：规则里没有这一项。`);
        if (typeof value !== 'number' || value < 0)
          throw new Fault('CONFIG_INVALID', `${where}：要写一个不小于 0 的数。`);
      }
    }
  }
}

/** The channels that the configuration switches on, the web first. Their SDKs are loaded only then. */
async function remoteChannels(config: Config, log: Log): Promise<readonly Channel[]> {
  const logger = { info: () => {}, warn: (words: string) => log(words), error: (words: string) => log(words) };
  const channels: Channel[] = [];
  if (config.lark) {
    const { createLarkChannel } = await import('../../bots/lark/channel.ts');
    channels.push(createLarkChannel(config.lark, { log: logger }));
  }
  if (config.wechat) {
    const { createWechatChannel } = await import('../../bots/wechat/channel.ts');
    channels.push(createWechatChannel(config.wechat, { log: logger }));
  }
  return channels;
}

/** What the machine's refusal means for the setting behind it; undefined where it is not a setting's fault. */
const REFUSALS: { readonly [code: string]: string } = {
  EACCES: '没有权限读写',
  EPERM: '没有权限读写',
  EROFS: '所在的磁盘是只读的',
  EEXIST: '是一个文件，不是文件夹',
  ENOTDIR: '的上级是一个文件，不是文件夹',
  ENOENT: '不能建立',
  ENOSPC: '所在的磁盘满了',
  SQLITE_CANTOPEN: '里的数据库打不开，看看权限',
  SQLITE_READONLY: '里的数据库只能读，看看权限',
  SQLITE_NOTADB: '里的 xuefen.db 不是数据库，先移走它或者从备份恢复',
  SQLITE_CORRUPT: '里的 xuefen.db 坏了，请从备份恢复',
};

/** Runs what touches the data folder; a refusal of the machine names the setting and what to do. */
async function inFolder<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const words = REFUSALS[code] ?? REFUSALS[code.split('_').slice(0, 2).join('_')];
    if (cause instanceof Fault || words === undefined) throw cause;
    throw new Fault('CONFIG_INVALID', `data：${folder} ${words}。`, { cause });
  }
}

export interface House {
  /** Where the local chat is. */
  readonly address: string;
  readonly isDemo: boolean;
  /** Which model helps, for the operator; missing where none is configured. */
  readonly model?: string;
  /** Finishes what is in hand, closes every door and the database. */
  stop(): Promise<void>;
}

/**
 * Opens the whole house: store, desk, post, clock, doors. Resolves when the local chat answers.
 * Throws CONFIG_INVALID when the port is taken or another process holds the data folder.
 */
export async function openHouse(
  config: Config,
  { now = () => new Date().toISOString(), log }: { readonly now?: () => Instant; readonly log: Log },
): Promise<House> {
  const knowledge = loadKnowledge({ data: config.data, log });
  const { rulesets, answer } = knowledge;
  checkRuleSettings(config.rules, rulesets);
  const release = await inFolder(config.data, () => holdFolder(config.data));
  if (!release) throw new Fault('CONFIG_INVALID', `data：${config.data} 正被另一个学分助手使用。`);
  const filesFolder = join(config.data, 'files');
  const store = await inFolder(config.data, () => {
    mkdirSync(filesFolder, { recursive: true, mode: 0o700 });
    return openStore(join(config.data, 'xuefen.db'), now());
  }).catch((fault: unknown) => {
    release();
    throw fault;
  });
  const day = dayOf(now());
  if (config.demo && (await store.countMembers()) === 0)
    await loadDemo(store, day, now(), rulesets.provinces, (province) => creditYear(rulesets, province, day).from);

  const keepFile = fileKeeper(filesFolder, config.files.scan && scanWith(config.files.scan, log));
  const app = Fastify({ logger: false, trustProxy: config.web.secure, forceCloseConnections: true });
  const curator = createCurator({
    store,
    library: knowledge.library,
    own: knowledge.places.own,
    hold: () => holdFolder(knowledge.places.own),
    tryEdit: (edit, about) => tryElsewhere(knowledge.places, edit, about),
    reload: (kept) => knowledge.look({ now: true, ...(kept ? { kept } : {}) }),
    now,
    dayOf,
  });
  const web = createWebDeps({
    store,
    rulesets,
    settings: config.rules,
    keepFile,
    filesFolder,
    readings: () => readingsOf(knowledge.library(), READING),
    curator: (memberAt) => curatorDeps(curator, knowledge.library, memberAt),
    now,
    moved: (addresses) => moved(addresses),
  });
  const channels: Channel[] = [
    createWebChannel(app, web.deps, {
      // The address that our links carry is one under which the page may be opened.
      settings:
        config.url === undefined
          ? config.web
          : { ...config.web, hosts: [...config.web.hosts, new URL(config.url).hostname] },
      log: (error, where) => log(where, error),
      health: async () => Object.fromEntries(channels.map((channel) => [channel.name, channel.health()])),
    }),
    ...(await remoteChannels(config, log)),
  ];
  for (const channel of channels)
    if ('webhook' in channel && config.lark?.port === null) app.register(channel.webhook as never);

  const caps = (name: string) => channels.find((channel) => channel.name === name)?.caps;
  const moved = (addresses: Parameters<typeof web.wake>[0]): void => {
    web.wake(addresses);
    post.wake();
  };
  const settings = config.rules === undefined ? {} : { settings: config.rules };
  const contact = config.contact === undefined ? {} : { contact: config.contact };
  const model =
    config.model && (await import('./model.ts')).openModelHouse(config.model, { knowledge, filesFolder, log });
  const desk = createDesk({
    store,
    rulesets,
    answer,
    keepFile,
    now,
    caps,
    log,
    moved,
    mayIntroduce: (address) => config.introduce && address.room === undefined,
    ...settings,
    ...contact,
    ...(model ? { helper: model.helper } : {}),
  });
  const post = createPost({ store, channels, now, log, ...(config.url === undefined ? {} : { site: config.url }) });

  const begin = async (): Promise<string> => {
    for (const channel of channels) await channel.start((message) => desk.receive(message));
    return app.listen({ host: config.host, port: config.port });
  };
  const address = await begin().catch(async (error: NodeJS.ErrnoException) => {
    await Promise.allSettled(channels.map((channel) => channel.stop()));
    await app.close();
    await store.close();
    release();
    if (error.code === 'EADDRINUSE')
      throw new Fault(
        'CONFIG_INVALID',
        `port：${config.host} 的 ${config.port} 端口已被别的程序占用，换一个（XUEFEN_PORT）。`,
      );
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EACCES')
      throw new Fault('CONFIG_INVALID', `host、port：不能在 ${config.host} 的 ${config.port} 端口上打开页面。`, {
        cause: error,
      });
    throw error;
  });
  await desk.open();
  post.open();

  let ticking: Promise<unknown> = Promise.resolve();
  const strike = (): void => {
    ticking = ticking
      .then(() => post.wake())
      .then(() => tick({ store, rulesets, desk, caps, moved, ...settings }, now()))
      .catch((error: unknown) => log('the tick failed', error));
  };
  strike();
  const timer = setInterval(strike, TICK_MS);

  setImmediate(knowledge.warm);
  model?.check().catch((error: unknown) => log('the model could not be checked', error));
  const unwatch = knowledge.watch();
  curator.recover().catch((error: unknown) => log('an edit was left half written', error));
  return {
    address,
    isDemo: (await store.setting('demo')) === true,
    ...(model ? { model: model.words } : {}),
    stop: async () => {
      clearInterval(timer);
      await unwatch();
      await Promise.all(channels.map((channel) => channel.stop()));
      await app.close();
      await ticking;
      await desk.close();
      await post.close();
      await store.close();
      release();
    },
  };
}
