import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lackingDetail, readDetails } from '../../src/answers/details.ts';
import { guardOf, readGuards } from '../../src/answers/guards.ts';
import { offeredIn } from '../../src/answers/offers.ts';
import { parsedYaml } from '../../src/answers/yaml-file.ts';
import { documentFromMarkdown, documentToMarkdown } from '../../src/documents/document.ts';

const root = join(import.meta.dirname, '../..');
const read = <T>(name: string, text: string, reader: (parsed: unknown, file: { name: string; text: string }) => T): T =>
  reader(parsedYaml({ name, text }), { name, text });
const guards = (text: string) => read('guards.yaml', text, readGuards);
const details = (text: string) => read('details.yaml', text, readDetails);

describe('faq/guards.yaml', () => {
  it('says what is not ours, from the first line down', () => {
    const made = guards('- id: fee\n  words: [多少钱, 停车费]\n  about: 收费\n- id: hello\n  words: ["^hi$"]\n');
    expect(guardOf(made, '停车费谁出')).toMatchObject({ is: 'off-topic', about: '收费', ask: '' });
    expect(guardOf(made, 'Hi')).toMatchObject({ is: 'hello' });
    expect(guardOf(made, '进修几分')).toBeUndefined();
  });

  it.each([
    ['- id: fee\n  words:\n    - 多少钱\n    - 收(费\n  about: 收费\n', /^guards\.yaml:4 0\.words\.1 「收\(费」/u],
    ['- id: fee\n  words: [多少钱]\n  abuot: 收费\n', /^guards\.yaml:1 0 .*abuot/u],
    ['- id: fee\n  words: [多少钱]\n', /^guards\.yaml:1 0\.about is missing/u],
    ['- id: fee\n  words: [a]\n  about: b\n- id: fee\n  words: [c]\n  about: d\n', /^guards\.yaml:4 1\.id .*twice/u],
    ['- id: fee\n  words: [多少钱\n', /^guards\.yaml: .* at line /u],
  ])('is refused with file and place: %s', (text, words) => {
    expect(() => guards(text)).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_INVALID', words: expect.stringMatching(words) }),
    );
  });
});

describe('faq/details.yaml', () => {
  it('says what a clause may leave out, and whom to ask', () => {
    const made = details('whom: 科教科\ndetails:\n  - what: 网址\n    asked: [网址]\n    told: ["(?i:www)"]\n');
    expect(lackingDetail(made, '网址是什么', '请登录系统')).toMatchObject({ what: '网址', whom: '科教科' });
    expect(lackingDetail(made, '网址是什么', 'WWW.example.cn')).toBeUndefined();
  });

  it.each([
    ['details:\n  - what: 网址\n    asked: [网址]\n    told: ["*"]\n', /^details\.yaml:4 details\.0\.told\.0 「\*」/u],
    ['details:\n  - what: 网址\n    asked: []\n    told: [www]\n', /^details\.yaml:3 details\.0\.asked /u],
    ['details:\n  - asked: [网址]\n    told: [www]\n', /^details\.yaml:2 details\.0\.what /u],
  ])('is refused with file and place: %s', (text, words) => {
    expect(() => details(text)).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_INVALID', words: expect.stringMatching(words) }),
    );
  });
});

describe('what is kept from before', () => {
  it('an offer as text alone is read as one with its choices', () => {
    const choices = ['（一）理论培训：参加者0.5学分', '（二）实践培训：参加者1学分'];
    expect(offeredIn({ answer: `您问的是哪一条？回复数字就行：\n1. ${choices[0]}\n2. ${choices[1]}` })).toEqual(
      choices,
    );
    expect(offeredIn({ answer: '随便怎么说', choices })).toEqual(choices);
    expect(offeredIn({ answer: '可以计 3 学分。\n「原文」' })).toEqual([]);
  });

  it.each([
    ['未写明', undefined],
    ['未写明（浙江，2025年发布）', '浙江，2025年发布'],
  ])('front matter that says %s names no issuer', (issuer, note) => {
    const text = readFileSync(join(root, 'faq/documents/zhejiang-2025-faq.md'), 'utf8');
    const old = text.replace(/^issuer: null\nissuerNote: .*$/mu, `issuer: ${issuer}`);
    const document = documentFromMarkdown(old, 'x.md');
    expect(document.issuer).toBeNull();
    expect(document.issuerNote).toBe(note);
    expect(documentFromMarkdown(documentToMarkdown(document), 'x.md')).toEqual(document);
  });
});
