/** Words of which nothing was understood may still be a question, where they are few and tell nothing that somebody did. */
const LIKE_A_QUESTION = [4, 20] as const;

const TOLD = /[了过我昨\d]|前天|上周|上个?月/u;

/** Whether to look for an answer to words that nobody understood. */
export function perhapsAsks(text: string): boolean {
  const [least, most] = LIKE_A_QUESTION;
  return !TOLD.test(text) && text.length >= least && text.length <= most;
}
