import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';

const root = resolve(import.meta.dirname, '../..');
const data = mkdtempSync(join(tmpdir(), 'xuefen-gaps-'));
const AT = '2026-11-22T02:00:00Z';
beforeAll(async () => {
  const store = await openStore(join(data, 'xuefen.db'), AT);
  for (const question of ['验证的截图要不要盖章', '验证截图要盖章吗', '学分卡在哪里领'])
    await store.commit({
      at: AT,
      writes: [{ is: 'gap', question, province: 'yunnan', reason: 'silent', answered: '云南的文件里没有写到这一点。' }],
    });
  await store.close();
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

const gaps = (...args: readonly string[]): Promise<{ readonly status: number | null; readonly words: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(root, 'src/cli.ts'), 'gaps', ...args], {
      env: { ...process.env, XUEFEN_DATA: data },
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        words += text;
      });
    child.once('close', (status) => done({ status, words }));
  });
const file = join(data, 'faq/curated/yunnan.yaml');

describe('gaps on the command line', { timeout: 240_000 }, () => {
  it('lists the groups, and shows one with what may answer it', async () => {
    const list = await gaps();
    expect(list.words).toMatch(/1 {4}2 次 {2}2026-11-22 {2}云南 {2}验证/u);
    expect(list.words).toContain('学分卡在哪里领');
    const one = (await gaps('show', '1')).words;
    for (const words of ['1. ', '2. ', '云南的文件里没有写到这一点。', '可能的条款', '相近的常见问法'])
      expect(one).toContain(words);
  });

  it('tries, publishes, lists and undoes an edit', async () => {
    const args = ['silent', '1', '--says', '云南的通知没有写截图要不要盖章。', '--ask', '本单位科教科'];
    const tried = await gaps(...args, '--try');
    expect(tried).toMatchObject({ status: 0, words: expect.stringContaining('以上是试算，没有发布') });
    expect(existsSync(file)).toBe(false);
    const done = await gaps(...args, '--even-so');
    expect(done).toMatchObject({ status: 0, words: expect.stringContaining('已发布（第 1 次改动）') });
    expect(readFileSync(file, 'utf8')).toContain('silent: 云南的通知没有写截图要不要盖章。');
    expect((await gaps()).words).not.toContain('截图');
    expect((await gaps('edits')).words).toMatch(/第 1 次.*命令行.*已发布/u);
    expect(await gaps('undo')).toMatchObject({ status: 0, words: '第 1 次改动已撤销。\n' });
    expect(existsSync(file)).toBe(false);
    expect((await gaps()).words).toContain('截图');
  });

  it('words that no document has are refused, with status 1 and one sentence', async () => {
    const { status, words } = await gaps('answer', '1', '--cite', '截图必须盖章');
    expect(status).toBe(1);
    expect(words).toContain('文件里找不到这句原话：「截图必须盖章」。没有发布。');
    expect(existsSync(file)).toBe(false);
  });

  it('two at once wait for each other', async () => {
    const silent = (group: string, says: string) =>
      gaps('silent', group, '--says', says, '--ask', '本单位科教科', '--even-so');
    const both = await Promise.all([silent('1', '云南没有写盖章。'), silent('3', '云南没有写学分卡。')]);
    expect(both.map(({ status, words }) => [status, /已发布/u.test(words)])).toEqual([
      [0, true],
      [0, true],
    ]);
    expect(readFileSync(file, 'utf8')).toMatch(/盖章[\s\S]*学分卡|学分卡[\s\S]*盖章/u);
  });

  it('a note to the issuer is written out, and the group waits for it', async () => {
    await gaps('open', '3');
    const { words } = await gaps('note', '3', '--says', '11 月 22 日发函');
    expect(words).toMatch(/请示[\s\S]*云南省卫生健康委[\s\S]*学分卡在哪里领[\s\S]*请予明确/u);
    expect((await gaps('--all')).words).toContain('已请示');
  });

  it('says what is missing', async () => {
    expect((await gaps('answer', '1')).words).toContain('请用 --cite 写明');
    expect((await gaps('show', '99')).words).toContain('没有第 99 组');
    expect((await gaps('show')).words).toContain('后面要写第几组');
    expect((await gaps('--wat')).status).toBe(2);
    expect((await gaps('dance', '1')).words).toContain('没有「dance」这一步');
  });
});
