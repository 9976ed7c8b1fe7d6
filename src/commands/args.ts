import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { Fault } from '../errors.ts';

/** A command's options and what stands beside them. @throws Fault USAGE, with the command's own usage, for an option it does not have */
export function readArgs<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  usage: string,
): ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new Fault('USAGE', usage, { cause });
  }
}
