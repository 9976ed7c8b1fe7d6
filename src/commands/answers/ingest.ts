/** `ingest`: shows how a policy file is read, and publishes it when the operator says so. */
import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { readSources } from '../../answers/index.ts';
import { provinceOf } from '../../chinese/index.ts';
import { affectedBy, affectedWords, clauseDiff, describeDocument } from '../../curate/preview.ts';
import { isDay } from '../../days.ts';
import { type Declared, ingestAll, previewFile, publish, publishShipped } from '../../documents/index.ts';
import { Fault } from '../../errors.ts';
import { readArgs } from '../args.ts';
import { DOCUMENTS, FAQ, ownFaq, ROOT, RULES } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { fileFrom } from '../upkeep/store.ts';

const OPTIONS = {
  province: { type: 'string' },
  id: { type: 'string' },
  title: { type: 'string' },
  number: { type: 'string' },
  issuer: { type: 'string' },
  date: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  years: { type: 'string' },
  supersedes: { type: 'string' },
  publish: { type: 'boolean' },
  ship: { type: 'boolean' },
} as const;

const USAGE = `用法：
  ingest 文件 --province 浙江             先给您看解析结果，不发布
  ingest 文件 --province 浙江 --publish   发布到本单位的数据目录，几秒后聊天里就用上
  ingest 文件 --province 浙江 --publish --ship   发布到 faq/documents，随程序一起（改规则的人用）
  ingest                                 按 faq/documents/raw 里的原文重新生成随程序的条款
可选：--id（编号；文号、文件名或正文和库里一样的，不写也认得是同一份）--title --number（文号）--issuer --date --from（施行日）--to（失效日）
      --years 2025,2026（只管哪几个年度）--supersedes "文号；文号"（废止哪些）
`;

const usage = (words: string): Fault => new Fault('USAGE', `${words}\n\n${USAGE}`);

type Values = { readonly [name in keyof typeof OPTIONS]?: string | boolean | undefined };

/** The fields that the operator answers for. */
function declaredIn(values: Values, province: string): Declared {
  const text = (name: keyof typeof OPTIONS): string | undefined => {
    const value = values[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const day = (name: 'date' | 'from' | 'to'): string | undefined => {
    const value = text(name);
    const isWrong = value !== undefined && !isDay(value);
    if (isWrong) throw usage(`--${name}「${String(value).slice(0, 20)}」要写成 2026-01-31 这样。`);
    return value;
  };
  const [title, number, issuer, supersedes] = [text('title'), text('number'), text('issuer'), text('supersedes')];
  const [date, from, to, years] = [day('date'), day('from'), day('to'), text('years')];
  const appliesToYears = years?.split(/[,，、]/u).map(Number);
  if (appliesToYears?.some((year) => !Number.isInteger(year) || year < 2000 || year > 2100))
    throw usage('--years 要写成 2025,2026 这样。');
  return {
    province,
    ...(title ? { title } : {}),
    ...(number ? { number } : {}),
    ...(issuer ? { issuer } : {}),
    ...(date ? { date } : {}),
    ...(from ? { effectiveFrom: from } : {}),
    ...(to ? { effectiveTo: to } : {}),
    ...(appliesToYears ? { appliesToYears } : {}),
    ...(supersedes ? { supersedes: supersedes.split(/[;；]/u).map((one) => one.trim()) } : {}),
  };
}

const idOf = (province: string, file: string): string =>
  `${province}-${basename(file)
    .replace(/\.[^.]+$/u, '')
    .toLowerCase()
    .replace(/[^a-z0-9\p{Script=Han}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')}`;

/** The `ingest` command. @throws Fault DOCUMENT_UNREADABLE, DOCUMENT_INVALID, USAGE; nothing is written then. */
export const run: Command = async (args, { output, doors = {} }) => {
  const say = (text: string): Promise<void> => new Promise((done) => output.write(text, () => done()));
  const { values, positionals } = readArgs(args, OPTIONS, USAGE);
  const [file, more] = positionals;
  if (more) throw usage('一次读一个文件；名字里有空格要加引号。');
  if (!file) {
    for (const { id, clauses, changed } of ingestAll(DOCUMENTS))
      await say(`${id}：${clauses} 条${changed ? '，已更新' : '，没有变化'}\n`);
    return 0;
  }
  const province = provinceOf(values.province);
  if (!province) throw usage('请用 --province 写明是哪个省的文件（国家的写 national）。');
  const declared = declaredIn(values, province);
  const own = ownFaq(doors);
  const sources = readSources(DOCUMENTS, FAQ, own);
  const atHand = sources.documents.map(({ document }) => document);
  const path = existsSync(resolve(file)) ? resolve(file) : fileFrom(file);
  const ids = { usual: idOf(province, file), ...(values.id ? { given: values.id } : {}) };
  const made = await previewFile(path, ids, declared, atHand);
  const { document, before } = made;
  await say(describeDocument(document));
  if (before) {
    await say(
      `\n这份文件库里已经有了（编号 ${before.id}${before.number ? `，${before.number}` : ''}），发布后由这一版取代原来那一版。\n`,
    );
    await say(clauseDiff(before, document));
    await say(affectedWords(affectedBy(before, document, sources, RULES)));
  }
  if (!values.publish) {
    await say('\n以上只是预览，还没有发布。看过没有问题，加上 --publish 再执行一次。\n');
    return 0;
  }
  const folder = values.ship ? DOCUMENTS : join(own, 'documents');
  if (values.ship) publishShipped(made, folder);
  else publish(made, folder);
  const shown = relative(ROOT, join(folder, `${document.id}.md`));
  await say(`\n已发布：${shown}（${document.clauses.length} 条）\n`);
  if (values.ship && existsSync(join(own, 'documents', `${document.id}.md`)))
    await say('注意：本单位数据目录里也有这一份，聊天里以那一份为准。\n');
  return 0;
};
