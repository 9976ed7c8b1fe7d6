import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuefen-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = (text: string): void => writeFileSync(join(folder, 'xuefen.yaml'), text);

const refusal = (environment: Record<string, string> = {}): string => {
  try {
    loadConfig(environment, folder);
  } catch (error) {
    return String(error);
  }
  return 'no refusal';
};

describe('the configuration', () => {
  it('needs nothing: this machine only, no foreign doors', () => {
    const config = loadConfig({}, folder);
    expect(config).toMatchObject({ host: '127.0.0.1', port: 7180, data: join(folder, 'data'), demo: true });
    expect(config.lark).toBeUndefined();
    expect(config.wechat).toBeUndefined();
  });

  it('is frozen, all the way down', () => {
    const config = loadConfig({}, folder);
    expect(() => Object.assign(config, { port: 1 })).toThrow();
    expect(() => Object.assign(config.web, { secure: true })).toThrow();
  });

  it('takes the environment over the file', () => {
    file('port: 8000\nhost: 0.0.0.0\nlark:\n  appId: cli_1\n  encryptKey: e\n  verificationToken: v\n');
    const config = loadConfig({ XUEFEN_PORT: '8001', XUEFEN_LARK_APP_SECRET: 's', XUEFEN_DEMO: 'false' }, folder);
    expect(config).toMatchObject({
      port: 8001,
      host: '0.0.0.0',
      demo: false,
      lark: { appId: 'cli_1', appSecret: 's' },
    });
  });

  it('names what is wrong and where it was set', () => {
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
});
