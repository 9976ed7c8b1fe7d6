/** What a bundle holds: every file with its sum, and which database it is. */
import { z } from 'zod';
import { Fault } from '../../errors.ts';

export const MANIFEST = 'manifest.json';
export const DATABASE = 'xuefen.db';
export const SETTINGS = 'xuefen.yaml';

const manifest = z.strictObject({
  format: z.literal(1),
  /** The program's. */
  version: z.string().max(50),
  /** How many migrations the database has seen. */
  schema: z.number().int().positive(),
  /** The database's own name. */
  store: z.string().min(1).max(100),
  at: z.iso.datetime(),
  /** Uploaded files that were no longer what they had been when they were packed. */
  damaged: z.array(z.string()),
  /** Rows by table. */
  rows: z.record(z.string(), z.number().int().nonnegative()),
  files: z
    .array(
      z.strictObject({
        name: z.string(),
        size: z.number().int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1),
});
export type Manifest = z.infer<typeof manifest>;

/** @throws Fault BACKUP_INVALID */
export function readManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Fault('BACKUP_INVALID', '备份的清单读不出来。', { cause });
  }
  const result = manifest.safeParse(value);
  if (!result.success) throw new Fault('BACKUP_INVALID', '备份的清单不对，可能是更新的版本做的。');
  return result.data;
}

/** Whether a name may lie in a bundle: our own places, and no way out of them. */
export function isPlace(name: string): boolean {
  if (name === MANIFEST || name === DATABASE || name === SETTINGS) return true;
  if (/^files\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(name)) return true;
  const parts = name.split('/');
  return (
    parts.length > 1 &&
    parts[0] === 'faq' &&
    parts.every((part) => part !== '' && !part.startsWith('.') && !/[\\\p{Cc}:]/u.test(part))
  );
}

const SECRET = /key|secret|token|passw|passphrase|credential|authori[sz]ation|cookie/i;

/** Settings without what nobody but their owner may know: by the name that they have, and in addresses. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value === 'string') return value.replace(/(\w+:\/\/)[^\s/@]*@/g, '$1');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      SECRET.test(name) ? [] : [[name, withoutSecrets(inner)] as const],
    ),
  );
}
