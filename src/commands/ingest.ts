/** `ingest`: shows how a policy file is read, and publishes it when the operator says so. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../errors.ts';
import { documentFromMarkdown } from '../faq/document.ts';
import { type Declared, ingestAll, previewFile, publish } from '../faq/ingest.ts';
import { clauseDiff, describeDocument, suspendedBy } from '../faq/ingest-preview.ts';
import { provinceOf } from '../faq/places.ts';
import type { Command } from './jsonl.ts';
import { DOCUMENTS, FAQ, RULES } from './places.ts';

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
  publish: { type: 'boolean' },
} as const;

const USAGE = `用法：
  ingest                       按 faq/documents/raw 里的原文重新生成全部条款
  ingest 文件 --province 浙江   先给您看解析结果，不发布
  ingest 文件 --province 浙江 --publish   发布
可选：--id --title --number（文号）--issuer --date --from（施行日）--to（失效日）--years 2025,2026
`;

/** The `ingest` command. @throws Fault DOCUMENT_UNREADABLE, DOCUMENT_INVALID, USAGE; nothing is written then. */
export const run: Command = async (args, { output }) => {
  const say = (text: string): Promise<void> => new Promise((done) => output.write(text, () => done()));
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: true,
  });
  const [file, more] = positionals;
  if (more) throw new Fault('USAGE', '一次读一个文件。');
  if (!file) {
    for (const { id, clauses, changed } of ingestAll(DOCUMENTS))
      await say(`${id}：${clauses} 条${changed ? '，已更新' : '，没有变化'}\n`);
    return 0;
  }
  const province = provinceOf(values.province);
  if (!province) {
    await say(`请用 --province 写明是哪个省的文件（国家的写 national）。\n\n${USAGE}`);
    return 2;
  }
  const declared: Declared = {
    province,
    ...(values.title ? { title: values.title } : {}),
    ...(values.number ? { number: values.number } : {}),
    ...(values.issuer ? { issuer: values.issuer } : {}),
    ...(values.date ? { date: values.date } : {}),
    ...(values.from ? { effectiveFrom: values.from } : {}),
    ...(values.to ? { effectiveTo: values.to } : {}),
    ...(values.years ? { appliesToYears: values.years.split(/[,，]/u).map(Number) } : {}),
  };
  const path = resolve(process.env.XUEFEN_CALLED_FROM ?? process.cwd(), file);
  const id =
    values.id ??
    `${province}-${basename(file)
      .replace(/\.[^.]+$/u, '')
      .toLowerCase()
      .replace(/[^a-z0-9\p{Script=Han}]+/gu, '-')}`;
  const made = await previewFile(path, id, declared, DOCUMENTS);
  await say(describeDocument(made.document));
  const published = join(DOCUMENTS, `${id}.md`);
  if (existsSync(published)) {
    const before = documentFromMarkdown(readFileSync(published, 'utf8'), `${id}.md`);
    await say(clauseDiff(before, made.document));
    await say(suspendedBy(before, made.document, FAQ, RULES));
  }
  if (!values.publish) {
    await say('\n以上只是预览，还没有发布。看过没有问题，加上 --publish 再执行一次。\n');
    return 0;
  }
  publish(made, DOCUMENTS);
  await say(`\n已发布：faq/documents/${id}.md（${made.document.clauses.length} 条）\n`);
  return 0;
};
