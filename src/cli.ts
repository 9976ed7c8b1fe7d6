#!/usr/bin/env node
import type { Command } from './commands/jsonl.ts';
import { Fault } from './errors.ts';

const later =
  (load: () => Promise<{ readonly run: Command }>): Command =>
  async (args, streams) =>
    (await load()).run(args, streams);

async function theRulesets() {
  const [{ loadRulesets }, { RULES, RAW_DOCUMENTS }] = await Promise.all([
    import('./rules/load.ts'),
    import('./commands/places.ts'),
  ]);
  return loadRulesets(RULES, RAW_DOCUMENTS);
}

async function theLibrary() {
  const [{ loadLibrary }, { DOCUMENTS, FAQ }] = await Promise.all([
    import('./faq/library.ts'),
    import('./commands/places.ts'),
  ]);
  return loadLibrary(DOCUMENTS, FAQ);
}

/** Name → what it does, and how it is run. Loaded only when asked for, so that each starts fast. */
const COMMANDS: { readonly [name: string]: { readonly does: string; readonly run: Command } } = {
  assess: {
    does: '按规则算一个人一年的学分：每行一个 JSON',
    run: async () => {
      const [{ runAssess }, rulesets] = await Promise.all([import('./commands/assess.ts'), theRulesets()]);
      return runAssess(rulesets, process.stdin, process.stdout);
    },
  },
  ask: {
    does: '政策问答：每行一个 JSON',
    run: async (_args, streams) => {
      const [{ runAsk }, rulesets, library] = await Promise.all([
        import('./commands/ask.ts'),
        theRulesets(),
        theLibrary(),
      ]);
      return runAsk(streams, library, rulesets);
    },
  },
  backup: { does: '运行中备份数据库：backup FILE', run: later(() => import('./commands/backup.ts')) },
  export: { does: '导出名单、台账、申请和审计：每行一个 JSON', run: later(() => import('./commands/export.ts')) },
  import: { does: '导入单位和名单：每行一个 JSON', run: later(() => import('./commands/import.ts')) },
  code: { does: '给名单上的人发一次性绑定码：code 工号', run: later(() => import('./commands/code.ts')) },
  outbox: { does: '列出搁置的消息；重新发送：outbox retry', run: later(() => import('./commands/outbox.ts')) },
};

const USAGE = [
  '用法：npm run -s xuefen -- 命令 [参数]',
  '',
  ...Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(8)} ${does}`),
  '',
].join('\n');

/** Runs one command; resolves to the exit status. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${USAGE}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Fault('USAGE', `there is no command ${JSON.stringify(name.slice(0, 40))}.`);
  return command.run(args, { input: process.stdin, output: process.stdout });
}

// A reader that goes away ends the run; each write reports it too.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
    // Whoever still feeds us after the last line was answered need not be waited for.
    process.stdin.unref?.();
  },
  (error: unknown) => {
    console.error(error instanceof Fault ? error.message : error);
    process.exitCode = error instanceof Fault && error.code === 'USAGE' ? 2 : 1;
    process.stdin.unref?.();
  },
);
