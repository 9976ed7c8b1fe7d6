/** The settings of a model, off unless an operator writes them. The key comes from the environment or a file of its own. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Fault } from '../errors.ts';

const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** This machine or a private network: there a plain connection is the operator's own affair. */
function isNear(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  if (isIP(name) === 4)
    return /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
      name,
    );
  if (isIP(name) === 6) return name === '::1' || /^f[cde]/i.test(name);
  return name === 'localhost' || !name.includes('.') || /\.(?:local|lan|internal|localhost)$/i.test(name);
}

const address = z
  .url({ protocol: /^https?$/, error: '要写成 https://主机/v1 这样的地址' })
  .refine((text) => !/\/chat\/completions\/?$/.test(text), '写到 /v1 为止，不要带 /chat/completions')
  .refine((text) => {
    const { username, password, search } = new URL(text);
    return username === '' && password === '' && search === '';
  }, '地址里不要带密钥，放进 XUEFEN_MODEL_KEY')
  .refine((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || isNear(hostname);
  }, 'http 只能用于本机或内网，外面的要用 https')
  .transform((text) => text.replace(/\/+$/, ''));

/** The schema that src/config/config.ts uses. Numbers may come as text, as they do from the environment. */
export const modelSettings = z.strictObject({
  /** Base address of an OpenAI-compatible endpoint: `http://127.0.0.1:11434/v1`. */
  url: address,
  /** What the endpoint calls the model. */
  name: z.string().trim().min(1).max(200),
  /** From XUEFEN_MODEL_KEY only; a file holds it otherwise. */
  key: z.string().trim().min(1).max(2000).exactOptional(),
  keyFile: z.string().min(1).exactOptional(),
  /** Milliseconds in which a whole message must be done with the model; then the plain answer goes out. */
  patience: z.coerce.number().int().min(300).max(2700).default(2500),
  /** Whether certificates' pictures are shown to the model. They carry names. */
  vision: truth.default(false),
  /** Sent along with every request, for what one endpoint or another wants beside the protocol. */
  body: z.record(z.string(), z.json()).exactOptional(),
  /** Calls under way at once. */
  atOnce: z.coerce.number().int().min(1).max(64).default(4),
});

export type ModelConfig = Readonly<Omit<z.infer<typeof modelSettings>, 'keyFile'>>;

/** Refuses a key in the file that everybody reads and copies. */
export function checkKeyPlace(raw: Record<string, unknown>, file: string): void {
  const { model } = raw;
  if (typeof model === 'object' && model !== null && 'key' in model)
    throw new Fault(
      'CONFIG_INVALID',
      `model.key：密钥不要写在 ${file} 里，放进环境变量 XUEFEN_MODEL_KEY，或者单独放一个文件，用 model.keyFile 指过去。`,
    );
}

/** The settings with their key read. Throws CONFIG_INVALID naming the file, and never what is in it. */
export function withKey({ keyFile, ...settings }: z.infer<typeof modelSettings>, folder: string): ModelConfig {
  if (keyFile === undefined || settings.key !== undefined) return settings;
  const path = resolve(folder, keyFile);
  let key: string;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new Fault('CONFIG_INVALID', `model.keyFile：${path} 读不到。`, { cause });
  }
  if (key === '' || key.length > 2000 || /\s/.test(key))
    throw new Fault('CONFIG_INVALID', `model.keyFile：${path} 里应当只有密钥一行。`);
  return { ...settings, key };
}
