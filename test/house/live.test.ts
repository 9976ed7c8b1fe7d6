import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/answers/load.ts';
import { tokensOf } from '../../src/answers/search/segment.ts';
import { makeDocument, publish } from '../../src/documents/ingest/ingest.ts';
import { type Knowledge, loadKnowledge } from '../../src/house/knowledge.ts';

const repository = resolve(import.meta.dirname, '../..');
let root: string;
let data: string;
let log: string[];
let knowledge: Knowledge;
const open = (): Knowledge =>
  loadKnowledge({ root, data, cache: join(root, 'kept.json'), log: (words) => log.push(words) });
const lexicon = (): string => join(root, 'faq/lexicon.yaml');
const asked = async (question: string, province = 'fujian') => (await knowledge.answer({ question, province })).text;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'xuefen-live-'));
  data = join(root, 'data');
  cpSync(join(repository, 'faq'), join(root, 'faq'), { recursive: true });
  cpSync(join(repository, 'rules'), join(root, 'rules'), { recursive: true });
  log = [];
  knowledge = open();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the library while it is in use', () => {
  it('nothing changed: nothing is read again', async () => {
    const before = knowledge.library();
    expect(await knowledge.look()).toBe('same');
    expect(knowledge.library()).toBe(before);
    expect(log).toEqual([]);
  });

  it('a lexicon line, a curated entry and a document of one’s own are taken up without a restart', async () => {
    const before = await asked('仙人球课要几学时');
    writeFileSync(lexicon(), readFileSync(lexicon(), 'utf8').replace('[公需科目,', '[公需科目, 仙人球课,'));
    expect(await knowledge.look({ now: true })).toBe('new');
    const after = await asked('仙人球课要几学时');
    expect(after).not.toBe(before);
    expect(after).toContain('公需科目');

    mkdirSync(join(data, 'faq/curated'), { recursive: true });
    writeFileSync(
      join(data, 'faq/curated/fujian.yaml'),
      '- id: own-1\n  silent: 福建的通知没有写仙人掌。\n  ask: 科教科\n  asks: [仙人掌能不能换学分]\n',
    );
    expect(await knowledge.look({ now: true })).toBe('new');
    expect(await asked('仙人掌能不能换学分')).toContain('没有写仙人掌');

    const raw =
      '关于试点的通知\n\n一、要求\n\n试点单位每年另报一份学分自查表，由科教科留存三年。\n\n某某县卫生健康局\n2026年3月1日\n';
    const document = makeDocument('fujian-own', raw, 'raw/fujian-own.txt', { province: 'fujian' });
    publish({ document, raw }, join(data, 'faq/documents'));
    expect(await knowledge.look({ now: true })).toBe('new');
    expect(knowledge.library().documents.map(({ id }) => id)).toContain('fujian-own');
    expect(await asked('学分自查表留存几年')).toContain('留存三年');
    expect(log.filter((line) => line.startsWith('问答库已更新'))).toHaveLength(3);
  });

  it('a broken file keeps the old library, with one clear line; mended, it is taken up', async () => {
    const good = readFileSync(lexicon(), 'utf8');
    const before = knowledge.library();
    for (const broken of ['concepts: [[', 'concepts: 3\n', '']) {
      writeFileSync(lexicon(), broken);
      expect(await knowledge.look({ now: true })).toBe('kept');
      expect(await knowledge.look({ now: true })).toBe('same');
      expect(knowledge.library()).toBe(before);
    }
    expect(log).toEqual([
      expect.stringMatching(/^问答库没有更新，还用原来的：lexicon\.yaml/u),
      expect.stringMatching(/^问答库没有更新，还用原来的：lexicon\.yaml: concepts/u),
      expect.stringMatching(/^问答库没有更新，还用原来的：lexicon\.yaml/u),
    ]);
    writeFileSync(lexicon(), `${good}\n# mended\n`);
    expect(await knowledge.look({ now: true })).toBe('new');
    expect(await asked('公需科目多少学时')).toContain('30');
  });

  it('a raw text that was tampered with is refused, and the clauses that were proved stay', async () => {
    const raw = join(root, 'faq/documents/raw/fujian-2023-1483.txt');
    writeFileSync(raw, readFileSync(raw, 'utf8').replaceAll('30', '40'));
    expect(await knowledge.look({ now: true })).toBe('kept');
    expect(log).toEqual([expect.stringContaining('changed after it was ingested')]);
    expect(await asked('公需科目多少学时')).toContain('30');
  });

  it('a file that is still being written waits until it stands still', async () => {
    const text = readFileSync(lexicon(), 'utf8');
    writeFileSync(lexicon(), text.slice(0, text.length / 2));
    expect(await knowledge.look()).toBe('same');
    writeFileSync(lexicon(), `${text}\n`);
    expect(await knowledge.look()).toBe('same');
    expect(await knowledge.look()).toBe('new');
    expect(log.filter((line) => line.includes('没有更新'))).toEqual([]);
  });

  it('is watched by the clock', async () => {
    const stop = knowledge.watch(30);
    const before = knowledge.library();
    writeFileSync(`${lexicon()}.new`, `${readFileSync(lexicon(), 'utf8')}\n# touched\n`);
    renameSync(`${lexicon()}.new`, lexicon());
    await expect.poll(() => knowledge.library() !== before, { timeout: 10_000 }).toBe(true);
    await stop();
  });

  it('what is kept for the next start is what a fresh start would make', async () => {
    writeFileSync(lexicon(), readFileSync(lexicon(), 'utf8').replace('[公需科目,', '[公需科目, 仙人球课,'));
    await knowledge.look({ now: true });
    const kept = JSON.parse(readFileSync(join(root, 'kept.json'), 'utf8'));
    const fresh = join(root, 'fresh.json');
    loadLibrary(join(root, 'faq/documents'), join(root, 'faq'), fresh, join(data, 'faq'));
    const made = JSON.parse(readFileSync(fresh, 'utf8'));
    expect(kept.key).toBe(made.key);
    expect(new Map(kept.cuts)).toEqual(new Map(made.cuts));
    const restarted = open();
    const questions = ['仙人球课要几学时', '进修两个月给几分', '学分证丢了找谁'];
    for (const question of questions)
      expect(await restarted.answer({ question, province: 'fujian' })).toEqual(
        await knowledge.answer({ question, province: 'fujian' }),
      );
  });

  it('a word that was taken back is forgotten: questions are cut as after a restart', async () => {
    const own = join(data, 'faq/lexicon.yaml');
    mkdirSync(join(data, 'faq'), { recursive: true });
    const question = '仙人球课要几学时才算够';
    const tokens = () => tokensOf(question, knowledge.library().lexicon);
    const before = tokens();
    writeFileSync(own, 'concepts:\n  - [公需科目, 仙人球课要几学时]\n');
    await knowledge.look({ now: true });
    expect(tokens()).not.toEqual(before);
    rmSync(own);
    expect(await knowledge.look({ now: true })).toBe('new');
    expect(tokens()).toEqual(before);
  });

  it('own files that are broken at the start do not keep the house from opening', async () => {
    mkdirSync(join(data, 'faq/curated'), { recursive: true });
    writeFileSync(join(data, 'faq/curated/fujian.yaml'), '- id: [\n');
    knowledge = open();
    expect(log).toEqual([expect.stringMatching(/本单位自己加的问答没有用上.*data\/faq\/curated\/fujian\.yaml/u)]);
    expect(await asked('公需科目多少学时')).toContain('30');
    writeFileSync(join(data, 'faq/curated/fujian.yaml'), '');
    expect(await knowledge.look({ now: true })).toBe('new');
  });
});
