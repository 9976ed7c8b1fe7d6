import { type FileHandle, open } from 'node:fs/promises';
import { Fault } from '../../errors.ts';
import { giveCode, takeBack } from '../../people/issuing.ts';
import { treeOf } from '../../people/tree.ts';
import type { Store } from '../../store/index.ts';
import type { Member } from '../../types/index.ts';
import { CODES, SLIP } from '../../words/office/codes.ts';
import { readArgs } from '../args.ts';
import type { Command } from '../jsonl.ts';
import { type SheetSlip, sheetOf } from './sheet.ts';
import { configuredStore, fileFrom } from './store.ts';

const OPTIONS = {
  unit: { type: 'string' },
  below: { type: 'boolean' },
  all: { type: 'boolean' },
  sheet: { type: 'string' },
  revoke: { type: 'boolean' },
} as const;

const usage = (words: string): Fault => new Fault('USAGE', `${words}\n\n${CODES.usage}`);

interface Whom {
  readonly numbers: readonly string[];
  readonly unit: string | undefined;
  readonly below: boolean;
}

/** The people of the roster who are meant, by unit and staff number. @throws Fault USAGE */
async function meant(store: Store, { numbers, unit, below }: Whom): Promise<readonly Member[]> {
  if ((unit === undefined) === (numbers.length === 0)) throw new Fault('USAGE', CODES.usage);
  if (unit !== undefined) {
    const units = await store.units();
    if (!units.some(({ id }) => id === unit)) throw usage(CODES.noUnit(unit));
    const places = below ? [...treeOf(units).under(unit)] : [unit];
    const found = await Promise.all(places.map((place) => store.members({ unit: place })));
    const people = found.flat().flatMap(({ member, origin }) => (origin === 'roster' ? [member] : []));
    return people.sort((a, b) => ((a.staffNumber ?? '') < (b.staffNumber ?? '') ? -1 : 1));
  }
  const found = await Promise.all(numbers.map((number) => store.memberByStaffNumber(number)));
  const missing = numbers.filter((_, i) => found[i]?.origin !== 'roster');
  if (missing.length > 0) throw usage(CODES.noStaff(missing));
  return found.flatMap((one) => (one ? [one.member] : []));
}

/** The file of the sheet, made now and by us, readable by its owner alone. @throws Fault USAGE */
async function newFile(name: string): Promise<{ readonly path: string; readonly file: FileHandle }> {
  const path = fileFrom(name);
  try {
    return { path, file: await open(path, 'wx', 0o600) };
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new Fault('USAGE', isThere ? CODES.exists(path) : CODES.noFolder(path), { cause: error });
  }
}

async function slipsOf(store: Store, people: readonly Member[]): Promise<readonly SheetSlip[]> {
  const units = new Map((await store.units()).map((unit) => [unit.id, `${unit.institution} ${unit.name}`]));
  const slips: SheetSlip[] = [];
  for (const member of people) {
    const { code, held } = await giveCode(store, member, { at: new Date().toISOString(), by: 'operator' });
    const place = units.get(member.unit ?? '') ?? '';
    slips.push({ name: member.name ?? held.number, number: held.number, code, until: held.until, place });
  }
  return slips;
}

/**
 * `codes --unit UNIT [--below] [--all] [--sheet FILE]`: a code for everybody of a unit who has no chat yet, as a table or as
 * a page to be printed; `codes --revoke …` takes open ones back. One line of the audit trail a person.
 */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values, positionals } = readArgs(args, OPTIONS, CODES.usage);
  const { store, config } = await configuredStore(doors);
  const say = (words: string): Promise<void> =>
    new Promise((done) => {
      output.write(words, () => done());
    });
  try {
    const whom = { numbers: positionals, unit: values.unit, below: values.below === true };
    const people = await meant(store, whom);
    if (values.revoke === true) {
      const ids = people.map(({ id }) => id);
      const taken = await takeBack(store, ids, { at: new Date().toISOString(), by: 'operator' });
      await say(CODES.revoked(taken.length));
      return 0;
    }
    const chats = await Promise.all(people.map(({ id }) => store.identities(id)));
    const isNamed = positionals.length > 0 || values.all === true;
    const free = people.filter((_, i) => isNamed || chats[i]?.length === 0);
    const bound = people.length - free.length;
    if (free.length === 0) {
      await say(CODES.nobody(bound));
      return 0;
    }
    const sheet = values.sheet === undefined ? undefined : await newFile(values.sheet);
    const slips = await slipsOf(store, free);
    if (sheet) {
      const where = Object.keys(doors).flatMap((name) =>
        name in config && config[name as keyof typeof config] !== undefined ? [SLIP.where(name, config.url)] : [],
      );
      await sheet.file.writeFile(sheetOf(slips, where));
      await sheet.file.close();
      await say(CODES.sheet(sheet.path));
    } else await say(`${[CODES.heading, ...slips.map(CODES.row)].join('\n')}\n`);
    await say(CODES.given(slips.length, bound));
    return 0;
  } finally {
    await store.close();
  }
};
