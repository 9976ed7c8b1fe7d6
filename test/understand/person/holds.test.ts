/** What a sentence says of its sender now, wherever it stands; and what says nothing of the sender. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Context, Member } from '../../../src/types/index.ts';
import { understand } from '../../../src/understand/index.ts';

interface Case {
  readonly me: string;
  readonly was?: string;
  readonly is?: Record<string, unknown>;
  readonly gone?: readonly string[];
  readonly also?: string;
}
const { holds, nothing } = parse(readFileSync(new URL('./holds.yaml', import.meta.url), 'utf8')) as {
  readonly holds: readonly Case[];
  readonly nothing: readonly string[];
};

const member = (flag?: string): Member => ({
  id: 'm1',
  name: '甲乙',
  province: 'zhejiang',
  title: 'mid',
  profession: 'physician',
  institution: { level: 'county', kind: 'hospital' },
  flags: flag === undefined ? [] : [flag],
  unitRequirement: 30,
});
const said = (flag?: string): Context => ({
  day: '2026-11-24',
  awaiting: null,
  drafts: [],
  last: [],
  shelf: 0,
  member: member(flag),
});

describe('what is said to hold now', () => {
  test.each(holds)('$me', ({ me, was, is = {}, gone, also }) => {
    const intents = understand(me, said(was));
    const told = intents.find((one) => one.is === 'profile');
    expect(told).toMatchObject({ patch: is });
    if (gone) expect(told).toMatchObject({ dropped: gone });
    if (also !== undefined) expect(intents.map((one) => one.is)).toContain(also);
  });

  test('a leave of two days before a question', () => {
    const intents = understand('生老二，3月1日开始休的，8月7日返岗，学分能不能少要', said());
    expect(intents).toContainEqual({ is: 'leave', from: '2026-03-01', to: '2026-08-07' });
  });
});

describe('what says nothing new of the sender', () => {
  const isChange = (text: string) => {
    const own = member();
    return understand(text, said()).some(
      (one) =>
        one.is === 'profile' &&
        (Object.entries(one.patch).some(
          ([key, value]) => key !== 'titles' && JSON.stringify(own[key as keyof Member]) !== JSON.stringify(value),
        ) ||
          (one.dropped ?? []).length > 0),
    );
  };
  test.each(nothing)('%s', (me) => {
    expect(isChange(me)).toBe(false);
  });

  test('a value under a condition, of another or of the past is nobody’s now', () => {
    const frame = fc.constantFrom(
      (v: string) => `我要是${v}，学分怎么算`,
      (v: string) => `我同事是${v}`,
      (v: string) => `我以前是${v}`,
      (v: string) => `是不是${v}就不用学了？`,
    );
    const value = fc.constantFrom('副高', '规培生', '村医', '护士', '省医院的', '云南的', '主任药师', '专培');
    fc.assert(fc.property(frame, value, (say, one) => !isChange(say(one))));
  });
});
