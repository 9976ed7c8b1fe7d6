import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../../bots/web/guard.ts';
import { cleanName } from '../../../bots/web/upload.ts';

describe('what a file is called', () => {
  it.each([
    ['C:\\fakepath\\证书.pdf', '证书.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\r\nc.png', 'abc.png'],
    ['证书\u202efdp.exe', '证书fdp.exe'],
    ['   ', '文件'],
    ['', '文件'],
  ])('%j → %s', (given, cleaned) => expect(cleanName(given)).toBe(cleaned));

  it('never holds a path, a control character or more than 100 characters, and is itself clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = cleanName(given);
        expect(name).not.toMatch(/[\\/\p{Cc}\p{Cf}]/u);
        expect([...name].length).toBeLessThanOrEqual(100);
        expect(name).not.toBe('');
        expect(cleanName(name)).toBe(name);
      }),
    );
  });
});

describe('the pace', () => {
  it('never lets more through than a full bucket and its refill, and always lets the patient through', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 }),
        (perMinute, waits) => {
          let at = 0;
          const may = createLimiter(perMinute, () => at);
          let passed = 0;
          for (const wait of waits) {
            at += wait;
            if (may('a')) passed++;
          }
          expect(passed).toBeLessThanOrEqual(perMinute + (at * perMinute) / 60_000 + 1e-6);
          at += 60_000 / perMinute + 1;
          expect(may('a')).toBe(true);
          expect(may('b')).toBe(true);
        },
      ),
    );
  });
});
