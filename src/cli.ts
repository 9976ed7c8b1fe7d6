#!/usr/bin/env node
import type { Command } from './commands/jsonl.ts';
import { Fault } from './errors.ts';

interface Entry {
  readonly does: string;
  readonly load: () => Promise<{ readonly run: Command }>;
}

/** Name → what it does, and where it is. Loaded only when asked for, so that each starts fast. */
const COMMANDS: { readonly [name: string]: Entry } = {
  assess: { does: '按规则算一个人一年的学分：每行一个 JSON', load: () => import('./commands/rules/assess.ts') },
  ask: { does: '政策问答：每行一个 JSON', load: () => import('./commands/answers/ask.ts') },
  talk: { does: '像聊天那样对话：每行一个 JSON', load: () => import('./commands/talk/talk.ts') },
  plan: { does: '还差什么、怎么补最省：每行一个 JSON', load: () => import('./commands/rules/plan.ts') },
  check: { does: '检查规则、文件、引文和案例', load: () => import('./commands/rules/check.ts') },
  ingest: { does: '读入一份政策文件：ingest FILE --province …', load: () => import('./commands/answers/ingest.ts') },
  eval: { does: '问答评测：eval ask [案例文件…]', load: () => import('./commands/answers/eval-ask.ts') },
  gaps: { does: '没有答好的问题：列出、补答案、加说法、请示、撤销', load: () => import('./commands/answers/gaps.ts') },
  backup: { does: '运行中备份，一个文件：backup FILE', load: () => import('./commands/upkeep/backup.ts') },
  restore: { does: '从备份恢复：restore FILE [--to 文件夹]', load: () => import('./commands/upkeep/restore.ts') },
  doctor: { does: '检查数据、文件、磁盘、权限：doctor [--full]', load: () => import('./commands/upkeep/doctor.ts') },
  export: { does: '导出名单、台账、申请和审计：每行一个 JSON', load: () => import('./commands/upkeep/export.ts') },
  import: { does: '导入单位和名单：每行一个 JSON', load: () => import('./commands/upkeep/import.ts') },
  code: { does: '给名单上的人发一次性绑定码：code 工号', load: () => import('./commands/upkeep/code.ts') },
  codes: { does: '给一个单位的人发绑定码，可打印；收回', load: () => import('./commands/upkeep/codes.ts') },
  demo: { does: '清掉演示的人和单位：demo remove', load: () => import('./commands/upkeep/demo.ts') },
  roles: { does: '角色：列出；给一个或收回一个', load: () => import('./commands/upkeep/roles.ts') },
  audit: { does: '审计记录：谁看了、改了谁的数据', load: () => import('./commands/upkeep/audit.ts') },
  sessions: { does: '网页上谁登录着；退出一个或全部', load: () => import('./commands/upkeep/sessions.ts') },
  sweep: { does: '清掉超过保存期的数据：sweep [--dry-run]', load: () => import('./commands/upkeep/sweep.ts') },
  erase: { does: '把一个人的数据去掉身份或删除：erase 工号', load: () => import('./commands/upkeep/erase.ts') },
  outbox: { does: '列出搁置的消息；重新发送：outbox retry', load: () => import('./commands/upkeep/outbox.ts') },
  impact: { does: '改规则影响谁：impact 旧 新 < 名单', load: () => import('./commands/rules/impact.ts') },
  render: { does: '打印规则说明书：render 省份 [年度]', load: () => import('./commands/rules/render.ts') },
  'new-province': { does: '建一个新省份的规则文件夹', load: () => import('./commands/rules/new-province.ts') },
};

const USAGE = [
  '用法：npm run -s xuefen -- 命令 [参数]',
  '',
  ...Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(12)} ${does}`),
  '',
  'import 的一行是一个单位或者一个人，先单位后人：',
  '  {"unit":"u1","name":"内科","institution":"某某医院","province":"浙江","parent":"u0","contact":{"name":"科教科","phone":"8000"}}',
  '  {"staffNumber":"A1","name":"张三","province":"浙江","unit":"u1","title":"mid","profession":"nurse","manages":["u1"],"curator":true}',
  '角色还有 "reviews":[{"unit":"u1","kinds":["paper"]}]、"administrator"、"auditor"；单独改一个人的用 roles。',
  '',
].join('\n');

/** Runs one command; resolves to the exit status. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${USAGE}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Fault('USAGE', `没有「${name.slice(0, 40)}」这个命令。`);
  const { run } = await command.load();
  const { DOORS } = await import('./house/channels.ts');
  return run(args, { input: process.stdin, output: process.stdout, doors: DOORS });
}

// A reader that goes away ends the run quietly; each write reports it to its command too.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Fault ? error.message : error);
  process.exitCode = error instanceof Fault && error.code === 'USAGE' ? 2 : 1;
}
