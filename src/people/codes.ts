/**
 * One-time codes as they are made, written, read and compared. A code is twelve characters of an alphabet in which no two
 * look alike, shown in three groups; what is read for another one is forgiven. Nobody keeps the code itself.
 */
import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import type { HeldCode, Store } from '../store/index.ts';
import type { Instant } from '../types/index.ts';

const ALPHABET = '0123456789ACEFHJKMNPRTVWXY';
const LENGTH = 12;
const GROUP = 4;
/** Characters that no code has, and what they are read for: written quickly, printed badly, typed from memory. */
const TAKEN_FOR: { readonly [character: string]: string } = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
  U: 'V',
};
/** Letters and figures that a code has at least: it is never taken for a telephone or certificate number. */
const LEAST_OF_EACH = 2;

/** Twelve random characters (56 bits), as `readCode` reads them. */
export function makeCode(): string {
  for (;;) {
    const code = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const figures = code.replace(/\D/g, '').length;
    if (figures >= LEAST_OF_EACH && LENGTH - figures >= LEAST_OF_EACH) return code;
  }
}

/** K7M2-9PRT-4XWA, as it is printed and said. */
export const showCode = (code: string): string => code.replace(new RegExp(`.{${GROUP}}(?!$)`, 'g'), '$&-');

/**
 * The code that these characters mean: case, blanks, hyphens, full width and look-alikes forgiven. Undefined: no code can
 * look like that.
 */
export function readCode(text: string): string | undefined {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−_.·•—]/gu, '');
  const code = [...bare].map((one) => TAKEN_FOR[one] ?? one).join('');
  return code.length === LENGTH && [...code].every((one) => ALPHABET.includes(one)) ? code : undefined;
}

/** A staff number as it is compared: case, full width and blanks forgiven. */
export const sameNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s/gu, '')
    .replace(/[‐-―−]/gu, '-');

/** A number for somebody who has no staff number: six figures that are nobody's, told together with the code. */
export async function freshNumber(store: Pick<Store, 'memberByStaffNumber'>): Promise<string> {
  for (;;) {
    const number = String(randomInt(100_000, 1_000_000));
    if (!(await store.memberByStaffNumber(number))) return number;
  }
}

/** 16 bits of a code: enough to find one among thousands, far too few to find it out. */
export const tagOf = (code: string): number => createHash('sha256').update(`tag:${code}`).digest().readUInt16BE(0);

/** About fifty milliseconds and 16 MB for each. */
const COST = { N: 2 ** 14, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

const derive = (code: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(code, Buffer.from(salt, 'hex'), KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** Whether a code is the one that is kept. Takes the same time either way. */
export async function isCode(code: string, held: Pick<HeldCode, 'salt' | 'hash'>): Promise<boolean> {
  return timingSafeEqual(await derive(code, held.salt), Buffer.from(held.hash, 'hex'));
}

/** What is compared where there is no code, so that it takes as long as where there is one. */
export const NOBODY: Pick<HeldCode, 'salt' | 'hash'> = { salt: '00'.repeat(16), hash: '00'.repeat(KEY_BYTES) };

/** A new code of a member's, and how it is kept. */
export interface Issued {
  /** As it is told: in groups. */
  readonly code: string;
  readonly held: HeldCode;
}

/** Makes a code for a member, or keeps the one that was made before. `number`: what is told with it. */
export async function issueCode(
  { member, number, by }: { readonly member: string; readonly number: string; readonly by: string },
  { at, until }: { readonly at: Instant; readonly until: Instant },
  told = makeCode(),
): Promise<Issued> {
  const code = readCode(told);
  if (code === undefined) throw new RangeError('this is no code');
  const salt = randomBytes(16).toString('hex');
  const hash = (await derive(code, salt)).toString('hex');
  const issue = randomBytes(9).toString('base64url');
  const held = { member, issue, number: sameNumber(number), salt, hash, tag: tagOf(code) };
  return { code: showCode(code), held: { ...held, until, issuedAt: at, issuedBy: by } };
}
