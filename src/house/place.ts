/** Which folder the settings mean, and whether invented people may be in it: demo and real life never share one. */

import { dayOf } from '../days.ts';
import { Fault } from '../errors.ts';
import type { Rulesets } from '../rules/index.ts';
import type { Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';
import { DEMO_EXPOSED, DEMO_IMPORT } from '../words/office/house.ts';
import type { HouseConfig } from './channels.ts';
import { loadDemo } from './demo.ts';
import { type DataFolder, folderState, openFolder } from './folder.ts';

type OpenMore = NonNullable<Parameters<typeof openFolder>[2]>;
type Settings = Pick<HouseConfig, 'data' | 'demo'>;

/** The demo's own folder beside the data folder. */
export const demoFolderOf = (data: string): string => `${data}-demo`;

/**
 * The folder that a start opens. With `demo` unsaid: the data folder where it holds (or held) something of ours, else the
 * demo's own. `fills`: an empty one gets the demo.
 */
export function placeOf({ data, demo }: Settings): { readonly data: string; readonly fills: boolean } {
  if (demo !== undefined) return { data, fills: demo };
  return folderState(data) === 'none' ? { data: demoFolderOf(data), fills: true } : { data, fills: false };
}

/** The settings as they are meant: with the folder that is really opened. */
export const placed = <C extends Settings>(config: C): C => ({ ...config, data: placeOf(config).data });

/** The folder that a command looks into: as a start would open it, but none is made. */
export function folderFor({ data, demo }: Settings): string {
  const own = demoFolderOf(data);
  return demo === undefined && folderState(data) === 'none' && folderState(own) !== 'none' ? own : data;
}

/** Whether the demo is on in a folder: it was made for it, the settings allow it, and nobody of a real roster is there. */
export const isDemoOn = async (
  store: Pick<Store, 'isDemo' | 'hasRoster'>,
  { demo }: Pick<Settings, 'demo'>,
): Promise<boolean> => demo !== false && (await store.isDemo()) && !(await store.hasRoster());

/** @throws Fault USAGE where real people would come among invented ones */
export async function refuseDemo(store: Pick<Store, 'isDemo' | 'hasRoster'>, folder: string): Promise<void> {
  if (await isDemoOn(store, { demo: undefined })) throw new Fault('USAGE', DEMO_IMPORT(folder));
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|\[?::ffff:127(?:\.\d{1,3}){3}\]?)$/i;

/** @throws Fault CONFIG_INVALID where anybody beyond this machine could be one of the invented people */
export function refuseExposed({ host }: Pick<HouseConfig, 'host'>): void {
  if (!LOOPBACK.test(host)) throw new Fault('CONFIG_INVALID', DEMO_EXPOSED(host));
}

/**
 * Opens the folder that the settings mean, with the demo in it where that is wanted and nothing is there yet.
 * @throws Fault CONFIG_INVALID where the demo would be open to other machines; the faults of `openFolder`
 */
export async function openPlace(
  config: HouseConfig,
  rulesets: Rulesets,
  { now, ...more }: Omit<OpenMore, 'demo'> & { readonly now: Instant },
): Promise<DataFolder> {
  const { data, fills } = placeOf(config);
  if (fills && folderState(data) === 'none') refuseExposed(config);
  const folder = await openFolder(data, now, { ...more, demo: config.demo !== false });
  try {
    if (fills && (await folder.store.countMembers()) === 0) await loadDemo(folder.store, dayOf(now), now, rulesets);
    if (await isDemoOn(folder.store, config)) refuseExposed(config);
    return folder;
  } catch (fault) {
    await folder.store.close();
    folder.release();
    throw fault;
  }
}
