import { z } from 'zod';

/** What an operator sets to switch the Lark / Feishu door on. Secrets come from the environment or a private file, never from the repository. */
export interface LarkSettings {
  /** 应用凭证 App ID, `cli_…`. */
  readonly appId: string;
  readonly appSecret: string;
  /** 事件与回调 → 加密策略 → Encrypt Key. Required: without it the platform does not sign what it posts. */
  readonly encryptKey: string;
  /** 事件与回调 → 加密策略 → Verification Token. */
  readonly verificationToken: string;
  /** Where the platform's API is: Feishu, Lark, or a private deployment. */
  readonly domain: string;
  /** Path of the webhook: one address for events and for card callbacks. */
  readonly path: string;
  readonly host: string;
  /** Port of the door's own listener, 0 for any free one. `null`: main mounts `channel.webhook` in its own Fastify. */
  readonly port: number | null;
  /** The bot's own open_id. Asked of the platform when absent. */
  readonly botOpenId?: string | undefined;
  /** Milliseconds after which a call to the platform is given up. */
  readonly timeout: number;
}

/** What the configuration takes under `lark`. Numbers may come as text, as they do from the environment. */
export const larkSettings = z.strictObject({
  appId: z.string().min(1),
  appSecret: z.string().min(1),
  encryptKey: z.string().min(1),
  verificationToken: z.string().min(1),
  domain: z
    .url({ protocol: /^https?$/ })
    .default('https://open.feishu.cn')
    .transform((url) => url.replace(/\/+$/, '')),
  path: z
    .string()
    .regex(/^\/[\w\-/]+$/)
    .default('/lark/events'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).nullable().default(8790),
  botOpenId: z.string().min(1).optional(),
  timeout: z.coerce.number().int().min(100).max(60_000).default(10_000),
});

/** What the environment may set, and which setting it is. */
export const larkEnvironment = {
  XUEFEN_LARK_APP_ID: 'appId',
  XUEFEN_LARK_APP_SECRET: 'appSecret',
  XUEFEN_LARK_ENCRYPT_KEY: 'encryptKey',
  XUEFEN_LARK_VERIFICATION_TOKEN: 'verificationToken',
  XUEFEN_LARK_DOMAIN: 'domain',
  XUEFEN_LARK_PATH: 'path',
  XUEFEN_LARK_HOST: 'host',
  XUEFEN_LARK_PORT: 'port',
} as const satisfies { readonly [name: string]: keyof LarkSettings };
