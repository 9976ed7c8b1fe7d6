import { Fault } from '../../errors.ts';
import { freshCode } from '../../people/codes.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore } from './backup.ts';

/** A code from the institution lasts longer than one between a person's own chats. */
const LASTS_MS = 7 * 24 * 3_600_000;

/** `code 工号`: a one-time code with which somebody on the roster binds a chat: they send 绑定 工号 码. */
export const run: Command = async ([staffNumber], { output, doors = {} }) => {
  if (staffNumber === undefined) throw new Fault('USAGE', 'code 后面要写工号。');
  const { store } = await configuredStore(doors);
  try {
    const found = await store.memberByStaffNumber(staffNumber);
    if (!found) throw new Fault('USAGE', `名单上没有工号「${staffNumber}」。`);
    const now = new Date();
    const code = await freshCode(store, now.toISOString());
    const until = new Date(now.getTime() + LASTS_MS).toISOString();
    await store.commit({
      at: now.toISOString(),
      writes: [
        { is: 'code', code, member: found.member.id, until },
        { is: 'audit', member: found.member.id, by: 'operator', what: 'code-issued', detail: {} },
      ],
    });
    const words = `${found.member.name ?? staffNumber} 的绑定码：${code}，七天内有效，只能用一次。请本人在聊天里发送“绑定 ${staffNumber} ${code}”。\n`;
    await new Promise<void>((done) => {
      output.write(words, () => done());
    });
    return 0;
  } finally {
    await store.close();
  }
};
