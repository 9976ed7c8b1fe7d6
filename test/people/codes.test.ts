import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCode, issueCode, makeCode, readCode, sameNumber, showCode } from '../../src/people/codes.ts';

/** What people write for a character: what it is read for by a tired eye, a wide keyboard, a small font. */
const LOOKS: { readonly [character: string]: readonly string[] } = {
  0: ['O', 'o', 'Q', 'D', '０', 'Ｏ'],
  1: ['I', 'l', 'L', 'i', '１'],
  2: ['Z', 'z'],
  5: ['S', 's', '５'],
  6: ['G', 'g'],
  8: ['B', 'b'],
  V: ['U', 'u', 'v', 'Ｖ'],
};
const lookOf = (one: string, n: number): string => {
  const all = [one, one.toLowerCase(), ...(LOOKS[one] ?? [])];
  return all[n % all.length] ?? one;
};
const BETWEEN = ['', ' ', '-', '—', '－', '·', '  '];

describe('a code', () => {
  it('is at least ten characters, in groups, without two that look alike', () => {
    const seen = new Set(Array.from({ length: 3000 }, makeCode));
    expect(seen.size).toBe(3000);
    const used = new Set([...seen].join(''));
    for (const [one, looks] of Object.entries(LOOKS))
      for (const look of looks.map((other) => other.normalize('NFKC').toUpperCase()))
        if (look !== one) expect(used.has(look), `${look} looks like ${one}`).toBe(false);
    for (const code of seen) {
      expect(code.length).toBeGreaterThanOrEqual(10);
      expect(showCode(code)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      expect(code).toMatch(/\d.*\d/);
      expect(code).toMatch(/[A-Z].*[A-Z]/);
    }
  });

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 12, maxLength: 12 }),
        fc.constantFrom(...BETWEEN),
        fc.constantFrom('', ' ', '。'.slice(1)),
        (looks, between, around) => {
          const code = makeCode();
          const typed = [...code].map((one, i) => lookOf(one, looks[i] ?? 0)).join('');
          const grouped = typed.replace(/(.{4})(?!$)/gu, `$1${between}`);
          expect(readCode(`${around}${grouped}${around}`)).toBe(code);
        },
      ),
    );
  });

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const code = readCode(text);
        if (code !== undefined) expect(readCode(showCode(code))).toBe(code);
      }),
    );
    for (const text of ['', '123456', 'K7M2-9PRT-4XW', 'K7M2-9PRT-4XWAA', '绑定绑定绑定绑定绑定绑定'])
      expect(readCode(text)).toBeUndefined();
  });

  it('is kept as a hash with a salt of its own, and as nothing else', async () => {
    const when = { at: '2026-12-01T00:00:00Z', until: '2026-12-08T00:00:00Z' };
    const who = { member: 'm1', number: 'a1024 ', by: 'operator' };
    const [one, same] = [await issueCode(who, when, 'K7M29PRT4XWA'), await issueCode(who, when, 'K7M29PRT4XWA')];
    expect(one.held.number).toBe('A1024');
    expect(JSON.stringify(one.held)).not.toMatch(/K7M2|9PRT|4XWA/);
    expect(one.held.hash).not.toBe(same.held.hash);
    expect(await isCode('K7M29PRT4XWA', one.held)).toBe(true);
    expect(await isCode('K7M29PRT4XWC', one.held)).toBe(false);
  });

  it('stands beside a number whose writing is forgiven too', () =>
    expect(['a1024', 'Ａ１０２４', ' A 1024 '].map(sameNumber)).toEqual(['A1024', 'A1024', 'A1024']));
});
