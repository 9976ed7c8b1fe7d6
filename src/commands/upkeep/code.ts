import { Fault } from '../../errors.ts';
import { giveCode } from '../../people/issuing.ts';
import { codeGiven } from '../../words/office/codes.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore } from './store.ts';

/** `code 工号`: a one-time code with which somebody on the roster binds a chat: they send 绑定 工号 码. */
export const run: Command = async ([staffNumber], { output, doors = {} }) => {
  if (staffNumber === undefined) throw new Fault('USAGE', 'code 后面要写工号。');
  const { store } = await configuredStore(doors);
  try {
    const found = await store.memberByStaffNumber(staffNumber);
    if (!found || found.origin !== 'roster')
      throw new Fault('USAGE', `名单上没有工号「${staffNumber}」，请先导入名单。`);
    const { code, held } = await giveCode(store, found.member, { at: new Date().toISOString(), by: 'operator' });
    const words = codeGiven({ name: found.member.name ?? staffNumber, number: held.number, code, until: held.until });
    await new Promise<void>((done) => {
      output.write(`${words}\n`, () => done());
    });
    return 0;
  } finally {
    await store.close();
  }
};
