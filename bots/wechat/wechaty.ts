import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Wechaty } from 'wechaty';
import type { impls } from 'wechaty-puppet';
import { Fault } from '../../src/errors.ts';
import type { WechatSettings } from './settings.ts';

export type Puppet = impls.PuppetInterface;

/** The parts that are loaded only when this door is open: 350 packages and most of a second. */
export interface Parts {
  readonly wechaty: typeof import('wechaty');
  readonly box: typeof import('file-box');
}

/** Throws CHANNEL_CONFIG where the optional packages were not installed. */
export async function loadParts(): Promise<Parts> {
  try {
    const [wechaty, box] = await Promise.all([import('wechaty'), import('file-box')]);
    wechaty.log.level('silent');
    return { wechaty, box };
  } catch (error) {
    throw new Fault('CHANNEL_CONFIG', 'wechaty is not installed: run npm ci without --omit=optional.', {
      cause: error,
    });
  }
}

/**
 * Builds the puppet that is set. wechaty-puppet-service keeps a cache of contacts under the home folder of whoever
 * builds it, so that folder is ours while it is built: personal data stay where the operator keeps data.
 */
async function buildPuppet(settings: WechatSettings, folder: string): Promise<Puppet> {
  let module: unknown;
  try {
    module = await import(settings.puppet);
  } catch (error) {
    throw new Fault('CHANNEL_CONFIG', `the puppet ${settings.puppet} is not installed.`, { cause: error });
  }
  for (let depth = 0; depth < 3 && typeof module === 'object' && module && 'default' in module; depth++)
    module = module.default;
  if (typeof module !== 'function') throw new Fault('CHANNEL_CONFIG', `${settings.puppet} is not a puppet of wechaty.`);
  const Build = module as new (options: object) => Puppet;
  const home = process.env.HOME;
  process.env.HOME = folder;
  try {
    return new Build({
      ...(settings.token === undefined ? {} : { token: settings.token }),
      ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
      ...(settings.tls ? {} : { tls: { disable: true } }),
      timeoutSeconds: 86_400,
    });
  } finally {
    if (home === undefined) delete process.env.HOME;
    else process.env.HOME = home;
  }
}

/** A new Wechaty with a new puppet, not yet started. Its login is kept in the folder, so that the next one needs no scan. */
export async function buildWechaty(parts: Parts, settings: WechatSettings, own?: () => Puppet): Promise<Wechaty> {
  const folder = resolve(settings.folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const puppet = own ? own() : await buildPuppet(settings, folder);
  return parts.wechaty.WechatyBuilder.build({ name: join(folder, settings.name), puppet });
}
