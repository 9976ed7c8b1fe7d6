import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { preview } from '../clock/tick.ts';
import { loadConfig } from '../config/config.ts';
import { isDay } from '../days.ts';
import { Fault } from '../errors.ts';
import { openStore } from '../store/index.ts';
import { NO_DAY, NOW_USAGE, READY, WOULD_SEND_ALL, wouldSend } from '../words/office/house.ts';
import { DOORS, type HouseConfig } from './channels.ts';
import { loadDemo } from './demo.ts';
import { databaseIn, folderState } from './folder.ts';
import { loadKnowledge } from './knowledge.ts';
import { openHouse } from './open.ts';
import { placeOf } from './place.ts';

/** Operators see what failed and where; never what a person wrote. */
function log(what: string, error?: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : error === undefined ? '' : String(error);
  console.error(`${new Date().toISOString()} ${what}${words === '' ? '' : `: ${words}`}`);
}

/** `2026-12-01`, or an instant on that day. */
function dayAsked(text: string): string {
  const day = text.slice(0, 10);
  if (!isDay(day) || day < '2000' || day > '2100' || (text.length > 10 && Number.isNaN(Date.parse(text))))
    throw new Fault('USAGE', NO_DAY(text.slice(0, 40)));
  return day;
}

/** Prints what a day would send: from the database if there is one, else for the demo. */
async function show(config: HouseConfig, day: string): Promise<void> {
  const { data, fills } = placeOf(config);
  const { rulesets } = loadKnowledge({ data });
  const at = `${day}T01:00:00.000Z`;
  const path = folderState(data) === 'none' ? ':memory:' : databaseIn(data);
  const store = await openStore(path, new Date().toISOString(), { demo: config.demo !== false });
  try {
    if (fills && (await store.countMembers()) === 0) await loadDemo(store, day, at, rulesets);
    const settings = config.rules === undefined ? {} : { settings: config.rules };
    const made = await preview({ store, rulesets, ...settings }, day);
    for (const { member, text } of made) {
      const place = await (member.unit === undefined ? undefined : store.unit(member.unit));
      const reached = (await store.identities(member.id))[0] !== undefined;
      const where = place && `${place.institution} ${place.name}`;
      process.stdout.write(wouldSend({ where, name: member.name ?? member.id, reached }, text));
    }
    process.stdout.write(WOULD_SEND_ALL(day, made.length));
  } finally {
    await store.close();
  }
}

async function serve(config: HouseConfig): Promise<void> {
  const house = await openHouse(config, { log });
  process.stdout.write(`${READY(house.address, house.demo, config.introduce)}\n`);
  if (house.model !== undefined) process.stdout.write(`${house.model}\n`);
  let stopping = false;
  const stop = (): void => {
    // A second signal does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    house.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log('the house could not be closed', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

try {
  const { values } = parseArgs({ options: { now: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) process.stdout.write(NOW_USAGE);
  else {
    const config = loadConfig(process.env, resolve(import.meta.dirname, '..', '..'), DOORS);
    await (values.now === undefined ? serve(config) : show(config, dayAsked(values.now)));
  }
} catch (error) {
  // parseArgs speaks English; what may be written says it all.
  if (error instanceof TypeError) console.error(NOW_USAGE);
  else console.error(error instanceof Error && 'code' in error ? error.message : error);
  process.exitCode = 1;
}
process.on('unhandledRejection', (error) => log('a promise was left alone', error));
