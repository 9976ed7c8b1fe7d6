import { z } from 'zod';

/** The web chat's settings, as `config` reads them. Sizes in bytes, times in milliseconds. */
export interface WebSettings {
  /** Host names (without a port) that the page may be asked for. Loopback names are always among them. */
  readonly hosts: readonly string[];
  /** True behind a TLS proxy: the cookie becomes `Secure`. */
  readonly secure: boolean;
  /** Largest upload. */
  readonly uploadBytes: number;
  /** Messages, presses and uploads a session may send in any minute. */
  readonly perMinute: number;
  /** A comment line this often keeps proxies from closing a silent event stream. */
  readonly heartbeat: number;
  /** How long a sign-in lasts without a visit. */
  readonly sessionDays: number;
}

export const WEB_DEFAULTS: WebSettings = {
  hosts: [],
  secure: false,
  uploadBytes: 10 * 1024 * 1024,
  perMinute: 60,
  heartbeat: 20_000,
  sessionDays: 30,
};

/** What the configuration takes under `web`. Numbers may come as text, as they do from the environment. */
export const webSettings = z.strictObject({
  hosts: z.array(z.string().min(1)).default([]),
  secure: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]).default(false),
  uploadBytes: z.coerce
    .number()
    .int()
    .min(1024)
    .max(20 * 1024 * 1024)
    .default(10 * 1024 * 1024),
  perMinute: z.coerce.number().int().min(1).default(3000),
});

/** What the environment may set, and which setting it is. */
export const webEnvironment = { XUEFEN_WEB_SECURE: 'secure' } as const satisfies {
  readonly [name: string]: keyof WebSettings;
};
