import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../errors.ts';
import { databaseIn, filesIn, folderState, forgetFolder, isMarked } from '../../house/folder.ts';
import { diskUnder, isLow } from '../../house/health.ts';
import { claimsOf, examineDatabase, hasKept, leftovers, readKept } from '../../store/index.ts';
import { DOCTOR, sizeWords } from '../../words/office/upkeep.ts';
import { readArgs } from '../args.ts';
import { configured } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { print } from './store.ts';

/** One thing looked at. */
interface Finding {
  readonly is: 'well' | 'ill';
  readonly words: string;
}
const well = (words: string): Finding => ({ is: 'well', words });
const ill = (words: string): Finding => ({ is: 'ill', words });

/** Files and folders that others on the machine may read. */
async function openToOthers(folder: string): Promise<readonly string[]> {
  const names = ['', ...(await readdir(folder, { recursive: true }).catch(() => []))];
  const modes = await Promise.all(
    names.map(async (name) => ({ name, mode: (await stat(join(folder, name)).catch(() => undefined))?.mode ?? 0 })),
  );
  // Policies are public; what an institution wrote into faq/ may have come from anybody's editor.
  return modes.flatMap(({ name, mode }) =>
    (mode & 0o077) !== 0 && !name.startsWith('faq') ? [name === '' ? '.' : name] : [],
  );
}

async function ofFolder(folder: string): Promise<readonly Finding[]> {
  const findings = [
    well(DOCTOR.folder.there(folder)),
    isMarked(folder) ? well(DOCTOR.folder.marked) : ill(DOCTOR.folder.unmarked),
  ];
  const open = process.platform === 'win32' ? [] : await openToOthers(folder);
  const some = open.length > 5 ? `${open.slice(0, 5).join('、')} 等 ${open.length} 个` : open.join('、');
  findings.push(open.length === 0 ? well(DOCTOR.closed) : ill(DOCTOR.open(some)));
  const parts = await leftovers(folder, Date.now());
  if (parts.length > 0) findings.push(ill(DOCTOR.parts(parts.length)));
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) findings.push(ill(DOCTOR.diskReadonly));
  const disk = await diskUnder(folder);
  if (disk)
    findings.push(
      (isLow(disk) ? (w: string) => ill(DOCTOR.diskLow(w)) : (w: string) => well(DOCTOR.disk(w)))(sizeWords(disk.free)),
    );
  return findings;
}

async function ofFiles(folder: string, hashes: readonly string[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const hash of hashes) {
    if (await readKept(filesIn(folder), hash)) continue;
    findings.push(ill((await hasKept(filesIn(folder), hash)) ? DOCTOR.fileDamaged(hash) : DOCTOR.fileGone(hash)));
  }
  return findings.length > 0 ? findings : [well(DOCTOR.files(hashes.length))];
}

async function ofDatabase(folder: string, how: 'quick' | 'whole'): Promise<readonly Finding[]> {
  const path = databaseIn(folder);
  try {
    const { schema } = examineDatabase(path, how);
    const claims = await claimsOf(path, how);
    const [complaint] = claims.complaints;
    return [
      complaint === undefined ? well(DOCTOR.database(schema)) : ill(DOCTOR.broken(complaint)),
      ...(claims.isOlder ? [ill(DOCTOR.older)] : []),
      ...(claims.alive === undefined ? [] : [well(DOCTOR.alive(claims.alive))]),
      ...(claims.damaged.length > 0
        ? claims.damaged.map(({ is, id }) => ill(DOCTOR.record(is, id)))
        : claims.isOlder
          ? []
          : [well(DOCTOR.records)]),
      ...(await ofFiles(folder, claims.files)),
      ...(claims.parked > 0 ? [well(DOCTOR.parked(claims.parked))] : []),
      ...(claims.failed > 0 ? [well(DOCTOR.failed(claims.failed))] : []),
    ];
  } catch (error) {
    if (error instanceof Fault) return [ill(error.message)];
    return [ill(DOCTOR.broken(error instanceof Error ? error.message : String(error)))];
  }
}

/** `doctor [--full] [--forget]`: looks at everything that is kept, and changes nothing; status 1 where anything is wrong. */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values, positionals } = readArgs(
    args,
    { full: { type: 'boolean' }, forget: { type: 'boolean' } },
    DOCTOR.usage,
  );
  if (positionals.length > 0) throw new Fault('USAGE', DOCTOR.usage);
  const { data } = configured(doors);
  if (values.forget) {
    const forgot = forgetFolder(data);
    await print(output, `${forgot ? DOCTOR.forgotten(data) : DOCTOR.notForgotten(data)}\n`);
    return forgot ? 0 : 1;
  }
  const findings: Finding[] = [well(DOCTOR.settings)];
  const state = folderState(data);
  if (state === 'none') findings.push(well(DOCTOR.folder.none(data)));
  else if (state === 'lost') findings.push(ill(DOCTOR.folder.lost(data)));
  else findings.push(...(await ofFolder(data)), ...(await ofDatabase(data, values.full ? 'whole' : 'quick')));
  for (const { is, words } of findings) await print(output, `${is === 'well' ? DOCTOR.well : DOCTOR.ill}  ${words}\n`);
  return findings.some(({ is }) => is === 'ill') ? 1 : 0;
};
