import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Context } from '../../../src/types/conversation/context.ts';
import { understand } from '../../../src/understand/understand.ts';

/**
 * Whose affair a sentence is. Two thirds of the sentences were at hand while the reading was written; a third, chosen by
 * a hash of its words, was set aside and only counted.
 */
interface Sentence {
  readonly say: string;
  /** Who else it is about, as written; several where more than one will do. */
  readonly other?: string | readonly string[];
  readonly wants?: string | readonly string[];
  /** What the asker's own part is heard as. */
  readonly mine?: string;
  /** An open report is given up. */
  readonly cancel?: boolean;
  /** A provincial project stands open, and this is asked. */
  readonly awaiting?: string;
}

const idle: Context = { day: '2026-11-24', awaiting: null, drafts: [], shelf: 0, last: [] };
const filling = (awaiting: string): Context => ({
  ...idle,
  awaiting,
  drafts: [
    {
      id: 'd1',
      version: 1,
      type: 'cme-project',
      fields: { level: 'provincial', date: '2026-11-18' },
      said: '省级继教项目',
      assumed: [],
      attachments: [],
    },
  ],
});

const sentences = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as readonly Sentence[]);
const list = (one: string | readonly string[] | undefined): readonly string[] =>
  one === undefined ? [] : typeof one === 'string' ? [one] : one;

function isSetAside(say: string): boolean {
  let hash = 2166136261;
  for (const char of say) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash % 3 === 0;
}

/** What is wrong with the reading of a sentence; '' where nothing is. */
function faultOf(one: Sentence): string {
  const intents = understand(one.say, one.awaiting === undefined ? idle : filling(one.awaiting));
  const other = intents.find((intent) => intent.is === 'other');
  const own = intents.filter((intent) => intent.is !== 'other' && intent.is !== 'cancel').map(({ is }) => is);
  const heard = `${own.join(' ')} | ${other ? `${other.who} ${other.wants}` : ''}`;
  if (one.other === undefined && other) return heard;
  if (
    one.other !== undefined &&
    !(other && list(one.other).includes(other.who) && list(one.wants).includes(other.wants))
  )
    return heard;
  if (one.mine !== undefined && !own.some((is) => is === one.mine)) return heard;
  if (one.mine === undefined && own.length > 0) return heard;
  return one.cancel === true && !intents.some(({ is }) => is === 'cancel') ? heard : '';
}

const aside = sentences.filter(({ say }) => isSetAside(say));

describe('whose affair a sentence is', () => {
  it.each(sentences.filter(({ say }) => !isSetAside(say)).map((one) => [one.say, one] as const))('%s', (_, one) =>
    expect(faultOf(one)).toBe(''),
  );

  it('is told right of sentences that were set aside', () => {
    const about = (one: Sentence): boolean =>
      understand(one.say, one.awaiting === undefined ? idle : filling(one.awaiting)).some(({ is }) => is === 'other');
    const meant = aside.filter(({ other }) => other !== undefined);
    const found = aside.filter(about);
    const right = found.filter(({ other }) => other !== undefined);
    const [recall, precision] = [right.length / meant.length, right.length / found.length];
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(aside.filter((one) => faultOf(one) === '').length / aside.length).toBeGreaterThanOrEqual(0.92);
  });
});
