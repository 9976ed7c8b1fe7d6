import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRulesets, plan } from '../../src/rules/index.ts';
import { renderRuleset } from '../../src/rules/pages/page.ts';
import { contextOf } from '../../src/talk/context.ts';
import type { Facts } from '../../src/talk/facts.ts';
import { newConversation, step } from '../../src/talk/step.ts';
import type { Conversation, Reply } from '../../src/types/index.ts';
import { understand } from '../../src/understand/understand.ts';

/** A kind of activity that only a ruleset knows reaches everybody who meets it: chat, card, plan, page and check. */
const RAW = 'test/rules/shapes-raw';
const rulesets = loadRulesets('test/rules/shapes', RAW);
const facts: Facts = {
  at: '2026-11-24T01:30:00.000Z',
  day: '2026-11-24',
  direct: true,
  member: {
    id: 'm1',
    name: '甲',
    province: 'new-kind',
    title: 'mid',
    profession: 'nurse',
    institution: { level: 'county', kind: 'hospital' },
    flags: [],
  },
  onRoster: false,
  mayIntroduce: false,
  rulesets,
  ledger: [],
  requests: [],
  answers: {},
  freshId: (n) => `id${n}`,

  certificates: {},
};

/** Says one thing after the other; the last replies. */
function talk(...said: readonly string[]): { readonly replies: readonly Reply[]; readonly last: Conversation } {
  let last = newConversation();
  let replies: readonly Reply[] = [];
  for (const text of said) {
    const done = step(last, understand(text, contextOf(last, facts)), facts);
    last = done.next;
    replies = done.replies;
  }
  return { replies, last };
}
const shown = (replies: readonly Reply[]): string => JSON.stringify(replies);

describe('a kind that a ruleset declares', () => {
  it('is heard, and what it needs is asked in the ruleset’s words', () => {
    const { replies, last } = talk('上周三审稿3篇');
    expect(last.drafts[0]).toMatchObject({ type: 'peer-review', fields: { date: '2026-11-18', manuscripts: 3 } });
    expect(shown(replies)).toContain('是国际期刊，还是国内期刊？');
    expect(replies[0]?.card?.actions.map((a) => a.label)).toEqual(expect.arrayContaining(['国际期刊', '国内期刊']));
  });
  it.each([
    ['国际期刊', 'abroad'],
    ['是个英文期刊', 'abroad'],
    ['国内期刊', 'home'],
  ])('its values are heard: %s', (said, venue) => {
    expect(talk('上周三审稿3篇', said).last.drafts[0]?.fields.venue).toBe(venue);
  });
  it('its amounts are heard where they are asked, and what cannot be is refused', () => {
    expect(shown(talk('上周三给国际期刊审稿').replies)).toContain('审了几篇？');
    expect(talk('上周三给国际期刊审稿', '4').last.drafts[0]?.fields.manuscripts).toBe(4);
    const much = talk('上周三给国际期刊审稿', '400');
    expect(much.last.drafts[0]?.fields.manuscripts).toBeUndefined();
    expect(shown(much.replies)).toContain('400 篇');
  });
  it('its card says all of it in Chinese, with what it earns', () => {
    const { replies } = talk('上周三给国际期刊审稿3篇');
    expect(replies.at(-1)?.card?.facts).toEqual([
      ['类别', '审稿'],
      ['日期', '2026年11月18日（周三）'],
      ['篇数', '3 篇'],
      ['期刊', '国际期刊'],
      ['预计', '3 学分'],
    ]);
    expect(shown(replies)).not.toMatch(/peer-review|manuscripts|venue|其他活动/);
  });
  it('a value of its own for a field of the house is heard and shown', () => {
    const { last, replies } = talk('昨天参加区域级继教项目，听课6小时');
    expect(last.drafts[0]?.fields.level).toBe('regional');
    expect(shown(replies)).toContain('区域级');
  });
  it('is planned', () => {
    const made = plan(
      rulesets,
      { province: 'new-kind', person: { title: 'mid', institution: { level: 'county' } }, year: 2026, activities: [] },
      '2026-11-02',
    );
    expect(made.plans.flatMap((one) => one.activities.map((row) => row.type))).toContain('peer-review');
  });
  it('stands on the ruleset’s page', () => {
    const page = renderRuleset(rulesets, 'new-kind', undefined);
    for (const words of ['审稿', '国际期刊', '国内期刊', '区域级', '篇']) expect(page).toContain(words);
    expect(page).not.toMatch(/其他活动|peer-review|manuscripts/);
  });
});

describe('check refuses what nobody would understand', () => {
  const broken = (from: string | RegExp, to: string): string[] => {
    const folder = mkdtempSync(join(tmpdir(), 'xuefen-kind-'));
    cpSync('test/rules/shapes/new-kind', join(folder, 'new-kind'), { recursive: true });
    const file = join(folder, 'new-kind', '2024.yaml');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(file, text.replace(from, to));
    const faults: string[] = [];
    loadRulesets(folder, RAW, (fault) => faults.push(fault.message));
    return faults;
  };
  it.each([
    [
      'a kind that nobody declared',
      'for: peer-review',
      'for: peer-revue',
      /RULES_KIND_UNKNOWN new-kind\/2024.yaml:\d+ .*peer-revue/,
    ],
    ['a kind without a name', '    name: 审稿\n', '', /RULES_INVALID new-kind\/2024.yaml:\d+ kinds\.peer-review/],
    ['a kind without a word', '[审稿, 同行评议]', '[]', /至少写一个人们的说法/],
    ['a field without a question', ', ask: 审了几篇？', '', /要写 ask/],
    [
      'a field that nobody declared',
      'fields: [manuscripts, venue]',
      'fields: [manuscript, venue]',
      /RULES_FIELD_UNKNOWN .*manuscript/,
    ],
    [
      'a field that a row reads and nobody knows',
      'when: { venue: home }',
      'when: { place: home }',
      /RULES_FIELD_UNKNOWN .*place/,
    ],
    ['a value that nobody declared', 'when: { venue: home }', 'when: { venue: house }', /RULES_VALUE_UNKNOWN .*house/],
    ['a value of the house’s field', 'level: regional }', 'level: region }', /RULES_VALUE_UNKNOWN .*region/],
    ['a name that means something else', 'peer-review:\n', 'paper:\n', /RULES_NAME_TAKEN .*paper/],
    ['a sort that there is not', 'sort: choice', 'sort: choices', /amount、flag、choice/],
  ])('%s', (_, from, to, said) => {
    expect(broken(from, to).join('\n')).toMatch(said);
  });
});
