import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { DOORS } from '../../src/house/channels.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = (text: string): void => writeFileSync(join(folder, 'xuefen.yaml'), text);

const refusal = (environment: Record<string, string> = {}): string => {
  try {
    loadConfig(environment, folder, DOORS);
  } catch (error) {
    return String(error);
  }
  return 'no refusal';
};

describe('the configuration', () => {
  it('needs nothing: this machine only, no foreign doors', () => {
    const config = loadConfig({}, folder, DOORS);
    expect(config).toMatchObject({ host: '127.0.0.1', port: 7180, data: join(folder, 'data') });
    // Unsaid: the demo gets a folder of its own (test/house/demo.test.ts).
    expect(config.demo).toBeUndefined();
    expect(config.lark).toBeUndefined();
    expect(config.wechat).toBeUndefined();
  });

  it('takes two to publish unless the operator says one', () => {
    expect(loadConfig({}, folder, DOORS).curate.publish).toBe(2);
    expect(loadConfig({ XUEFEN_CURATE_PUBLISH: '1' }, folder, DOORS).curate.publish).toBe(1);
    file('curate:\n  publish: 1\n');
    expect(loadConfig({}, folder, DOORS).curate.publish).toBe(1);
    for (const wrong of ['0', '3', 'none'])
      expect(refusal({ XUEFEN_CURATE_PUBLISH: wrong })).toContain('XUEFEN_CURATE_PUBLISH');
  });

  it('is frozen, all the way down', () => {
    const config = loadConfig({}, folder, DOORS);
    expect(() => Object.assign(config, { port: 1 })).toThrow();
    expect(() => Object.assign(config.web, { secure: true })).toThrow();
  });

  it('takes the environment over the file', () => {
    file('port: 8000\nhost: 0.0.0.0\nlark:\n  appId: cli_1\n  encryptKey: e\n  verificationToken: v\n');
    const config = loadConfig(
      {
        XUEFEN_PORT: '8001',
        XUEFEN_LARK_APP_SECRET: 's',
        XUEFEN_DEMO: 'false',
        XUEFEN_FILES_SCAN: 'clamdscan --no-summary --fdpass',
      },
      folder,
      DOORS,
    );
    expect(config).toMatchObject({
      port: 8001,
      host: '0.0.0.0',
      demo: false,
      files: { scan: ['clamdscan', '--no-summary', '--fdpass'] },
      lark: { appId: 'cli_1', appSecret: 's' },
    });
  });

  it('names what is wrong and where it was set', () => {
    expect(refusal({ XUEFEN_URL: 'xuefen.example.cn' })).toContain('https://');
    expect(refusal({ XUEFEN_URL: 'javascript:alert(1)' })).toContain('CONFIG_INVALID XUEFEN_URL');
    expect(refusal({ XUEFEN_PORT: 'eighty' })).toContain('CONFIG_INVALID XUEFEN_PORT');
    expect(refusal({ XUEFEN_LARK_APP_ID: 'cli_1' })).toContain('lark.appSecret (XUEFEN_LARK_APP_SECRET): 没有写');
    file('prot: 80\n');
    expect(refusal()).toContain('prot');
  });

  it('never prints a secret, not even from a file that it cannot read', () => {
    expect(refusal({ XUEFEN_LARK_APP_SECRET: 'hush-hush' })).not.toContain('hush-hush');
    file('lark:\n  appSecret: hush-hush\n  appSecret: "hush-hush\n');
    expect(refusal()).toMatch(/^Fault: CONFIG_INVALID.*不是 YAML/);
    expect(refusal()).not.toContain('hush-hush');
    file('lark:\n  appSecret: [hush-hush]\n');
    expect(refusal()).not.toContain('hush-hush');
  });

  it('has no model unless one is written, and then sensible limits', () => {
    expect(loadConfig({}, folder, DOORS).model).toBeUndefined();
    file('model: { url: "http://127.0.0.1:11434/v1/", name: qwen3 }\n');
    expect(loadConfig({}, folder, DOORS).model).toEqual({
      url: 'http://127.0.0.1:11434/v1',
      name: 'qwen3',
      patience: 2500,
      vision: false,
      atOnce: 4,
    });
    const more = { XUEFEN_MODEL_KEY: 'hush-hush', XUEFEN_MODEL_VISION: 'true', XUEFEN_MODEL_PATIENCE: '1000' };
    expect(loadConfig(more, folder, DOORS).model).toMatchObject({ key: 'hush-hush', vision: true, patience: 1000 });
  });

  it.each([
    ['model: { url: "ftp://x/v1", name: m }', 'model.url'],
    ['model: { url: "http://api.example.com/v1", name: m }', 'http 只能用于本机或内网'],
    ['model: { url: "http://203.0.113.7/v1", name: m }', 'http 只能用于本机或内网'],
    ['model: { url: "https://user:hush-hush@api.example.com/v1", name: m }', '地址里不要带密钥'],
    ['model: { url: "https://api.example.com/v1?key=hush-hush", name: m }', '地址里不要带密钥'],
    ['model: { url: "https://api.example.com/v1/chat/completions", name: m }', '写到 /v1 为止'],
    ['model: { url: "https://api.example.com/v1" }', 'model.name (XUEFEN_MODEL_NAME): 没有写'],
    ['model: { name: m }', 'model.url (XUEFEN_MODEL_URL): 要写成'],
    ['model: { url: "https://api.example.com/v1", name: m, patience: 9000 }', 'model.patience'],
    ['model: { url: "https://api.example.com/v1", name: m, colour: red }', 'model'],
    ['model: { url: "https://api.example.com/v1", name: m, key: hush-hush }', '密钥不要写在'],
    ['model: { url: "https://api.example.com/v1", name: m, keyFile: nowhere.txt }', 'nowhere.txt 读不到'],
  ])('refuses %s', (text, words) => {
    file(`${text}\n`);
    expect(refusal()).toContain('CONFIG_INVALID');
    expect(refusal()).toContain(words);
    expect(refusal()).not.toContain('hush-hush');
  });

  it('takes a plain connection inside the house only', () => {
    for (const host of [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '10.1.2.3',
      '192.168.1.9',
      '172.20.0.3',
      'vllm',
      'gpu.local',
    ])
      expect(
        loadConfig({ XUEFEN_MODEL_URL: `http://${host}:8000/v1`, XUEFEN_MODEL_NAME: 'm' }, folder, DOORS).model?.url,
      ).toBe(`http://${host}:8000/v1`);
  });

  it('reads the key from a file of its own, and the environment goes before it', () => {
    writeFileSync(join(folder, 'key.txt'), 'from-file\n');
    file('model: { url: "https://api.example.com/v1", name: m, keyFile: key.txt }\n');
    expect(loadConfig({}, folder, DOORS).model).toMatchObject({ key: 'from-file' });
    expect(loadConfig({}, folder, DOORS).model).not.toHaveProperty('keyFile');
    expect(loadConfig({ XUEFEN_MODEL_KEY: 'from-environment' }, folder, DOORS).model?.key).toBe('from-environment');
    writeFileSync(join(folder, 'key.txt'), 'two hush-hush\nlines\n');
    expect(refusal()).toContain('应当只有密钥一行');
    expect(refusal()).not.toContain('hush-hush');
  });
});
