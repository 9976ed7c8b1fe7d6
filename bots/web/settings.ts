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
