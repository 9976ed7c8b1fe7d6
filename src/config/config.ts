import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { larkSettings } from '../../bots/lark/settings.ts';
import { wechatSettings } from '../../bots/wechat/settings.ts';
import { Fault } from '../errors.ts';
import type { FieldValue } from '../types/index.ts';
import { checkKeyPlace, type ModelConfig, modelSettings, withKey } from './model.ts';

/** Operators read what is wrong in Chinese. */
const CHINESE = zhCN().localeError;

const fieldValue: z.ZodType<FieldValue> = z.json();
const port = z.coerce.number().int().min(0).max(65_535);
const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const chosen = {
  readings: z.record(z.string(), z.string()).exactOptional(),
  parameters: z.record(z.string(), fieldValue).exactOptional(),
};

const schema = z.strictObject({
  /** Where the database and the files lie. */
  data: z.string().min(1).default('data'),
  /** Who may open the page: this machine only, unless an operator says otherwise. */
  host: z.string().min(1).default('127.0.0.1'),
  port: port.default(7180),
  /** The address under which people open our pages; without it what is sent elsewhere carries no links. */
  url: z.url({ protocol: /^https?$/, error: '要写成 https://xuefen.example.cn 这样的网址' }).optional(),
  /** Whether an empty database gets the invented hospitals. */
  demo: truth.default(true),
  /** Whether strangers may introduce themselves in a direct chat, or must bind with a code first. */
  introduce: truth.default(true),
  /** Who answers when nobody of the person's unit is named. */
  contact: z.strictObject({ name: z.string().min(1), phone: z.string().min(1).exactOptional() }).optional(),
  web: z
    .strictObject({
      hosts: z.array(z.string().min(1)).default([]),
      secure: truth.default(false),
      uploadBytes: z.coerce
        .number()
        .int()
        .min(1024)
        .max(20 * 1024 * 1024)
        .default(10 * 1024 * 1024),
      perMinute: z.coerce.number().int().min(1).default(3000),
    })
    .prefault({}),
  /** What looks at every file before it is kept: a command, to which the file's path is added. */
  files: z
    .strictObject({
      scan: z
        .union([
          z.array(z.string().min(1)).min(1),
          z
            .string()
            .trim()
            .min(1)
            .transform((line) => line.split(/\s+/)),
        ])
        .exactOptional(),
    })
    .prefault({}),
  lark: larkSettings.optional(),
  wechat: wechatSettings.optional(),
  model: modelSettings.optional(),
  /** Readings chosen for doubts, and values of documents that are not at hand, by province and within it by institution. */
  rules: z
    .record(
      z.string(),
      z.strictObject({ ...chosen, institutions: z.record(z.string(), z.strictObject(chosen)).exactOptional() }),
    )
    .optional(),
});

export type Config = Readonly<Omit<z.infer<typeof schema>, 'model'>> & { readonly model?: ModelConfig };

/** What the environment may set: name → place in the configuration. */
const ENVIRONMENT: { readonly [name: string]: readonly string[] } = {
  XUEFEN_DATA: ['data'],
  XUEFEN_HOST: ['host'],
  XUEFEN_PORT: ['port'],
  XUEFEN_URL: ['url'],
  XUEFEN_DEMO: ['demo'],
  XUEFEN_INTRODUCE: ['introduce'],
  XUEFEN_FILES_SCAN: ['files', 'scan'],
  XUEFEN_WEB_SECURE: ['web', 'secure'],
  XUEFEN_LARK_APP_ID: ['lark', 'appId'],
  XUEFEN_LARK_APP_SECRET: ['lark', 'appSecret'],
  XUEFEN_LARK_ENCRYPT_KEY: ['lark', 'encryptKey'],
  XUEFEN_LARK_VERIFICATION_TOKEN: ['lark', 'verificationToken'],
  XUEFEN_LARK_DOMAIN: ['lark', 'domain'],
  XUEFEN_LARK_PATH: ['lark', 'path'],
  XUEFEN_LARK_HOST: ['lark', 'host'],
  XUEFEN_LARK_PORT: ['lark', 'port'],
  XUEFEN_WECHAT_PUPPET: ['wechat', 'puppet'],
  XUEFEN_WECHAT_TOKEN: ['wechat', 'token'],
  XUEFEN_WECHAT_ENDPOINT: ['wechat', 'endpoint'],
  XUEFEN_WECHAT_NAME: ['wechat', 'name'],
  XUEFEN_WECHAT_FOLDER: ['wechat', 'folder'],
  XUEFEN_WECHAT_TLS: ['wechat', 'tls'],
  XUEFEN_MODEL_URL: ['model', 'url'],
  XUEFEN_MODEL_NAME: ['model', 'name'],
  XUEFEN_MODEL_KEY: ['model', 'key'],
  XUEFEN_MODEL_KEY_FILE: ['model', 'keyFile'],
  XUEFEN_MODEL_PATIENCE: ['model', 'patience'],
  XUEFEN_MODEL_VISION: ['model', 'vision'],
  XUEFEN_MODEL_AT_ONCE: ['model', 'atOnce'],
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fromFile(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    // The parser's message quotes the file, which may hold secrets.
    throw new Fault('CONFIG_INVALID', `${file}：这不是 YAML。`, {
      cause: cause instanceof Error ? cause.name : cause,
    });
  }
  if (value === null || value === undefined) return {};
  if (!isRecord(value)) throw new Fault('CONFIG_INVALID', `${file}：设置要写成“名字: 值”。`);
  return value;
}

/** Freezes a value and everything in it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/**
 * One frozen configuration from `xuefen.yaml` (or the file that XUEFEN_CONFIG names) and the environment, which wins.
 * Throws CONFIG_INVALID naming each wrong setting, and never its value.
 */
export function loadConfig(environment: { readonly [name: string]: string | undefined }, folder: string): Config {
  const named = environment.XUEFEN_CONFIG;
  const file = named === undefined ? join(folder, 'xuefen.yaml') : resolve(folder, named);
  if (named !== undefined && !existsSync(file))
    throw new Fault('CONFIG_INVALID', `XUEFEN_CONFIG：没有 ${file} 这个文件。`);
  const raw = structuredClone(fromFile(file));
  checkKeyPlace(raw, file);
  const setBy = new Map<string, string>();
  for (const [name, path] of Object.entries(ENVIRONMENT)) {
    const value = environment[name];
    if (value === undefined || value === '') continue;
    setBy.set(path.join('.'), name);
    let at = raw;
    for (const key of path.slice(0, -1)) {
      const inner = at[key];
      const next: Record<string, unknown> = isRecord(inner) ? inner : {};
      at[key] = next;
      at = next;
    }
    at[path.at(-1) ?? ''] = value;
  }
  const result = schema.safeParse(raw, { error: CHINESE });
  if (!result.success) {
    const places = result.error.issues.map((issue) => {
      const path = issue.path.map(String).join('.');
      const variable = Object.keys(ENVIRONMENT).find((name) => ENVIRONMENT[name]?.join('.') === path);
      const place = setBy.get(path) ?? (path === '' ? file : variable === undefined ? path : `${path} (${variable})`);
      const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('undefined');
      return `${place}: ${isMissing ? '没有写' : issue.message}`;
    });
    throw new Fault('CONFIG_INVALID', `${places.join('; ')}.`);
  }
  const { wechat, model, ...rest } = result.data;
  return frozen({
    ...rest,
    ...(model === undefined ? {} : { model: withKey(model, folder) }),
    data: resolve(folder, result.data.data),
    ...(wechat === undefined ? {} : { wechat: { ...wechat, folder: resolve(folder, wechat.folder) } }),
  });
}
