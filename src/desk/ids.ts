import { createHash } from 'node:crypto';

/** The n-th id that a cause makes: the same whenever the same message is stepped again. */
export const idsOf =
  (cause: string) =>
  (n: number): string =>
    createHash('sha256')
      .update(JSON.stringify([cause, n]))
      .digest('base64url')
      .replace(/[-_]/g, '')
      .slice(0, 12);
