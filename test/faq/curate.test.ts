import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/faq/answer.ts';
import { curatedFiles } from '../../src/faq/curated.ts';
import { type Gap, groupGaps, scrub } from '../../src/faq/gaps.ts';
import { edited, type Published, publishEdit, undo } from '../../src/faq/ingest-curate.ts';
import { changesBetween } from '../../src/faq/ingest-preview.ts';
import { loadLibrary } from '../../src/faq/library.ts';
import { parseClauses } from '../../src/faq/parse.ts';
import { loadRulesets } from '../../src/rules/load.ts';

const root = join(import.meta.dirname, '../..');
const documents = join(root, 'faq/documents');
const library = loadLibrary(documents, join(root, 'faq'));
const rulesets = loadRulesets(join(root, 'rules'), join(documents, 'raw'));
const folder = mkdtempSync(join(tmpdir(), 'xuefen-curated-'));
beforeAll(() => {
  cpSync(join(root, 'faq/lexicon.yaml'), join(folder, 'lexicon.yaml'));
  cpSync(join(root, 'faq/curated'), join(folder, 'curated'), { recursive: true });
  cpSync(join(root, 'faq/cases/fujian.yaml'), join(folder, 'cases/fujian.yaml'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the gap log', () => {
  it('keeps no personal data', () => {
    const said = scrub('我叫陈静，工号A10293，手机13812345678，身份证330102199001011234，邮箱a.b@c.cn，带教有学分吗');
    expect(said).not.toMatch(/陈静|10293|138123|33010|a\.b@/u);
    expect(said).toContain('带教有学分吗');
  });

  it('groups what is alike in a province and ranks by number', () => {
    const gap = (question: string, province: string | null, day: number, reason: Gap['reason'] = 'silent'): Gap => ({
      question,
      province,
      reason,
      at: `2026-03-0${day}T00:00:00Z`,
    });
    const groups = groupGaps(
      [
        gap('带教实习生有学分吗', 'zhejiang', 1),
        gap('学分证书丢了怎么办', 'zhejiang', 2),
        gap('带教有没有学分', 'zhejiang', 3, 'disliked'),
        gap('带实习生给不给学分', 'zhejiang', 4),
        gap('带教实习生有学分吗', 'yunnan', 5),
      ],
      library,
    );
    expect(groups.map((group) => [group.province, group.count])).toEqual([
      ['zhejiang', 3],
      ['yunnan', 1],
      ['zhejiang', 1],
    ]);
    expect(groups[0]).toMatchObject({ reasons: { silent: 2, disliked: 1 }, last: '2026-03-04T00:00:00Z' });
  });
});

describe('a curator’s edit', () => {
  const question = '拿了五一劳动奖章公需给免吗';
  const answerWith = (dir: string) =>
    ask(loadLibrary(documents, dir, null), rulesets, { question, province: 'fujian' });

  it('is tried on the cases, published, answers at once, and is undone', () => {
    const before = readFileSync(join(folder, 'curated/fujian.yaml'), 'utf8');
    const done = publishEdit(
      {
        is: 'silent',
        id: 'fj-medal',
        province: 'fujian',
        asks: [question],
        silent: '福建的这份通知没有写荣誉称号能不能免修公需科目。',
        ask: '本单位科教科',
      },
      folder,
      documents,
      rulesets,
    ) as Published;
    expect(done.file).toBe('curated/fujian.yaml');
    expect(answerWith(folder)).toMatchObject({ kind: 'abstain', text: expect.stringContaining('荣誉称号') });
    expect(undo(done, folder)).toBe('done');
    expect(readFileSync(join(folder, 'curated/fujian.yaml'), 'utf8')).toBe(before);
    expect(undo(done, folder)).toBe('stale');
  });

  it('with words that no document has is refused, and nothing changes', () => {
    const before = readFileSync(join(folder, 'curated/fujian.yaml'), 'utf8');
    expect(
      publishEdit(
        { is: 'answer', id: 'fj-x', province: 'fujian', asks: ['x'], cite: '荣誉称号免修公需' },
        folder,
        documents,
        rulesets,
      ),
    ).toMatchObject({ refused: expect.stringContaining('荣誉称号免修公需') });
    expect(readFileSync(join(folder, 'curated/fujian.yaml'), 'utf8')).toBe(before);
  });

  it('that spoils other answers is refused', () => {
    const result = publishEdit({ is: 'typo', wrong: '公需', right: '天气' }, folder, documents, rulesets);
    expect(result).toMatchObject({ refused: expect.stringContaining('没有发布') });
  });

  it('adds a synonym or a question to the line that it belongs to, and keeps the rest of the file', () => {
    const lexicon = readFileSync(join(folder, 'lexicon.yaml'), 'utf8');
    const curated = curatedFiles(folder);
    expect(edited({ is: 'synonym', name: '公需科目', form: '必修的那个课' }, curated, lexicon).after).toContain(
      '必修的那个课',
    );
    const asked = edited({ is: 'asks', id: 'fj-phone', asks: ['机子坏了找谁'] }, curated, lexicon);
    expect(asked.file).toBe('curated/fujian.yaml');
    expect(asked.after.split('\n').filter((line) => !asked.before.split('\n').includes(line))).toEqual([
      '    - 机子坏了找谁',
    ]);
    expect(() => edited({ is: 'synonym', name: '没有这一组', form: 'x' }, curated, lexicon)).toThrow(/没有这一组/u);
  });
});

describe('a changed document', () => {
  it('shows clause by clause what changed', () => {
    const before = parseClauses(
      '一、要求\n每年不低于25学分。\n二、附则\n自公布之日起施行。\n（一）解释权归省里。\n',
      'x',
    );
    const after = parseClauses('一、要求\n每年不低于30学分。\n二、附则\n自公布之日起施行。\n（二）新的一条。\n', 'x');
    expect(changesBetween(before, after).map((change) => change.is)).toEqual(['changed', 'added', 'removed']);
    expect(changesBetween(before, before)).toEqual([]);
  });
});

describe('what is kept between starts', () => {
  const kept = join(folder, 'kept/faq.json');
  const faq = join(root, 'faq');
  const asked = (one: ReturnType<typeof loadLibrary>) =>
    ['自己啃文献能给几分', '规培要不要学分', '发短视频给学分吗'].map((question) =>
      ask(one, rulesets, { question, province: 'zhejiang' }),
    );

  it('changes no answer, is used again, and is thrown away when its sources change or it is broken', () => {
    const plain = loadLibrary(documents, faq, null);
    const made = loadLibrary(documents, faq, kept);
    const first = readFileSync(kept, 'utf8');
    expect(asked(loadLibrary(documents, faq, kept))).toEqual(asked(plain));
    expect(asked(made)).toEqual(asked(plain));
    expect(readFileSync(kept, 'utf8')).toBe(first);
    writeFileSync(join(folder, 'lexicon.yaml'), `${readFileSync(join(folder, 'lexicon.yaml'), 'utf8')}\n# changed\n`);
    loadLibrary(documents, folder, kept);
    expect(JSON.parse(readFileSync(kept, 'utf8'))).not.toEqual(JSON.parse(first));
    writeFileSync(kept, '{broken');
    expect(asked(loadLibrary(documents, faq, kept))).toEqual(asked(plain));
    expect(JSON.parse(readFileSync(kept, 'utf8')).key).toBe(JSON.parse(first).key);
  });
});

describe('where curated entries live', () => {
  it('a single file is read as well, and is edited where it is the only one', () => {
    const single = mkdtempSync(join(tmpdir(), 'xuefen-single-'));
    writeFileSync(
      join(single, 'curated.yaml'),
      '- { id: a, province: fujian, cite: 以原件为凭 , silent: 没有写, asks: [原件丢了找谁] }\n',
    );
    const files = curatedFiles(single);
    expect(files.map(({ name }) => name)).toEqual(['curated.yaml']);
    const edit = {
      is: 'silent',
      id: 'b',
      province: 'yunnan',
      asks: ['补证要几天'],
      silent: '没写',
      ask: '科教科',
    } as const;
    const made = edited(edit, files, '');
    expect(made.file).toBe('curated.yaml');
    writeFileSync(join(single, 'curated.yaml'), made.after);
    const library = loadLibrary(documents, single, null);
    expect(library.curated.map(({ id, province }) => `${id} ${province}`)).toEqual(['b yunnan']);
    expect(library.suspended.map(({ id }) => id)).toEqual(['a']);
    rmSync(single, { recursive: true, force: true });
  });

  it('a province without a file gets one', () => {
    const edit = { is: 'silent', id: 'hb-1', province: 'hubei', asks: ['q'], silent: '没写', ask: '科教科' } as const;
    const made = edited(edit, curatedFiles(join(root, 'faq')), '');
    expect(made).toMatchObject({ file: 'curated/hubei.yaml', before: '' });
    expect(made.after).not.toContain('province');
  });
});
