/** What kind of activity a draft is in its person's province. Pure. */
import { kindOf } from '../../catalogue/index.ts';
import { typesOf } from '../../rules/index.ts';
import type { Draft } from '../../types/index.ts';
import type { WithRules } from './slots.ts';

/**
 * The type a draft has in this province: its own where the rules know it, else the only candidate they know.
 * `open` lists the types to choose from.
 */
export function settleType(
  draft: Pick<Draft, 'type' | 'candidates'>,
  facts: WithRules,
): { readonly type?: string; readonly open?: readonly string[] } {
  const province = facts.member?.province;
  const there = province && facts.rulesets.provinces.includes(province) ? typesOf(facts.rulesets, province) : undefined;
  if (
    draft.type !== undefined &&
    (!there || there.includes(draft.type) || (!draft.candidates && kindOf(draft.type)?.certificate === undefined))
  )
    return { type: draft.type };
  // Where the province knows no projects, what is left of one is its certificate.
  const paper = draft.type === undefined ? undefined : kindOf(draft.type)?.certificate;
  if (there && paper !== undefined && draft.type !== undefined && !there.includes(draft.type) && there.includes(paper))
    return { type: paper };
  const candidates = draft.candidates ?? [];
  const fitting = there ? candidates.filter((type) => there.includes(type)) : candidates;
  const [only] = fitting;
  if (fitting.length === 1 && only !== undefined) return { type: only };
  if (fitting.length === 0) {
    if (draft.type !== undefined) return { type: draft.type };
    if (candidates.length > 0 && candidates.length <= 2 && candidates[0]) return { type: candidates[0] };
    return { open: there ? there.slice(0, 6) : candidates };
  }
  return { open: fitting };
}
