import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/types/index.ts';
import { decode, encode } from '../../../src/understand/acts/action.ts';

const word = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text !== 'true' && text !== 'false');
const field = fc.constantFrom('type', 'level', 'role', 'province', 'institution', 'date', 'planFiled', 'a.b');
const counted = fc.constantFrom('hours', 'credits', 'rank', 'certificates', 'year');
const amount = fc.oneof(fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true })).map((n) => n + 0);

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom<Action>({ is: 'confirm' }, { is: 'change' }, { is: 'cancel' }),
  fc.record({ is: fc.constant('set' as const), field, to: fc.oneof(word, fc.boolean()) }),
  fc.record({ is: fc.constant('set' as const), field: counted, to: fc.oneof(amount, fc.boolean()) }),
  fc.record({ is: fc.constant('pick' as const), n: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record({ is: fc.constant('ask' as const), question: fc.string({ unit: 'binary', maxLength: 200 }) }),
  fc.record({ is: fc.constant('rate' as const), vote: fc.constantFrom('up' as const, 'down', 'other') }),
);

/** Strings near to what buttons carry. */
const near = fc
  .tuple(
    fc.constantFrom('', 'set:', 'rate:', 'ask:', 'set:hours', 'set:which=', 'set:a b=', 'set:=', 'confirm'),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  .map((parts) => parts.join(''));

describe('a button on the wire', () => {
  // Cards that carry these are in people's chats.
  it.each<[string, Action]>([
    ['confirm', { is: 'confirm' }],
    ['change', { is: 'change' }],
    ['cancel', { is: 'cancel' }],
    ['set:level=provincial', { is: 'set', field: 'level', to: 'provincial' }],
    ['set:hours=3.5', { is: 'set', field: 'hours', to: 3.5 }],
    ['set:approved=true', { is: 'set', field: 'approved', to: true }],
    ['set:planFiled=2026-01-01', { is: 'set', field: 'planFiled', to: '2026-01-01' }],
    ['set:province=浙江', { is: 'set', field: 'province', to: '浙江' }],
    ['set:which=3', { is: 'pick', n: 3 }],
    ['ask:浙江：中级要几分？', { is: 'ask', question: '浙江：中级要几分？' }],
    ['rate:other', { is: 'rate', vote: 'other' }],
  ])('%s', (wire, is) => {
    expect(decode(wire)).toEqual(is);
    expect(encode(is)).toBe(wire);
  });

  it('comes back as it was sent', () => {
    fc.assert(
      fc.property(action, (one) => {
        expect(decode(encode(one))).toEqual(one);
      }),
    );
  });

  it.each([
    '',
    'Confirm',
    'confirm ',
    'set:',
    'set:hours',
    'set:=3',
    'set:a b=3',
    'rate:',
    'rate:sideways',
    'rate:up:down',
  ])('is none of ours: %s', (wire) => expect(decode(wire)).toBeUndefined());

  it('never throws, and what is no button of ours is nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), (wire) => {
        const one = decode(wire);
        if (one === undefined) return;
        expect(decode(encode(one))).toEqual(one);
        expect(
          ['confirm', 'change', 'cancel'].includes(wire) || /^(?:set:[\w.]+=|ask:|rate:(?:up|down|other)$)/.test(wire),
        ).toBe(true);
      }),
    );
  });
});
