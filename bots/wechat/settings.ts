import { z } from 'zod';

/** What an operator sets to switch the WeChat door on. The token of a puppet service is a secret. */
export interface WechatSettings {
  /** npm name of the puppet. `wechaty-puppet-service` speaks to a rented or own gateway. */
  readonly puppet: string;
  /** Token of the puppet service. */
  readonly token?: string | undefined;
  /** `host:port` of the gateway, when it is not found by its token. */
  readonly endpoint?: string | undefined;
  /** Name of the login that is kept, so that a restart needs no new scan. */
  readonly name: string;
  /** Folder that receives the login and the puppet's caches of contacts (personal data). */
  readonly folder: string;
  /** Seconds without any sign of life after which Wechaty is thrown away and built anew. */
  readonly silence: number;
  /** False for an own gateway on the same machine that has no certificate. */
  readonly tls: boolean;
}

/** What the configuration takes under `wechat`. Numbers and booleans may come as text, as they do from the environment. */
export const wechatSettings = z.strictObject({
  puppet: z
    .string()
    .regex(/^(@[\w.-]+\/)?[\w.-]+$/)
    .default('wechaty-puppet-service'),
  token: z.string().min(1).optional(),
  endpoint: z
    .string()
    .regex(/^[\w.-]+:\d+$/)
    .optional(),
  name: z
    .string()
    .regex(/^[\w-]+$/)
    .default('xuefen'),
  folder: z.string().min(1).default('data/wechat'),
  silence: z.coerce.number().int().min(1).max(3600).default(120),
  tls: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]).default(true),
});

/** What the environment may set, and which setting it is. */
export const wechatEnvironment = {
  XUEFEN_WECHAT_PUPPET: 'puppet',
  XUEFEN_WECHAT_TOKEN: 'token',
  XUEFEN_WECHAT_ENDPOINT: 'endpoint',
  XUEFEN_WECHAT_NAME: 'name',
  XUEFEN_WECHAT_FOLDER: 'folder',
  XUEFEN_WECHAT_TLS: 'tls',
} as const satisfies { readonly [name: string]: keyof WechatSettings };
