import { describe, expect, it } from 'vitest';
import { apartFromTheDay, assumedToo } from '../../src/talk/drafts/assumed.ts';
import type { Assumption } from '../../src/types/index.ts';
import { assumedWords } from '../../src/words/talk/assumed.ts';

const DAY: Assumption = { is: 'first-of-month', day: '2026-05-01' };
const HOURS: Assumption = { is: 'hours', said: '半天', hours: 3 };
/** As drafts were kept before an assumption was a value. */
const OLD = '“半天”按 3 小时计';

describe('what is taken for granted', () => {
  it('is said on the card, an older draft’s as it was kept', () => {
    expect([DAY, HOURS, OLD].map(assumedWords)).toEqual(['只说了5月，先按5月1日登记', OLD, OLD]);
  });

  it('is kept once', () => {
    expect(assumedToo([OLD, HOURS], [{ ...HOURS }, DAY])).toEqual([OLD, HOURS, DAY]);
  });

  it('of the day goes with the day', () => {
    expect(apartFromTheDay([DAY, HOURS, OLD])).toEqual([HOURS]);
  });
});
