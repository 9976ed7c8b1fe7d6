import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardId, isOfPaper, questionOf, waitsForYes } from '../../src/talk/card-id.ts';

const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !text.includes(':'));

describe('who a card is', () => {
  it('is read from what a press hands back', () => {
    fc.assert(
      fc.property(id, id, (one, field) => {
        expect(questionOf(cardId.question(one, field))).toBe(one);
        const others = [cardId.withdrawal(one), cardId.leave(one, field), cardId.paper(one), cardId.profile(one)];
        expect(others.map(questionOf)).toEqual([undefined, undefined, undefined, undefined]);
        expect(others.map(waitsForYes)).toEqual([true, true, false, false]);
        expect(others.map(isOfPaper)).toEqual([false, false, true, false]);
      }),
    );
  });

  it('of strings that are no card of ours is nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (/^[cxrfq]:/.test(text)) return;
        expect([questionOf(text), waitsForYes(text), isOfPaper(text)]).toEqual([undefined, false, false]);
      }),
    );
    expect(['q:', 'q::', 'q:a'].map(questionOf)).toEqual([undefined, undefined, undefined]);
  });

  it('shows the versions of its drafts', () => {
    const draft = { id: 'd1', version: 3, fields: {}, said: '', assumed: [], attachments: [] };
    expect(cardId.report([draft, { ...draft, id: 'd2' }])).toBe('c:d1.3,d2.3');
    expect(cardId.request({ id: 'r1', version: 2, kind: 'makeup', fields: {} })).toBe('r:r1.2');
  });
});
