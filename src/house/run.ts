import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { preview } from '../clock/tick.ts';
import { type Config, loadConfig } from '../config/config.ts';
import { isDay } from '../days.ts';
import { Fault } from '../errors.ts';
import { creditYear } from '../rules/index.ts';
import { openStore } from '../store/sqlite.ts';
import { loadDemo } from './demo.ts';
import { loadKnowledge } from './knowledge.ts';
import { openHouse } from './open.ts';

const USAGE = '用法：npm start [-- --now YYYY-MM-DD]\n  --now  只列出那一天会发的提醒和汇总，不发送，也不改动数据\n';

/** Operators see what failed and where; never what a person wrote. */
function log(what: string, error?: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : error === undefined ? '' : String(error);
  console.error(`${new Date().toISOString()} ${what}${words === '' ? '' : `: ${words}`}`);
}

/** `2026-12-01`, or an instant on that day. */
function dayAsked(text: string): string {
  const day = text.slice(0, 10);
  if (!isDay(day) || day < '2000' || day > '2100' || (text.length > 10 && Number.isNaN(Date.parse(text))))
    throw new Fault('USAGE', `--now「${text.slice(0, 40)}」不是日期，写成 2026-12-01 这样。`);
  return day;
}

/** Prints what a day would send: from the database if there is one, else for the demo. */
async function show(config: Config, day: string): Promise<void> {
  const { rulesets } = loadKnowledge({ data: config.data });
  const file = join(config.data, 'xuefen.db');
  const at = `${day}T01:00:00.000Z`;
  const store = await openStore(existsSync(file) ? file : ':memory:', new Date().toISOString());
  try {
    if ((await store.countMembers()) === 0)
      await loadDemo(store, day, at, rulesets.provinces, (province) => creditYear(rulesets, province, day).from);
    const settings = config.rules === undefined ? {} : { settings: config.rules };
    const made = await preview({ store, rulesets, ...settings }, day);
    for (const { member, text } of made) {
      const place = await (member.unit === undefined ? undefined : store.unit(member.unit));
      const reached = (await store.identities(member.id))[0] !== undefined;
      const who = [place && `${place.institution} ${place.name}`, member.name ?? member.id].filter(Boolean).join(' ');
      process.stdout.write(`── ${who}${reached ? '' : '（还没有绑定聊天，发不到）'}\n${text}\n\n`);
    }
    process.stdout.write(`${day} 会发 ${made.length} 条。以上只是预览，没有发送。\n`);
  } finally {
    await store.close();
  }
}

async function serve(config: Config): Promise<void> {
  const house = await openHouse(config, { log });
  const how = house.isDemo ? '在演示名单里选一个人，或者自己介绍一下' : '介绍一下自己，或者用绑定码';
  process.stdout.write(`学分助手已就绪：${house.address} （用浏览器打开，${how}，就可以开始聊）\n`);
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
  if (values.help) process.stdout.write(USAGE);
  else {
    const config = loadConfig(process.env, resolve(import.meta.dirname, '..', '..'));
    await (values.now === undefined ? serve(config) : show(config, dayAsked(values.now)));
  }
} catch (error) {
  // parseArgs speaks English; what may be written says it all.
  if (error instanceof TypeError) console.error(USAGE);
  else console.error(error instanceof Error && 'code' in error ? error.message : error);
  process.exitCode = 1;
}
process.on('unhandledRejection', (error) => log('a promise was left alone', error));
