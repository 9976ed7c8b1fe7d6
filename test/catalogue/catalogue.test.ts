import { describe, expect, it } from 'vitest';
import {
  allFields,
  allKinds,
  buttonName,
  declare,
  fieldOf,
  fillable,
  kindName,
  kindOf,
  questionFor,
  ranked,
  standTogether,
} from '../../src/catalogue/catalogue.ts';
import { anchorOf } from '../../src/understand/report/anchors.ts';
import { extract } from '../../src/understand/report/extract.ts';
import { typeNamed } from '../../src/understand/report/kinds.ts';

const DAY = '2026-11-24';

describe('every kind is whole: a name, words that are heard as it, fields with names and questions', () => {
  it('the vocabulary of the contract is there', () => expect(allKinds().length).toBeGreaterThanOrEqual(34));

  it.each(allKinds())('%s', (type) => {
    const kind = kindOf(type);
    expect(kindName(type)).toMatch(/[\u4e00-\u9fff]/u);
    expect(kind?.words.length).toBeGreaterThan(0);
    for (const word of kind?.words ?? []) {
      const [told] = extract(`昨天${word}`, { day: DAY });
      const anchor = anchorOf(word);
      const heard = [
        told?.type,
        ...(told?.candidates ?? []),
        anchor?.type,
        ...(anchor?.candidates ?? []),
        typeNamed(word, [type]),
      ];
      expect(heard, `${word} is heard as ${type}`).toContain(type);
    }
    for (const field of fillable(type)) {
      expect(fieldOf(field), `${type}.${field}`).toBeDefined();
      const told = fieldOf(field);
      if (!told?.usual && !told?.ours && field !== 'certificateNumber')
        expect(questionFor(field, type), `${type}.${field} has a question`).toMatch(/？|。$/u);
    }
    for (const other of kind?.beside ?? []) expect(kindOf(other), `${type} beside ${other}`).toBeDefined();
    for (const field of [...Object.keys(kind?.ask ?? {}), ...Object.keys(kind?.says ?? {})])
      expect(fieldOf(field), `${type}: ${field}`).toBeDefined();
    for (const [field, values] of Object.entries(kind?.offers ?? {}))
      for (const value of values) expect(buttonName(field, value, type), `${type}.${field}: ${value}`).toBeDefined();
  });
});

describe('every field is whole', () => {
  it.each(allFields())('%s', (field) => {
    const told = fieldOf(field);
    expect(told?.name).toMatch(/[\u4e00-\u9fff]/u);
    if (told?.sort === 'flag' && !told.usual) expect([told.ask].every((words) => words?.endsWith('？'))).toBe(true);
    if (told?.sort === 'amount' && told.most !== undefined) expect(told.unit).toBeDefined();
    for (const value of [...(told?.offers ?? []), ...(told?.domain ?? [])])
      if (field !== 'host' || value !== 'inside')
        expect(told?.values?.[String(value)], `${field}: ${value}`).toBeDefined();
    if (told?.parts !== undefined) expect(fieldOf(told.parts)?.sort).toBe('by-year');
  });

  it('no two fields claim one place on a card, or one place among the questions', () => {
    for (const place of ['card', 'asked'] as const) {
      const taken = allFields().flatMap((field) => fieldOf(field)?.[place] ?? []);
      expect(new Set(taken).size).toBe(taken.length);
    }
  });
});

describe('lookups', () => {
  it('values in the order of their rank', () => {
    expect(ranked('journal', ['internal', 'core', 'sci'])).toEqual(['sci', 'core', 'internal']);
    expect(ranked('task', ['rescue', 'xinjiang'])).toEqual(['rescue', 'xinjiang']);
    expect(ranked('level', ['what-is-that', 'national'])).toEqual(['national', 'what-is-that']);
  });
  it('a field of a person is found with its prefix', () => expect(fieldOf('person.title')?.name).toBe('职称'));
  it('stands beside is said from either side', () => {
    expect(standTogether('review-writing', 'paper')).toBe(true);
    expect(standTogether('paper', 'award')).toBe(false);
  });
  it('a kind may call a value its own way', () => {
    expect(buttonName('approved', true, 'mandated-task')).toBe('是政府要求的');
    expect(buttonName('approved', true, 'secondment')).toBe('单位批准的');
  });
});

describe('what rulesets declare', () => {
  const peer = {
    name: '审稿',
    shape: 'event',
    words: ['审稿'],
    fields: ['count'],
    ask: { count: '审了几篇？' },
  } as const;
  it('is taken in, and replaced by what the same ruleset declares later', () => {
    expect(declare('a/2026.yaml', { kinds: { 'peer-review': peer } })).toEqual([]);
    expect(kindName('peer-review')).toBe('审稿');
    expect(declare('a/2026.yaml', {})).toEqual([]);
    expect(kindName('peer-review')).toBe('其他活动');
  });
  it('may say the same as another ruleset, and nothing else by the same name', () => {
    declare('a/2026.yaml', { kinds: { 'peer-review': peer } });
    expect(declare('b/2026.yaml', { kinds: { 'peer-review': { ...peer } } })).toEqual([]);
    expect(declare('b/2026.yaml', { kinds: { 'peer-review': { ...peer, name: '评审' } } })).toEqual(['peer-review']);
    expect(kindName('peer-review')).toBe('审稿');
    declare('a/2026.yaml', {});
    declare('b/2026.yaml', {});
  });
  it('cannot change a kind, a field or a value of the house', () => {
    expect(
      declare('c/2026.yaml', { kinds: { paper: peer }, values: { level: { national: '最高级', regional: '区域级' } } }),
    ).toEqual(['paper']);
    expect(kindName('paper')).toBe('论文');
    expect(buttonName('level', 'national', undefined)).toBe('国家级');
    expect(buttonName('level', 'regional', undefined)).toBe('区域级');
    declare('c/2026.yaml', {});
    expect(buttonName('level', 'regional', undefined)).toBeUndefined();
  });
});
