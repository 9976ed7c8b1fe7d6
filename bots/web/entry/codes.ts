/** Characters that may stand between those of a code. */
const BETWEEN = /[\s\p{P}\p{S}\p{Cf}]/gu;
/** As long as a code, beginning anywhere: people write the number right before it. */
const RUN = /[A-Z0-9]{12,}/g;

/**
 * Whether a text may carry a binding code: twelve letters and figures, both among them, however they are spaced, in full
 * width or small. Rather too often than once too seldom: then a browser only gets a new cookie.
 */
export function mayCarryCode(text: string): boolean {
  const bare = text.normalize('NFKC').toUpperCase().replace(BETWEEN, '');
  return (bare.match(RUN) ?? []).some((run) => /[A-Z]/.test(run) && /\d/.test(run));
}
