/** What an installation publishes itself: a later document of a province with rules, and a province without any. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/answers/answer.ts';
import type { Library } from '../../src/answers/library.ts';
import { loadLibrary } from '../../src/answers/load.ts';
import { previewFile, publish } from '../../src/documents/ingest/ingest.ts';
import { loadRulesets } from '../../src/rules/format/load.ts';
import type { Answer } from '../../src/types/answer.ts';

const root = join(import.meta.dirname, '../..');
const shipped = join(root, 'faq/documents');
const rulesets = loadRulesets(join(root, 'rules'), join(shipped, 'raw'));
const folder = mkdtempSync(join(tmpdir(), 'xuefen-newer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LATER = `浙江省卫生健康委员会文件

浙卫发〔2025〕33号

浙江省卫生健康委员会关于调整继续医学教育内部培训学分的通知

各市、县（市、区）卫生健康委（局），省级医疗卫生单位：

为进一步规范内部培训管理，现就有关事项通知如下：

一、适用范围

本通知适用于全省各级各类医疗卫生机构的内部培训。自2026年1月1日起施行，有效期至2027年12月31日。

二、学分标准

（一）理论培训主讲人每次0.6学分，参加者每次0.3学分。

（二）护理查房参加者每次0.25学分，全年最多4学分。

三、登记要求

（一）培训结束后5个工作日内，由组织单位在系统登记，逾期不予补登。

（二）联系人：王示例，联系电话：0571-00001111。

浙江省卫生健康委员会
2025年11月20日
`;
const NEW = `江苏省卫生健康委员会

苏卫科教〔2026〕5号

关于印发江苏省继续医学教育学分管理实施细则的通知

各设区市卫生健康委，委直属各单位：

现将《江苏省继续医学教育学分管理实施细则》印发给你们，请认真贯彻执行。

第一章 总则

第一条 为规范学分管理，制定本细则。

第二章 学分要求

第三条 卫生专业技术人员每年应取得不少于25学分，其中Ⅰ类学分不少于10学分。

第四条 乡镇卫生院卫生专业技术人员每年不少于20学分。

第五条 年度学分登记截止日期为每年11月30日，逾期系统关闭。

第八条 听取院内讲座每次授予0.4学分，全年累计不超过8学分。

江苏省卫生健康委员会
2026年2月10日
`;

let library: Library;
beforeAll(async () => {
  for (const [name, text, province] of [
    ['调整.txt', LATER, 'zhejiang'],
    ['细则.txt', NEW, 'jiangsu'],
  ] as const) {
    const file = join(folder, name);
    writeFileSync(file, text);
    const usual = `${province}-own`;
    publish(await previewFile(file, { usual }, { province }, []), join(folder, 'own/documents'));
  }
  library = loadLibrary(shipped, join(root, 'faq'), null, join(folder, 'own'));
});
const answer = (question: string, province: string, on = '2026-11-22'): Answer =>
  ask(library, rulesets, { question, province, on });

describe('a later document of a province that has rules and curated answers', () => {
  it.each([
    ['护理查房参加一次几分', '0.25学分', '0.5'],
    ['护理查房一年最多几分', '全年最多4学分', '15'],
    ['理论培训参加者一次几分', '参加者每次0.3学分', '0.2'],
  ])('%s: it comes first, and what the older one gives follows under its name', (question, now, before) => {
    const given = answer(question, 'zhejiang');
    expect(given.citations.map(({ document }) => document)).toEqual(['zhejiang-own', 'zhejiang-2025-faq']);
    const [first = '', second = ''] = given.text.split('按较早的浙江《继续医学教育常见问题解答》（2025-07-15 起施行）');
    expect(first).toContain(now);
    expect(first).toContain('浙卫发〔2025〕33号');
    expect(second).toContain(before);
  });

  it('not yet in force it comes second, ended it is not shown', () => {
    const early = answer('护理查房参加一次几分', 'zhejiang', '2025-12-01');
    expect(early.citations.map(({ document }) => document)).toEqual(['zhejiang-2025-faq', 'zhejiang-own']);
    expect(early.text).toContain('还没施行');
    const late = answer('护理查房参加一次几分', 'zhejiang', '2028-01-05');
    expect(late.citations.map(({ document }) => document)).toEqual(['zhejiang-2025-faq']);
  });

  it('what it alone says is not denied', () => {
    expect(answer('内训逾期能补登吗', 'zhejiang').citations[0]?.quote).toContain('逾期不予补登');
  });

  it('what only the older one says stays as it is', () => {
    const plain = loadLibrary(shipped, join(root, 'faq'), null);
    for (const question of ['进修三个月几分', '中级公需要几分', '远程学分有上限吗', '没修满能补吗']) {
      const before = ask(plain, rulesets, { question, province: 'zhejiang', on: '2026-11-22' });
      // One more document makes words a little less rare.
      const confidence = expect.closeTo(before.confidence, 1);
      expect(answer(question, 'zhejiang')).toEqual({ ...before, confidence });
    }
  });

  it.each([
    ['浙卫发〔2025〕33号联系电话', '0571-00001111', ''],
    ['浙卫发〔2025〕33号什么时候失效', '有效期至2027年12月31日', '有效到 2027-12-31'],
    ['调整内部培训学分的通知什么时候开始执行', '自2026年1月1日起施行', '自 2026-01-01 起施行'],
    ['浙卫发33号是什么', '关于调整继续医学教育内部培训学分的通知', ''],
    ['浙卫发〔2025〕33号里理论培训主讲几分', '主讲人每次0.6学分', ''],
  ])('%s: the document that is named answers, and no other', (question, quote, says) => {
    const given = answer(question, 'zhejiang');
    expect(given.kind).toBe('answer');
    expect([...new Set(given.citations.map(({ document }) => document))]).toEqual(['zhejiang-own']);
    expect(given.citations[0]?.quote).toContain(quote);
    expect(given.text).toContain(says);
  });

  it('what the document named does not tell is not taken from another', () => {
    const given = answer('浙卫发〔2025〕33号里进修三个月几分', 'zhejiang');
    expect(given.kind).toBe('abstain');
    expect(given.text).toContain('浙卫发〔2025〕33号里没有写到');
  });

  it('what the curator settled word for word stands', () => {
    const question = '内训逾期能补登吗';
    const file = join(folder, 'own/curated/zhejiang.yaml');
    mkdirSync(join(folder, 'own/curated'));
    writeFileSync(file, `- id: own-late\n  asks: [${question}]\n  silent: 补登由各市定。\n  ask: 市卫生健康委\n`);
    const settled = loadLibrary(shipped, join(root, 'faq'), null, join(folder, 'own'));
    rmSync(file);
    const given = ask(settled, rulesets, { question, province: 'zhejiang', on: '2026-11-22' });
    expect(given).toMatchObject({ kind: 'abstain', text: '补登由各市定。建议问市卫生健康委。' });
  });

  it('问答 is the one that is called so, however many notices came after it', () => {
    for (const question of ['浙江那个问答叫什么名字', '这个问答有文号吗 多少号'])
      expect(answer(question, 'zhejiang'), question).not.toMatchObject({ citations: [{ document: 'zhejiang-own' }] });
    expect(answer('浙江那个问答叫什么名字', 'zhejiang').citations[0]?.document).toBe('zhejiang-2025-faq');
    expect(answer('这个通知的文号是多少', 'zhejiang').citations[0]?.quote).toContain('33号');
  });

  it('its own end is told, not that of the one it repeals; what it does not know is no question about itself', () => {
    expect(answer('晋卫科教规〔2025〕1号什么时候失效', 'shanxi')).toMatchObject({
      kind: 'abstain',
      text: expect.stringContaining('没有写失效日期'),
    });
    const password = answer('晋卫科教规〔2025〕1号里登录密码是什么', 'shanxi');
    expect(password.kind).not.toBe('answer');
    const leave = answer('晋卫科教规〔2025〕1号里产假怎么规定', 'zhejiang');
    expect(leave.citations[0]).toMatchObject({ document: 'shanxi-2025-1', quote: expect.stringContaining('产假') });
  });

  it('the documents at hand are listed', () => {
    const given = answer('你这里有哪些浙江的文件', 'zhejiang');
    expect(given.text).toContain('2 份');
    expect(given.citations.map(({ document }) => document)).toEqual(['zhejiang-2025-faq', 'zhejiang-own']);
  });
});

describe('a province with a document of its own and nobody’s wordings', () => {
  it.each(['一年要多少学分', '每年要修多少学分', '一年要修满几分', '江苏一年学分要求是多少'])(
    '%s: its own clause answers',
    (question) => {
      const given = answer(question, 'jiangsu');
      expect(given.citations[0]).toMatchObject({ document: 'jiangsu-own', clause: expect.stringContaining('第三条') });
      expect(given.text).not.toContain('没有写到');
    },
  );
  it('a kind of people with a clause of its own gets that one', () => {
    expect(answer('卫生院一年要多少分', 'jiangsu').citations[0]?.quote).toContain('20学分');
  });
  it('beside another province it has its own clause', () => {
    const given = answer('江苏和浙江一年要多少分', 'jiangsu');
    expect(given.citations.map(({ document }) => document)).toEqual(['jiangsu-own', 'zhejiang-2025-faq']);
  });
  it('what it does not say is not put into its mouth', () => {
    expect(answer('一年最多几分远程', 'jiangsu').citations[0]?.quote ?? '').not.toContain('不少于25学分');
    expect(answer('公需一年要多少学分', 'jiangsu').citations[0]?.document).not.toBe('jiangsu-own');
  });
});
