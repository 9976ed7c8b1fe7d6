/**
 * The doors: each with its name, what an operator may set, and how it is opened. A new channel is a folder under bots/ and
 * an entry here; nobody else knows one by name.
 */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { larkEnvironment, larkSettings } from '../../bots/lark/settings.ts';
import type { WebDeps } from '../../bots/web/house.ts';
import { webEnvironment, webSettings } from '../../bots/web/settings.ts';
import { wechatEnvironment, wechatSettings } from '../../bots/wechat/settings.ts';
import type { Config, DoorSettings } from '../config/config.ts';
import type { Channel } from '../types/index.ts';
import type { Health } from './health.ts';
import type { Log } from './knowledge.ts';

/** What a door is opened with. */
interface Opening {
  /** The server of our own pages. */
  readonly app: FastifyInstance;
  readonly web: WebDeps;
  /** The address under which people open our pages. */
  readonly site: string | undefined;
  readonly health: () => Promise<Health>;
  readonly log: Log;
}

interface Door<S extends z.ZodType> extends DoorSettings {
  readonly settings: S;
  /** Builds the channel; its SDK is loaded only now. */
  open(settings: NonNullable<z.output<S>>, opening: Opening): Promise<Channel>;
}
const door = <S extends z.ZodType>(one: Door<S>): Door<S> => one;

/** Operators hear of trouble, not of every step. */
const loggerOf = (log: Log) => ({
  info: () => {},
  warn: (words: string) => log(words),
  error: (words: string) => log(words),
});

/** In the order in which they are opened and started. */
export const DOORS = {
  web: door({
    settings: webSettings.prefault({}),
    environment: webEnvironment,
    open: async (settings, { app, web, site, health, log }) => {
      const { createWebChannel } = await import('../../bots/web/server.ts');
      return createWebChannel(app, web, {
        // The address that our links carry is one under which the page may be opened.
        settings: site === undefined ? settings : { ...settings, hosts: [...settings.hosts, new URL(site).hostname] },
        log: (error, where) => log(where, error),
        health,
      });
    },
  }),
  lark: door({
    settings: larkSettings.optional(),
    environment: larkEnvironment,
    open: async (settings, { app, log }) => {
      const { createLarkChannel } = await import('../../bots/lark/channel.ts');
      const channel = createLarkChannel(settings, { log: loggerOf(log) });
      if (settings.port === null) app.register(channel.webhook);
      return channel;
    },
  }),
  wechat: door({
    settings: wechatSettings.optional(),
    environment: wechatEnvironment,
    paths: ['folder'],
    open: async (settings, { log }) => {
      const { createWechatChannel } = await import('../../bots/wechat/channel.ts');
      return createWechatChannel(settings, { log: loggerOf(log) });
    },
  }),
};

export type HouseConfig = Config<typeof DOORS>;

/** The channels that the configuration switches on. */
export async function openChannels(config: HouseConfig, opening: Opening): Promise<readonly Channel[]> {
  const channels: Channel[] = [];
  for (const [name, one] of Object.entries(DOORS)) {
    const settings = config[name as keyof typeof DOORS];
    if (settings !== undefined) channels.push(await (one as Door<z.ZodType>).open(settings, opening));
  }
  return channels;
}
