/** A backup: one file with everything that is somebody's, read back before it has its name. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { parse, stringify } from 'yaml';
import { Fault } from '../../errors.ts';
import { inspectDatabase, type Store, storeCodeOf } from '../../store/index.ts';
import { filesIn } from '../folder.ts';
import { DATABASE, isPlace, MANIFEST, type Manifest, SETTINGS, withoutSecrets } from './manifest.ts';
import { addEntry, endArchive } from './tar.ts';
import { checkBundle } from './unpack.ts';

interface Packing {
  readonly store: Store;
  /** The data folder. */
  readonly data: string;
  /** The file of the settings, where there is one. */
  readonly settings: string;
  readonly version: string;
  readonly at: string;
}

/** Adds one file as it is now, and notes its sum. */
async function addFile(to: FileHandle, name: string, path: string, noted: Manifest['files']): Promise<void> {
  const { size, mtimeMs } = await stat(path);
  const hash = createHash('sha256');
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await addEntry(to, { name, size, mtime: Math.floor(mtimeMs / 1000) }, chunks());
  noted.push({ name, size, sha256: hash.digest('hex') });
}

async function addText(to: FileHandle, name: string, text: string, at: string): Promise<Manifest['files'][number]> {
  const bytes = Buffer.from(text);
  await addEntry(to, { name, size: bytes.length, mtime: Math.floor(Date.parse(at) / 1000) }, [bytes]);
  return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What lies in a folder that belongs into a bundle, in order; what is half written or ours alone does not. */
async function placesIn(data: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of [filesIn(data), join(data, 'faq')]) {
    const inside = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const one of inside)
      if (one.isFile()) found.push(relative(data, join(one.parentPath, one.name)).split(sep).join('/'));
  }
  return found.filter((name) => isPlace(name) && !/\.part$|(?:^|\/)lock\.db/.test(name)).sort();
}

async function settingsText(path: string): Promise<string | undefined> {
  if (!existsSync(path)) return undefined;
  return `# 密钥没有备份，恢复之后请重新填写。\n${stringify(withoutSecrets(parse(await readFile(path, 'utf8'))))}`;
}

async function write(to: FileHandle, copy: string, packing: Packing): Promise<Manifest> {
  const { data, at, version } = packing;
  const { identity, rows } = inspectDatabase(copy);
  const files: Manifest['files'] = [];
  await addFile(to, DATABASE, copy, files);
  for (const name of await placesIn(data)) await addFile(to, name, join(data, name), files);
  const settings = await settingsText(packing.settings);
  if (settings !== undefined) files.push(await addText(to, SETTINGS, settings, at));
  const damaged = files.flatMap(({ name, sha256 }) =>
    name.startsWith('files/') && !name.endsWith(sha256) ? [name] : [],
  );
  const { schema, id = '' } = identity;
  const manifest: Manifest = { format: 1, version, schema, store: id, at, damaged, rows, files };
  await addText(to, MANIFEST, `${JSON.stringify(manifest, undefined, 1)}\n`, at);
  await endArchive(to);
  await to.sync();
  return manifest;
}

/** A name that nobody has taken since. */
function name(beside: string, target: string): void {
  try {
    linkSync(beside, target);
    rmSync(beside);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' || existsSync(target)) throw new Fault('USAGE', `${target} 已经存在，备份不会覆盖文件。`);
    renameSync(beside, target);
  }
}

/**
 * Writes the bundle to `target`, beside its name first; it has the name only when all of it was read back and fits.
 * Works while the house runs. Throws BACKUP_INVALID, and the store's faults.
 */
export async function pack(target: string, packing: Packing): Promise<Manifest> {
  const beside = `${target}.${process.pid}.part`;
  let place: string | undefined;
  try {
    place = await mkdtemp(join(dirname(target), '.xuefen-backup-'));
    const copy = join(place, DATABASE);
    await packing.store.backup(copy);
    const to = await open(beside, 'wx', 0o600);
    let manifest: Manifest;
    try {
      manifest = await write(to, copy, packing);
    } finally {
      await to.close();
    }
    await checkBundle(beside);
    name(beside, target);
    return manifest;
  } catch (cause) {
    const code = cause instanceof Fault ? undefined : storeCodeOf(cause);
    throw code === 'STORE_FULL' || code === 'STORE_READONLY' || code === 'STORE_UNWRITABLE'
      ? new Fault('BACKUP_UNWRITTEN', target, { cause })
      : cause;
  } finally {
    rmSync(beside, { force: true });
    if (place !== undefined) rmSync(place, { recursive: true, force: true });
  }
}
