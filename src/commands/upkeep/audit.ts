import { createWriteStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDay } from '../../days.ts';
import { Fault } from '../../errors.ts';
import { cellsOf, trailCsv, trailPage, trailQuery } from '../../people/trail.ts';
import type { AuditSearch } from '../../types/index.ts';
import { DEEDS, TRAIL } from '../../words/office/trail.ts';
import { readArgs } from '../args.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore, fileFrom } from './store.ts';

const USAGE = `用法：audit [--staff 工号] [--by 工号] [--what 操作] [--since 日期] [--until 日期] [--csv 文件名]
  --staff  关于谁的记录        --by   谁做的（命令行写 operator，系统自动写 house）
  --what   做了什么，写操作的名字，例如 审核、查看了科室、角色变动
  --since --until  从哪天到哪天，写成 2026-11-22
  --csv    全部导出到一个还不存在的文件；不写就列出最近 100 条。
`;
const OPTIONS = {
  staff: { type: 'string' },
  by: { type: 'string' },
  what: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  csv: { type: 'string' },
} as const;
/** Lines that are listed; a file holds all. */
const LISTED = 100;

/** A deed by its name or as it is kept. @throws Fault USAGE */
function deedOf(asked: string): string {
  const found = Object.entries(DEEDS).find(([what, name]) => what === asked || name === asked);
  if (!found)
    throw new Fault('USAGE', `没有“${asked.slice(0, 20)}”这种操作。有这些：${Object.values(DEEDS).join('、')}`);
  return found[0];
}

/** @throws Fault USAGE */
function searchOf(values: { readonly [name: string]: string | undefined }): AuditSearch {
  const { staff, by, what, since, until } = values;
  for (const day of [since, until])
    if (day !== undefined && !isDay(day)) throw new Fault('USAGE', TRAIL.noDay(String(day)));
  return {
    ...(staff === undefined ? {} : { staff }),
    ...(by === undefined ? {} : { by }),
    ...(what === undefined ? {} : { what: deedOf(what) }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** `audit`: who looked at or changed whose data; `--csv` takes a copy, which leaves a line of its own. @throws Fault USAGE */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values, positionals } = readArgs(args, OPTIONS, USAGE);
  if (positionals.length > 0) throw new Fault('USAGE', USAGE);
  const search = searchOf(values);
  const file = values.csv === undefined ? undefined : fileFrom(values.csv);
  if (file !== undefined && existsSync(file)) throw new Fault('USAGE', `${file} 已经存在，不会覆盖，换一个名字。`);
  const { store } = await configuredStore(doors);
  try {
    const query = await trailQuery(store, search, undefined);
    if ('nobody' in query) throw new Fault('USAGE', TRAIL.noStaff(query.nobody));
    const at = new Date().toISOString();
    const what = file === undefined ? 'viewed-audit' : 'exported';
    const whose = query.member === undefined ? {} : { member: query.member };
    const detail = { ...(file === undefined ? {} : { content: 'audit' }), ...search };
    await store.commit({ at, writes: [{ is: 'audit', by: 'operator', ...whose, what, detail }] });
    const say = (words: string) => new Promise<void>((done) => output.write(words, () => done()));
    if (file === undefined) {
      const { lines, next } = await trailPage(store, { ...query, limit: LISTED });
      const shown = lines.map((line) =>
        cellsOf(line)
          .filter((cell) => cell !== '')
          .join('  '),
      );
      await say(
        shown.length === 0 ? TRAIL.none : `${shown.join('\n')}\n${next === undefined ? '' : TRAIL.more(LISTED)}`,
      );
      return 0;
    }
    let count = -1;
    const counted = async function* () {
      for await (const piece of trailCsv(store, query)) {
        count += piece.split('\r\n').length - 1;
        yield piece;
      }
    };
    // Whoever else has an account on this machine is not to read it.
    await pipeline(Readable.from(counted()), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    await say(TRAIL.written(count, file));
    return 0;
  } finally {
    await store.close();
  }
};
