import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask } from '../../src/answers/answer.ts';
import { lackingDetail } from '../../src/answers/details.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { heal } from '../../src/answers/search/homophones.ts';
import { memoryOf } from '../../src/answers/search/keep.ts';
import { learn } from '../../src/answers/search/learn.ts';
import { normalise } from '../../src/answers/search/lexicon.ts';
import { rank } from '../../src/answers/search/rank.ts';
import { EVIDENCE, FIT, FIT_BARE, NOTHING, sharesOf } from '../../src/answers/search/sureness.ts';
import { loadRulesets } from '../../src/rules/format/load.ts';

const root = join(import.meta.dirname, '../..');
const library = loadLibrary(join(root, 'faq/documents'), join(root, 'faq'));
const rulesets = loadRulesets(join(root, 'rules'), join(root, 'faq/documents/raw'));
const { lexicon } = library;
const isVetted = (pair: string): boolean => memoryOf(library).clauses.tokens.has(`~${pair}`);
const healed = (text: string): string => heal(normalise(text, lexicon), lexicon, isVetted);

describe('slips of the keyboard', () => {
  it.each([
    ['归培生要不要25分', '规培生要不要25分'],
    ['高及职称公需几分', '高级职称公需几分'],
    ['我论问排第四', '我论文排第四'],
    ['院里的内讯', '院里的内训'],
    ['这学份怎么算', '这学分怎么算'],
  ])('%s', (said, meant) => {
    expect(healed(said)).toBe(normalise(meant, lexicon));
  });

  it.each(['能不能免公需', '自学的分由谁给', '省继教办电话', '社区归哪级审', '搞继教', '附件几是打印流程'])(
    'leaves alone what was meant: %s',
    (text) => {
      expect(healed(text)).toBe(normalise(text, lexicon));
    },
  );

  it('never touches the words of a document', () => {
    for (const { text } of library.documents.flatMap((document) => document.clauses))
      expect(healed(text)).toBe(normalise(text, lexicon));
  });
});

describe('details that a clause does not tell', () => {
  it.each([
    ['浙卫培训的网址是多少', '会统一投放在“浙卫培训学习平台”', '网址'],
    ['补学几个工作日能批', '由用人单位核实，并通过系统确认后提交', '多久能办好'],
    ['综述至少多少字', '每年最多 5 学分', '具体的数'],
    ['进修要开什么证明', '由个人登记申请，用人单位审核', '要交哪些材料'],
    ['公需一共几门', '公需科目可以由单位自行组织', '具体有哪些课'],
  ])('%s', (question, text, what) => {
    expect(lackingDetail(library.details, question, text)).toMatchObject({ what });
  });

  it.each([
    ['登哪个网址', '登录网址：www.ynwskj.com'],
    ['写综述多少字一分', '按每 2000 字授予 1 学分'],
    ['外出开会要什么材料', '需提供会议通知、车票、学分证明等相关佐证材料'],
    ['提前几周备案', '应在项目举办**两**周前'],
    ['一年几分', '累计不低于25学分'],
  ])('but a clause that tells them is one: %s', (question, text) => {
    expect(lackingDetail(library.details, question, text)).toBeUndefined();
  });
});

describe('shares', () => {
  const about = { unknown: false, named: true, novel: 0 };
  const features = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: EVIDENCE.length,
    maxLength: EVIDENCE.length,
  });

  it('have a weight for each piece of evidence', () => {
    for (const fit of [FIT, FIT_BARE]) expect(fit).toHaveLength(EVIDENCE.length + NOTHING.length);
  });

  it('add up to 1, whatever is weighed', () => {
    fc.assert(
      fc.property(fc.array(features, { maxLength: 12 }), fc.integer({ min: 0, max: 100 }), (options, wordings) => {
        const { shares, nothing } = sharesOf(options, { ...about, wordings });
        expect(shares.reduce((sum, share) => sum + share, nothing)).toBeCloseTo(1, 9);
        expect(Math.min(nothing, ...shares)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('of a question are the same each time it is asked', () => {
    const scores = () => rank(library, 'zhejiang', '院里讲座一次几分').candidates.map(({ score }) => score);
    expect(scores()).toEqual(scores());
    const again = loadLibrary(join(root, 'faq/documents'), join(root, 'faq'), null);
    expect(rank(again, 'zhejiang', '院里讲座一次几分').candidates.map(({ score }) => score)).toEqual(scores());
  });
});

describe('what wordings teach', () => {
  it('is to which of the targets a new one belongs', () => {
    const vector = (...words: string[]): Map<string, number> => new Map(words.map((word) => [word, 0.5]));
    const lessons = [
      { vector: vector('进修', '几分'), target: 0 },
      { vector: vector('进修', '两个月'), target: 0 },
      { vector: vector('进修', '名额'), target: 1 },
      { vector: vector('报名', '名额'), target: 1 },
    ];
    const { scores } = learn(lessons, 2);
    const [worth = 0, places = 0] = scores(vector('进修', '三个月', '几分'));
    expect(worth).toBeGreaterThan(places);
    const [a = 0, b = 0] = scores(vector('进修', '名额'));
    expect(b).toBeGreaterThan(a);
  });
});

describe('what is not answered although it comes near', () => {
  const answer = (question: string, province: string, prior: string[] = []) =>
    ask(library, rulesets, {
      question,
      province,
      prior: prior.flatMap((asked) => [{ question: asked }, { answer: '……' }]),
    });

  it.each([
    ['山西', '去年没修够怎么办', /没有写学分没修满能不能补学/u],
    ['山西', '院级课题给几分', /只(?:列|写)了国家级、省级、市级/u],
    ['浙江', '年会抽奖给学分不', /没有写/u],
    ['云南', '2026年公需课具体有哪几门课', /没有/u],
    ['云南', '2026年验证几号截止', /只有2023年度的云南文件，没有2026年的安排/u],
    ['云南', '明年抽验是几月', /只有2023年度的云南文件，没有别的年度的安排/u],
    ['云南', '昆明市继教办电话', /没有写/u],
    ['安徽', '安徽的新办法什么时候施行', /我这里没有安徽的文件/u],
    ['浙江', '帮我查下我的学分', /看不到/u],
  ])('%s %s', (province, question, says) => {
    expect(answer(question, province)).toMatchObject({
      kind: 'abstain',
      citations: [],
      text: expect.stringMatching(says),
    });
  });

  it('a follow-up of which nothing was understood does not get the figure of the question before', () => {
    expect(answer('那增刊呢', '浙江', ['普通期刊第一作者几分']).text).not.toContain('可以计');
    expect(answer('那公需里法律要几分', '浙江', ['初级公需几分']).text).not.toContain('至少 10 学分');
    expect(answer('那第二作者呢', '浙江', ['普通期刊第一作者几分']).text).toContain('可以计 5 学分');
  });
});

describe('what is marked', () => {
  it('neighbours that answer together are marked together', () => {
    expect(
      ask(library, rulesets, { question: '内部培训 主讲 几分', province: '浙江' }).text.replace(/\n/gu, ''),
    ).toContain('【理论培训主讲人0.5学分、参加者0.2学分；实践培训主讲人1学分、参加者0.5学分。】');
  });
});
