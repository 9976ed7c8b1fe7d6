import { compileEdition } from './compile.ts';
import type { Edition } from './edition.ts';
import type { Program } from './program.ts';

/** Sets of readings kept compiled; an institution uses one, a question about doubts some twenty. */
const KEPT_PROGRAMS = 500;

const PROGRAMS = new WeakMap<Edition, Map<string, Program>>();

/** The program of an edition under readings; unknown doubts and readings are left as in use. */
export function programOf(edition: Edition, readings?: { readonly [doubt: string]: string }): Program {
  let key = '';
  let all = edition.inUse;
  if (readings) {
    const chosen: { [doubt: string]: string } = { ...edition.inUse };
    for (const [doubt, reading] of Object.entries(readings))
      if (edition.data.doubts?.[doubt]?.readings[reading] !== undefined && chosen[doubt] !== reading) {
        chosen[doubt] = reading;
        key += `${doubt}=${reading};`;
      }
    if (key !== '') all = chosen;
  }
  let kept = PROGRAMS.get(edition);
  if (!kept) {
    kept = new Map();
    PROGRAMS.set(edition, kept);
  }
  let program = kept.get(key);
  if (!program) {
    program = compileEdition(edition, all);
    if (kept.size >= KEPT_PROGRAMS) kept.clear();
    kept.set(key, program);
  }
  return program;
}
