import { Fault } from '../errors.ts';
import type { Command } from './jsonl.ts';

/** Being written. */
export const run: Command = async () => {
  throw new Fault('USAGE', 'this command is being written.');
};
