import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderCard, renderText } from '../../../bots/lark/card.ts';
import type { Card } from '../../../src/types/message.ts';
import { takes } from './simulator.ts';

/** Words as people and documents say them, and words that somebody hopes will be read as something else. */
const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  fc.constantFrom(
    '<at user_id="all"></at>',
    '< AT id=all>',
    '</at>',
    '[链接](https://example.org)',
    '","tag":"button',
    '{"schema":"2.0"}',
    '\u0000\u202e',
    '院内培训'.repeat(500),
  ),
);
/** What we choose ourselves. */
const short = words.map((text) => text.slice(0, 100));
const cards: fc.Arbitrary<Card> = fc.record(
  {
    id: short,
    title: short,
    facts: fc.array(fc.tuple(words, words), { maxLength: 120 }),
    actions: fc.array(
      fc.record(
        { value: short, label: short, style: fc.constantFrom('primary' as const, 'danger' as const) },
        { requiredKeys: ['value', 'label'] },
      ),
      { maxLength: 5 },
    ),
  },
  { requiredKeys: ['title', 'facts', 'actions'] },
);

it('every card is one that the platform takes, with all its buttons, and mentions nobody but whom we mean', () => {
  fc.assert(
    fc.property(
      words,
      cards,
      fc.constantFrom(undefined, 'oc_ward'),
      fc.constantFrom(undefined, 'ou_wang'),
      (text, card, room, mention) => {
        const content = renderCard(text, card, { room, mention });
        expect(takes('interactive', content)).toBe(true);
        const elements = (JSON.parse(content) as { body: { elements: { tag: string; content?: string }[] } }).body
          .elements;
        expect(elements.filter((one) => one.tag === 'button')).toHaveLength(card.actions.length);
        const formatted = elements.filter((one) => one.tag === 'markdown').map((one) => one.content);
        expect(formatted).toEqual(mention ? ['<at id=ou_wang></at>'] : []);
      },
    ),
    { numRuns: 300 },
  );
});

it('an answer has its sources small with the way to their place, its buttons in a row, and no more that is formatted', () => {
  const link = fc.record({
    label: words.map((text) => `〔${text.replaceAll('\n', '')}〕`),
    href: fc.constantFrom(
      'https://xuefen.example.cn/documents/a#c1',
      'https://x.example/d(1)#c2)[a](b',
      '/documents/a#c1',
    ),
  });
  fc.assert(
    fc.property(words, fc.array(link, { maxLength: 4 }), (text, links) => {
      const card: Card = {
        id: 'answer:1',
        title: '',
        facts: [],
        actions: [
          { value: 'rate:up', label: '👍 有用' },
          { value: 'rate:other', label: '不是我要问的' },
        ],
        lasting: { hint: '' },
        links,
      };
      const said = [text, ...links.map(({ label }) => label)].join('\n');
      const content = renderCard(said, card);
      expect(takes('interactive', content)).toBe(true);
      type Element = {
        tag: string;
        content?: string;
        columns?: { elements: { tag: string }[] }[];
        text?: { content: string };
      };
      const { elements } = (JSON.parse(content) as { body: { elements: Element[] }; header?: object }).body;
      expect(content).not.toContain('"header"');
      // Every word once, in order.
      expect(elements.flatMap((one) => (one.tag === 'div' ? [one.text?.content] : [])).join('\n')).toBe(said);
      const row = elements.at(-1);
      expect(row?.columns?.flatMap((column) => column.elements.map(({ tag }) => tag))).toEqual(['button', 'button']);
      for (const one of elements.filter(({ tag }) => tag === 'markdown'))
        expect(one.content).toMatch(/^\[打开原文\]\(https:\/\/[^()\s]+\)$/);
    }),
    { numRuns: 200 },
  );
});

it('no text mentions anybody but whom we mean, and nothing else of it is changed', () => {
  fc.assert(
    fc.property(
      fc.array(words).map((parts) => parts.join('')),
      (text) => {
        const said = (JSON.parse(renderText(text, 'ou_wang')) as { text: string }).text;
        const ours = '<at user_id="ou_wang"></at> ';
        expect(said.startsWith(ours)).toBe(true);
        const rest = said.slice(ours.length);
        expect(rest).not.toMatch(/<\s*\/?\s*at\b/i);
        expect(rest.replaceAll('＜', '<')).toBe(text.replaceAll('＜', '<'));
      },
    ),
  );
});
