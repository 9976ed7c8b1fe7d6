import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { Fault } from '../errors.ts';
import { RETENTION_DEFAULTS, RETENTION_LEAST, SPANS, type Span } from '../store/index.ts';
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

const before = z.strictObject({
  /** Where the database and the files lie. */
  data: z.string().min(1).default('data'),
  /** Who may open the page: this machine only, unless an operator says otherwise. */
  host: z.string().min(1).default('127.0.0.1'),
  port: port.default(7180),
  /** The address under which people open our pages; without it what is sent elsewhere carries no links. */
  url: z.url({ protocol: /^https?$/, error: '要写成 https://xuefen.example.cn 这样的网址' }).optional(),
  /** Whether an empty folder gets the invented hospitals; unsaid, they get a folder of their own beside it. */
  demo: truth.optional(),
  /** Whether strangers may introduce themselves in a direct chat, or must bind with a code first. */
  introduce: truth.default(true),
  /** Who answers when nobody of the person's unit is named. */
  contact: z.strictObject({ name: z.string().min(1), phone: z.string().min(1).exactOptional() }).optional(),
  /** How many curators it takes to change what people are told: one proposes, another says yes. */
  curate: z
    .strictObject({
      publish: z
        .union([z.literal([1, 2]), z.enum(['1', '2']).transform((count) => (count === '1' ? 1 : 2))], {
          error: '写 1（一位就能发布）或 2（要两位）',
        })
        .default(2),
    })
    .prefault({}),
  /** How many days what is kept stays; what becomes of somebody who has left, when `leaver` days are over. */
  retention: z
    .strictObject({
      ...(Object.fromEntries(
        SPANS.map((span) => [
          span,
          z.coerce
            .number()
            .int()
            .min(RETENTION_LEAST[span], { error: `至少 ${RETENTION_LEAST[span]} 天` })
            .max(36_500)
            .default(RETENTION_DEFAULTS[span]),
        ]),
      ) as { readonly [span in Span]: z.ZodDefault<z.ZodCoercedNumber> }),
      left: z.enum(['anonymise', 'erase']).default('anonymise'),
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
});
const after = z.strictObject({
  model: modelSettings.optional(),
  /** Readings chosen for doubts, and values of documents that are not at hand, by province and within it by institution. */
  rules: z
    .record(
      z.string(),
      z.strictObject({ ...chosen, institutions: z.record(z.string(), z.strictObject(chosen)).exactOptional() }),
    )
    .optional(),
});

/** What a channel lets an operator set, under the channel's own name. */
export interface DoorSettings {
  /** Optional for a channel that is off until it is written, with defaults for one that is always on. */
  readonly settings: z.ZodType;
  /** Names in the environment, each with the setting that it sets: XUEFEN_LARK_APP_ID → appId. */
  readonly environment: { readonly [name: string]: string };
  /** Settings that name a place on the disk; a relative one lies below the installation. */
  readonly paths?: readonly string[];
}
export type Doors = { readonly [name: string]: DoorSettings };

type OwnConfig = z.infer<typeof before> & Omit<z.infer<typeof after>, 'model'> & { readonly model?: ModelConfig };
/** The configuration, with the settings of each door that was handed in under its name. */
export type Config<D extends Doors = Record<never, DoorSettings>> = Readonly<OwnConfig> & {
  readonly [name in keyof D]: z.output<D[name]['settings']>;
};

/** What the environment may set: name → place in the configuration. */
const ENVIRONMENT: { readonly [name: string]: readonly string[] } = {
  XUEFEN_DATA: ['data'],
  XUEFEN_HOST: ['host'],
  XUEFEN_PORT: ['port'],
  XUEFEN_URL: ['url'],
  XUEFEN_DEMO: ['demo'],
  XUEFEN_INTRODUCE: ['introduce'],
  XUEFEN_CURATE_PUBLISH: ['curate', 'publish'],
  XUEFEN_FILES_SCAN: ['files', 'scan'],
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

/** A door's settings with their places on the disk below `folder`. */
function placed(value: unknown, paths: readonly string[], folder: string): unknown {
  if (!isRecord(value)) return value;
  const resolved = paths.map((key) => [key, resolve(folder, String(value[key]))] as const);
  return { ...value, ...Object.fromEntries(resolved) };
}

/**
 * One frozen configuration from `xuefen.yaml` (or the file that XUEFEN_CONFIG names) and the environment, which wins.
 * `doors`: the channels that there are; a setting of any other is refused.
 * Throws CONFIG_INVALID naming each wrong setting, and never its value.
 */
export function loadConfig<D extends Doors>(
  environment: { readonly [name: string]: string | undefined },
  folder: string,
  doors: D,
): Config<D> {
  const named = environment.XUEFEN_CONFIG;
  const file = named === undefined ? join(folder, 'xuefen.yaml') : resolve(folder, named);
  if (named !== undefined && !existsSync(file))
    throw new Fault('CONFIG_INVALID', `XUEFEN_CONFIG：没有 ${file} 这个文件。`);
  const raw = structuredClone(fromFile(file));
  checkKeyPlace(raw, file);
  const variables = variablesOf(doors);
  const setBy = override(raw, environment, variables);
  const settings = Object.fromEntries(Object.entries(doors).map(([name, door]) => [name, door.settings]));
  const schema = z.strictObject({ ...before.shape, ...settings, ...after.shape });
  const result = schema.safeParse(raw, { error: CHINESE });
  if (!result.success) {
    const places = result.error.issues.map((issue) => {
      const path = issue.path.map(String).join('.');
      const variable = Object.keys(variables).find((name) => variables[name]?.join('.') === path);
      const place = setBy.get(path) ?? (path === '' ? file : variable === undefined ? path : `${path} (${variable})`);
      const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('undefined');
      return `${place}: ${isMissing ? '没有写' : issue.message}`;
    });
    throw new Fault('CONFIG_INVALID', `${places.join('; ')}.`);
  }
  const { model, data, ...rest } = result.data;
  const own: OwnConfig = {
    ...rest,
    ...(model === undefined ? {} : { model: withKey(model, folder) }),
    data: resolve(folder, data),
  };
  const others = Object.entries(doors).flatMap(([name, { paths = [] }]) => {
    const value = (rest as { readonly [name: string]: unknown })[name];
    return value === undefined ? [] : [[name, placed(value, paths, folder)] as const];
  });
  return frozen({ ...own, ...Object.fromEntries(others) }) as Config<D>;
}

type Variables = { readonly [name: string]: readonly string[] };

const variablesOf = (doors: Doors): Variables => ({
  ...ENVIRONMENT,
  ...Object.fromEntries(
    Object.entries(doors).flatMap(([door, { environment }]) =>
      Object.entries(environment).map(([name, setting]) => [name, [door, setting]] as const),
    ),
  ),
});

/** Puts what the environment sets into `raw`; place → the variable that set it. */
function override(
  raw: Record<string, unknown>,
  environment: { readonly [name: string]: string | undefined },
  variables: Variables,
): ReadonlyMap<string, string> {
  const setBy = new Map<string, string>();
  for (const [name, path] of Object.entries(variables)) {
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
  return setBy;
}
