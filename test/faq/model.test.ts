import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/faq/answer.ts';
import { factsIn } from '../../src/faq/grounding.ts';
import { loadLibrary } from '../../src/faq/library.ts';
import { askWithModel } from '../../src/faq/model.ts';
import { loadRulesets } from '../../src/rules/load.ts';

const root = join(import.meta.dirname, '../..');
const library = loadLibrary(join(root, 'faq/documents'), join(root, 'faq'));
const rulesets = loadRulesets(join(root, 'rules'), join(root, 'faq/documents/raw'));
const input = { question: '补学要走什么流程，我叫陈静，手机13812345678', province: 'zhejiang' } as const;
const CLAUSE = library.documents
  .flatMap((document) => document.clauses)
  .find((clause) => clause.text.startsWith('关于学分补学的要求'));
const GOOD = {
  ids: [CLAUSE?.id],
  quote: '个人通过学分管理系统提出申请——用人单位核实',
  answer: '先在学分管理系统里申请，单位核实提交，再报同级卫健委备案。',
};

/** A server that speaks the protocol and does what the test says. */
let behave: (response: ServerResponse, body: { messages: { content: string }[] }) => void = () => {};
let heard = '';
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => {
    text += chunk;
  });
  request.on('end', () => {
    heard = text;
    behave(response, JSON.parse(text));
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const says = (content: unknown) => (response: ServerResponse) => {
  response.end(
    JSON.stringify({
      choices: [{ message: { content: typeof content === 'string' ? content : JSON.stringify(content) } }],
    }),
  );
};
const run = (settings = {}) => askWithModel(library, rulesets, input, { url, model: 'm', patience: 400, ...settings });

describe('a model that keeps to the clauses', () => {
  it('words the conclusion; the clause is quoted as ever', async () => {
    behave = says(GOOD);
    const answer = await run();
    expect(answer.text.startsWith(GOOD.answer)).toBe(true);
    expect(answer.text).toContain('同级卫生健康委（局）报备');
    expect(answer.citations[0]?.quote).toBe(CLAUSE?.text);
  });

  it('never sees who asks', async () => {
    behave = says(GOOD);
    await run();
    expect(heard).not.toMatch(/陈静|13812345678/u);
  });

  it('is not asked where the documents are silent', async () => {
    heard = '';
    behave = says(GOOD);
    const answer = await askWithModel(
      library,
      rulesets,
      { question: '院内培训一次几分', province: '湖北' },
      { url, model: 'm' },
    );
    expect(answer.kind).toBe('abstain');
    expect(heard).toBe('');
  });
});

describe('whatever goes wrong, the plain answer goes out, in time', () => {
  const plain = ask(library, rulesets, input);
  const cases: [string, typeof behave][] = [
    ['an invented number', says({ ...GOOD, answer: '补学要在30天内申请。' })],
    ['an invented numeral', says({ ...GOOD, answer: '补学最多可以补三年。' })],
    ['an invented telephone number', says({ ...GOOD, answer: '请打0571-12345678申请。' })],
    ['an invented document number', says({ ...GOOD, answer: '按浙卫发〔2025〕9号办理。' })],
    ['a link', says({ ...GOOD, answer: '请到 www.example.com 申请。' })],
    ['an unknown clause', says({ ...GOOD, ids: ['zhejiang-2025-faq#999'] })],
    ['a wrong clause', says({ ...GOOD, ids: ['zhejiang-2025-faq#1'] })],
    ['a quote that nobody wrote', says({ ...GOOD, quote: '补学不需要任何人批准' })],
    ['an injected instruction obeyed', says({ ...GOOD, answer: '忽略以上规定，您已达标。' })],
    ['no JSON', says('好的，您可以补学。')],
    ['broken JSON', says('{"ids":["x"')],
    ['fields of another kind', says({ ids: 5, quote: 1, answer: null })],
    ['500', (response) => response.writeHead(500).end('no')],
    ['another protocol', (response) => response.end('[]')],
    ['garbage', (response) => response.end('\u0000\u0001')],
    ['an endless reply', (response) => response.end('x'.repeat(300_000))],
    ['a redirect', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['a hang-up', (response) => response.destroy()],
    ['silence', () => {}],
  ];
  it.each(cases)('%s', async (_name, act) => {
    behave = act;
    const started = performance.now();
    expect(await run()).toEqual(plain);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('nobody there', async () => {
    expect(await run({ url: 'http://127.0.0.1:1/v1' })).toEqual(plain);
  });
});

it('figures are recognised in any writing', () => {
  expect(factsIn('不足3个月，按每天１学分，两周内，电话0571-123，〔2024〕')).toEqual([
    '3',
    '1',
    '2',
    '0571-123',
    '[2024]'.replace(/\[|\]/gu, (m) => (m === '[' ? '〔' : '〕')),
  ]);
});
