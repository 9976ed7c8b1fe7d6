import { resolve } from 'node:path';
import { tick } from '../clock/tick.ts';
import { checkRuleSettings } from '../config/rules.ts';
import { dayOf } from '../days.ts';
import { createDesk } from '../desk/desk.ts';
import { readingsOf } from '../documents/index.ts';
import { Fault } from '../errors.ts';
import { createPost } from '../post/post.ts';
import { fileKeeper, scanWith, sweep } from '../store/index.ts';
import type { Address, Channel, Instant } from '../types/index.ts';
import { READING } from '../words/answers/documents.ts';
import { PORT_REFUSED, PORT_TAKEN, SCAN_FAILED, STORE_WELL } from '../words/office/house.ts';
import { privacyNotice } from '../words/person/privacy.ts';
import { createServer } from './browsers/server.ts';
import { type HouseConfig, openChannels } from './channels.ts';
import { curatorDeps, openCurator } from './curate.ts';
import { createEvidence } from './evidence.ts';
import { watchStore } from './folder.ts';
import { createHealth, versionOf } from './health.ts';
import { type Log, loadKnowledge } from './knowledge.ts';
import { isDemoOn, openPlace, placed } from './place.ts';
import { tidyByNight } from './retention.ts';
import { createWebDeps } from './web.ts';

const TICK_MS = 60_000;
const ROOT = resolve(import.meta.dirname, '..', '..');

export interface House {
  /** Where the local chat is. */
  readonly address: string;
  /** The folder of the demo, where it is on. */
  readonly demo: string | undefined;
  /** Which model helps, for the operator; missing where none is configured. */
  readonly model?: string;
  /** Finishes what is in hand, closes every door and the database. */
  stop(): Promise<void>;
}

/** How the machine's refusal of a port is told; another fault stays as it is. */
function listenFault(error: NodeJS.ErrnoException, { host, port }: HouseConfig): Error {
  if (error.code === 'EADDRINUSE') return new Fault('CONFIG_INVALID', PORT_TAKEN(host, port));
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EACCES')
    return new Fault('CONFIG_INVALID', PORT_REFUSED(host, port), { cause: error });
  return error;
}

/** Strikes at once and every minute; what went wrong is logged, and the next strike comes all the same. */
function startClock(
  strike: () => Promise<unknown>,
  log: Log,
): { readonly stop: () => void; readonly last: () => Promise<unknown> } {
  let ticking: Promise<unknown> = Promise.resolve();
  const next = (): void => {
    ticking = ticking.then(strike).catch((error: unknown) => log('the tick failed', error));
  };
  next();
  const timer = setInterval(next, TICK_MS);
  return { stop: () => clearInterval(timer), last: () => ticking };
}

/**
 * Opens the whole house: store, desk, post, clock, doors. Resolves when the local chat answers.
 * Throws CONFIG_INVALID when the port is taken or another process holds the data folder.
 */
export async function openHouse(
  wanted: HouseConfig,
  { now = () => new Date().toISOString(), log }: { readonly now?: () => Instant; readonly log: Log },
): Promise<House> {
  const config = placed(wanted);
  const knowledge = loadKnowledge({ data: config.data, log });
  const { rulesets, answer } = knowledge;
  checkRuleSettings(config.rules, rulesets);
  const channels: Channel[] = [];
  const caps = (name: string) => channels.find((channel) => channel.name === name)?.caps;
  const evidence = createEvidence({ log, moved: (addresses) => moved(addresses), contact: config.contact });
  const folder = await openPlace(wanted, rulesets, {
    now: now(),
    isLocal: (name) => caps(name)?.local === true,
    noticed: (damaged) => evidence.noticed(damaged),
    changed: (condition) => log(condition.is === 'well' ? STORE_WELL : condition.fault.message),
  });
  const { store, files: filesFolder } = folder;

  const settings = config.rules === undefined ? {} : { settings: config.rules };
  const keepFile = fileKeeper(
    filesFolder,
    config.files.scan && scanWith(config.files.scan, (error) => log(SCAN_FAILED, error)),
  );
  const app = createServer(config.web);
  const curator = openCurator(knowledge, store, config.curate.publish, now);
  const notice = privacyNotice(config.retention, config.contact);
  const web = createWebDeps({
    store,
    rulesets,
    settings: config.rules,
    filesFolder,
    readings: () => readingsOf(knowledge.library(), READING),
    isDemo: () => isDemoOn(store, config),
    introduce: config.introduce,
    notice,
    contact: config.contact,
    log,
    curator: (memberAt) =>
      curatorDeps(
        {
          store,
          curator,
          library: knowledge.library,
          publish: config.curate.publish,
          now,
          moved: (addresses) => moved(addresses),
        },
        memberAt,
      ),
    now,
    moved: (addresses) => moved(addresses),
  });
  let struck: Instant | undefined;
  const health = createHealth({
    store,
    folder: config.data,
    channels,
    now,
    last: () => struck,
    damaged: evidence.count,
    version: versionOf(ROOT),
  });
  channels.push(...(await openChannels(config, { app, web: web.deps, site: config.url, health, log })));

  const moved = (addresses: readonly Address[]): void => {
    web.wake(addresses);
    post.wake();
  };
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
    privacy: { notice, once: true },
    ...settings,
    ...(config.contact === undefined ? {} : { contact: config.contact }),
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
    folder.release();
    throw listenFault(error, config);
  });
  await desk.open();
  post.open();
  /** Once a day, and at the start: the records, and what a crash left half written. */
  let swept: string | undefined;
  const upkeep = async (): Promise<void> => {
    await evidence.check(store, now());
    await tidyByNight({ store, files: filesFolder, settings: config.retention }, now());
    if (swept === dayOf(now())) return;
    swept = dayOf(now());
    await sweep(config.data, Date.parse(now()));
  };
  const clock = startClock(async () => {
    await store.probe(now());
    post.wake();
    await tick({ store, rulesets, desk, caps, moved, ...settings }, now());
    struck = now();
    await upkeep();
  }, log);
  const unwatchStore = watchStore(store, now);

  setImmediate(knowledge.warm);
  model?.check().catch((error: unknown) => log('the model could not be checked', error));
  const unwatch = knowledge.watch();
  curator.recover().catch((error: unknown) => log('an edit was left half written', error));
  return {
    address,
    demo: (await isDemoOn(store, config)) ? config.data : undefined,
    ...(model ? { model: model.words } : {}),
    stop: async () => {
      clock.stop();
      unwatchStore();
      await unwatch();
      await Promise.all(channels.map((channel) => channel.stop()));
      await app.close();
      await clock.last();
      await desk.close();
      await post.close();
      await store.close();
      folder.release();
    },
  };
}
