import { z } from 'zod';

const count = (most: number, least = 1) => z.coerce.number().int().min(least).max(most);
const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);
const MB = 1024 * 1024;

/** What the configuration takes under `web`. Numbers may come as text, as they do from the environment. Sizes in bytes. */
export const webSettings = z.strictObject({
  /** Host names (without a port) that the page may be asked for. Loopback names are always among them. */
  hosts: z.array(z.string().min(1)).default([]),
  /** True behind a TLS proxy: the cookie becomes `Secure`. */
  secure: truth.default(false),
  /** Whose word counts for where a request comes from: none, or the addresses of the proxies in front; unsaid, a proxy on this machine where `secure` is set. */
  trustProxy: z.union([truth, z.array(z.string().min(1)).min(1), z.string().min(1)]).exactOptional(),
  /** Largest upload. */
  uploadBytes: count(20 * MB, 1024).default(10 * MB),

  /** How long a sign-in lasts without a visit, and in all. */
  idleDays: count(365).default(30),
  sessionDays: count(730).default(90),
  /** The same for those with a duty over others. */
  dutyIdleHours: count(24 * 90).default(72),
  dutyDays: count(365).default(14),

  /** Messages, presses and uploads a sign-in may send in any minute and in a day; less where somebody only introduced themselves, or did not. */
  perMinute: count(1_000_000).default(3000),
  messagesPerDay: count(1_000_000).default(20_000),
  strangerPerMinute: count(1_000_000).default(120),
  strangerPerDay: count(1_000_000).default(2000),
  /** Files a person may send in a day, and their bytes together. */
  uploadsPerDay: count(100_000).default(200),
  uploadBytesPerDay: count(100_000 * MB).default(1000 * MB),
  strangerUploads: count(100_000).default(20),
  strangerUploadBytes: count(100_000 * MB).default(100 * MB),
  /** Sign-ins made from one network address in an hour. A hospital behind one address is one. */
  sessionsPerHour: count(1_000_000).default(2000),
  /** Event streams open at once. */
  streamsPerSession: count(1000).default(10),
  streamsPerAddress: count(100_000).default(2000),

  /** Seconds that a request may take to arrive: its head, and all of it. */
  headSeconds: count(600).default(15),
  requestSeconds: count(3600).default(120),
  /** Seconds after which a silent connection is closed; event streams are never silent that long. */
  silentSeconds: count(3600).default(75),
  /** Connections open at once from one network address that is no proxy of ours. */
  connectionsPerAddress: count(1_000_000).default(2000),
});

/** The web chat's settings. Sizes in bytes. */
export type WebSettings = Readonly<z.infer<typeof webSettings>> & {
  /** Milliseconds: a comment line this often keeps proxies from closing a silent event stream. */
  readonly heartbeat: number;
};

/** One place for what nobody says: the configuration's own defaults. */
export const WEB_DEFAULTS: WebSettings = { ...webSettings.parse({}), heartbeat: 20_000 };

/** What the environment may set, and which setting it is. */
export const webEnvironment = { XUEFEN_WEB_SECURE: 'secure' } as const satisfies {
  readonly [name: string]: keyof WebSettings;
};
