import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/answers/answer.ts';
import { buildLibrary, curatedFiles, readSources, type Sources } from '../../src/answers/library.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { scrub } from '../../src/chinese/scrub.ts';
import { changed, edited, readCaseFiles, tryEdit } from '../../src/curate/edits.ts';
import { groupsOf, placeWordings, type Wording } from '../../src/curate/gaps.ts';
import { changesBetween } from '../../src/curate/preview.ts';
import { parseClauses } from '../../src/documents/parse/parse.ts';
import { loadRulesets } from '../../src/rules/format/load.ts';

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

  it('takes out what is known of the one who asks, names before a title, and numbers however they are broken up', () => {
    const said = scrub('我是王小丽，青禾县人民医院的，帮李建国医生问：电话138 1234 5678，全科医生要几分', [
      '王小丽',
      '青禾县人民医院',
    ]);
    expect(said).not.toMatch(/王小丽|青禾|李建国|1234/u);
    expect(said).toContain('全科医生要几分');
    expect(scrub('口腔医生和高级护士公需要几分，依据〔2023〕1483号')).toBe(
      '口腔医生和高级护士公需要几分，依据〔2023〕1483号',
    );
  });

  const wording = (id: number, question: string, province: string, events: Wording['events'], group?: number) => ({
    id,
    question,
    province,
    group: group ?? null,
    events,
  });
  const once = (day: string, times = 1, reason: Wording['events'][0]['reason'] = 'silent', answered = '') => [
    { reason, answered, day, times },
  ];
  const list = [
    wording(1, '带教实习生有学分吗', 'zhejiang', once('2026-03-01', 1, 'silent', '文件里没有写到')),
    wording(2, '学分证书丢了怎么办', 'zhejiang', once('2026-03-02')),
    wording(3, '带教有没有学分', 'zhejiang', once('2026-03-03', 2, 'disliked')),
    wording(4, '带实习生给不给学分', 'zhejiang', once('2026-03-04')),
    wording(5, '带教实习生有学分吗', 'yunnan', once('2026-03-05')),
  ];
  const placed = (wordings: readonly Wording[]): Wording[] => {
    const homes = new Map(placeWordings(wordings, library).map((one) => [one.wording, one.group]));
    return wordings.map((one) => ({ ...one, group: one.group ?? homes.get(one.id) ?? null }));
  };

  it('groups what is alike in a province; a group keeps its number when more comes', () => {
    const first = placed(list);
    expect(first.map(({ group }) => group)).toEqual([1, 2, 1, 1, 5]);
    const more = [...first, wording(6, '带教一个实习生给几个学分', 'zhejiang', once('2026-03-06'))];
    expect(placeWordings(more, library)).toEqual([{ wording: 6, group: 1 }]);
    const groups = groupsOf(first, [], '2026-03-06');
    expect(groups[0]).toMatchObject({
      group: 1,
      count: 4,
      question: '带教有没有学分',
      reasons: '没有答出来 2，觉得没用 2',
      answered: ['文件里没有写到'],
      firstDay: '2026-03-01',
      lastDay: '2026-03-04',
      status: 'open',
    });
  });

  it('ranks what is asked now before what was asked more often long ago', () => {
    const old = wording(1, '学分证书丢了怎么办', 'zhejiang', once('2026-01-01', 4), 1);
    const recent = wording(2, '带教实习生有学分吗', 'zhejiang', once('2026-03-05', 2), 2);
    expect(groupsOf([old, recent], [], '2026-03-06').map(({ group }) => group)).toEqual([2, 1]);
    expect(groupsOf([old, recent], [], '2026-01-02').map(({ group }) => group)).toEqual([1, 2]);
  });

  it('a settled group that is asked again is open again; a dismissed one only counts', () => {
    const standing = (status: 'done' | 'dismissed', times: number) => ({
      group: 1,
      status,
      by: 'm1',
      at: '2026-03-05T00:00:00Z',
      times,
    });
    const [settled] = groupsOf(placed(list), [standing('done', 4)], '2026-03-06');
    expect(settled).toMatchObject({ status: 'done', again: 0 });
    const [again] = groupsOf(placed(list), [standing('done', 3)], '2026-03-06');
    expect(again).toMatchObject({ status: 'open', again: 1, statusWords: expect.stringContaining('又有人问') });
    const [dismissed] = groupsOf(placed(list), [standing('dismissed', 1)], '2026-03-06');
    expect(dismissed).toMatchObject({ status: 'dismissed', again: 3 });
  });
});

describe('a curator’s edit', () => {
  const cases = readCaseFiles(join(root, 'faq')).filter((one) => one.input.province === 'fujian');
  const sources = (own: { lexicon?: string; curated?: string } = {}): Sources => {
    const shipped = readSources(documents, join(root, 'faq'));
    return {
      ...shipped,
      ownLexicon: own.lexicon ?? '',
      curated: [
        ...shipped.curated,
        ...(own.curated === undefined ? [] : [{ name: 'data/faq/curated/fujian.yaml', content: own.curated }]),
      ],
    };
  };
  const question = '拿了五一劳动奖章公需给免吗';
  const silent = {
    is: 'silent',
    id: 'own-medal',
    province: 'fujian',
    asks: [question],
    silent: '福建的这份通知没有写荣誉称号能不能免修公需科目。',
    ask: '本单位科教科',
  } as const;

  it('is tried on the cases and says how its own question will be answered', () => {
    const trial = tryEdit(silent, { sources: sources(), cases, rulesets });
    expect(trial).toMatchObject({ lost: [], cases: { of: cases.length } });
    expect(trial.refused).toBeUndefined();
    expect(trial.asked).toMatchObject([{ question, right: true, is: expect.stringContaining('荣誉称号') }]);
    expect(trial.change).toMatchObject({ file: 'curated/fujian.yaml', before: '' });
    const answered = ask(buildLibrary(changed(sources(), trial.change)), rulesets, { question, province: 'fujian' });
    expect(answered).toMatchObject({ kind: 'abstain', text: expect.stringContaining('荣誉称号') });
  });

  it('with words that no document has is refused', () => {
    const edit = { is: 'answer', id: 'x', province: 'fujian', asks: ['x'], cite: '荣誉称号免修公需' } as const;
    expect(tryEdit(edit, { sources: sources(), cases: [], rulesets }).refused).toContain('荣誉称号免修公需');
  });

  it('that spoils other answers is refused, and names the cases', () => {
    const trial = tryEdit({ is: 'typo', wrong: '多少', right: '天气' }, { sources: sources(), cases, rulesets });
    expect(trial.refused).toMatch(/从 \d+ 条变成 \d+ 条/u);
    expect(trial.lost.length).toBeGreaterThan(0);
    expect(trial.lost[0]).toMatchObject({ question: expect.stringMatching(/多少/u) });
  });

  it('that changes nothing of its own questions is refused', () => {
    const edit = {
      is: 'answer',
      id: 'x',
      province: 'fujian',
      asks: ['今天天气怎么样'],
      cite: '公需科目 30 学时/年',
    } as const;
    expect(tryEdit(edit, { sources: sources(), cases: [], rulesets }).refused).toContain('还是不会这样答');
  });

  it('may not undo what a curator settled before', () => {
    const asks = ['公需那个课到底要上多久'];
    const answer = { is: 'answer', id: 'own-long', province: 'fujian', asks, cite: '公需科目 30 学时/年' } as const;
    const first = tryEdit(answer, { sources: sources(), cases: [], rulesets });
    expect(first.asked).toMatchObject([{ right: true }]);
    const rival = { ...silent, id: 'own-rival', asks };
    expect(() => tryEdit(rival, { sources: sources({ curated: first.change.after }), cases: [], rulesets })).toThrow(
      /已经由 own-long 回答/u,
    );
    const spoils = { is: 'typo', wrong: '上多久', right: '吃什么' } as const;
    const trial = tryEdit(spoils, { sources: sources({ curated: first.change.after }), cases, rulesets });
    expect(trial.cases.of).toBe(cases.length + 1);
  });

  it('adds wordings to a shipped entry without touching what is shipped, and then to its own line', () => {
    const first = edited({ is: 'asks', id: 'fj-phone', asks: ['机子坏了找谁'] }, sources());
    expect(first.file).toBe('curated/fujian.yaml');
    expect(first.after).toMatch(/^# .*\n\n- id: fj-phone\n {2}asks:\n {4}- 机子坏了找谁\n$/u);
    const second = edited({ is: 'asks', id: 'fj-phone', asks: ['系统打不开找谁'] }, sources({ curated: first.after }));
    expect(second.after.split('\n').filter((line) => !first.after.split('\n').includes(line))).toEqual([
      '    - 系统打不开找谁',
    ]);
    const made = buildLibrary(sources({ curated: second.after }));
    const asks = (one: typeof library) => one.curated.find(({ id }) => id === 'fj-phone')?.asks ?? [];
    expect(asks(made)).toEqual([...asks(library), '机子坏了找谁', '系统打不开找谁']);
  });

  it('keeps what a person wrote into the file: comments, order, style', () => {
    const own =
      '# 2026 年 3 月，医务科加\n- id: own-a # 问过三次\n  silent: 没有写。\n  ask: 科教科\n  asks: [奖章免不免, 劳模免不免]\n';
    const { after } = edited(silent, sources({ curated: own }));
    expect(after.startsWith(own)).toBe(true);
    expect(after).toContain('\n\n- id: own-medal\n');
  });

  it('a lexicon line joins its group; what is taken or unknown is refused in words', () => {
    const first = edited({ is: 'synonym', name: '公需科目', form: '必修的那个课' }, sources());
    expect(first).toMatchObject({ file: 'lexicon.yaml', before: '' });
    const second = edited(
      { is: 'synonym', name: '公需科目', form: '院里规定必看的课' },
      sources({ lexicon: first.after }),
    );
    expect(second.after).toContain('必修的那个课, 院里规定必看的课');
    const made = buildLibrary(sources({ lexicon: second.after }));
    expect(made.lexicon.forms.get('院里规定必看的课')).toBe('公需科目');
    expect(made.lexicon.forms.get('公需课')).toBe('公需科目');
    const refused = (name: string, form: string) => () => edited({ is: 'synonym', name, form }, sources());
    expect(refused('没有这一组', 'xx')).toThrow(/没有这一组/u);
    expect(refused('公需科目', '进修')).toThrow(/已经是/u);
    const typo = edited({ is: 'typo', wrong: '功须', right: '公需' }, sources());
    expect(buildLibrary(sources({ lexicon: typo.after })).lexicon.typos).toContainEqual(['功须', '公需']);
  });

  it('is what the very question is answered with, though a shipped entry is as near', () => {
    const edit = {
      is: 'answer',
      id: 'own-medal',
      province: 'fujian',
      asks: ['拿了五一劳动奖章公需给免吗', '劳模公需免不免啊'],
      cite: '公需科目 30 学时/年',
      says: '荣誉称号不能免修公需科目。',
    } as const;
    const trial = tryEdit(edit, { sources: sources(), cases, rulesets });
    expect(trial.asked.map(({ right }) => right)).toEqual([true, true]);
    const made = buildLibrary(changed(sources(), trial.change));
    const answered = ask(made, rulesets, { question: '福建 劳模公需免不免啊？', province: 'fujian' });
    expect(answered).toMatchObject({ kind: 'answer', text: expect.stringContaining('荣誉称号不能免修') });
  });

  it('an own file that somebody broke is named, and nothing is guessed', () => {
    expect(() => edited(silent, sources({ curated: '- id: [' }))).toThrow(/data\/faq\/curated\/fujian\.yaml/u);
    expect(() => buildLibrary(sources({ lexicon: 'concepts: {' }))).toThrow(/data\/faq\/lexicon\.yaml/u);
  });

  it('an own entry replaces the shipped one of its id; wordings for one that is gone are named', () => {
    const curated =
      '- id: fj-phone\n  silent: 电话改了。\n  ask: 科教科\n  asks: [打哪个电话]\n- id: fj-gone\n  asks: [没有了的一条]\n';
    const made = buildLibrary(sources({ curated }));
    expect(made.curated.filter(({ id }) => id === 'fj-phone')).toMatchObject([{ silent: '电话改了。' }]);
    expect(made.suspended).toContainEqual({ id: 'fj-gone', cite: '没有了的一条' });
  });
});

it('a silence that a curator wrote is told as settled; one of ours is not', () => {
  const kind = (question: string) => ask(library, rulesets, { question, province: 'zhejiang' });
  expect(kind('带实习生给不给学分')).toMatchObject({ kind: 'abstain', settled: true });
  expect(kind('今天天气怎么样').settled).toBeUndefined();
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
  it('a single file is read as well', () => {
    const single = mkdtempSync(join(tmpdir(), 'xuefen-single-'));
    writeFileSync(
      join(single, 'curated.yaml'),
      '- { id: a, province: fujian, cite: 没有这句话, asks: [原件丢了找谁] }\n- { id: b, province: yunnan, silent: 没写, ask: 科教科, asks: [补证要几天] }\n',
    );
    expect(curatedFiles(single).map(({ name }) => name)).toEqual(['curated.yaml']);
    const library = loadLibrary(documents, single, null);
    expect(library.curated.map(({ id, province }) => `${id} ${province}`)).toEqual(['b yunnan']);
    expect(library.suspended.map(({ id }) => id)).toEqual(['a']);
    rmSync(single, { recursive: true, force: true });
  });

  it('a province without a file gets one', () => {
    const edit = { is: 'silent', id: 'hb-1', province: 'hubei', asks: ['q'], silent: '没写', ask: '科教科' } as const;
    const made = edited(edit, readSources(documents, join(root, 'faq')));
    expect(made).toMatchObject({ file: 'curated/hubei.yaml', before: '' });
    expect(made.after).not.toContain('province');
  });
});
