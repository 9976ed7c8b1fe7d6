/** What a message does about the institution's side: a decision that was taken in a chat, a change that somebody has to decide. */
import { changeNotices } from '../people/review/change.ts';
import { decisionWrites } from '../people/review/decide.ts';
import type { Write } from '../store/index.ts';
import type { ChannelCaps, Effect } from '../types/index.ts';
import { encode } from '../understand/index.ts';
import { REVIEW } from '../words/office/review.ts';
import type { GatherDeps } from './gather.ts';
import { type Doer, showsCards } from './writes.ts';

interface OfficeDeps extends GatherDeps {
  readonly caps: (channel: string) => ChannelCaps | undefined;
}

/** The rows; undefined where a decision is not the person's to take as things stand now. */
export async function officeWrites(
  deps: OfficeDeps,
  effects: readonly Effect[],
  { member, at }: Doer,
): Promise<readonly Write[] | undefined> {
  const writes: Write[] = [];
  for (const effect of effects) {
    if (effect.is !== 'decide') continue;
    const decided = await decisionWrites(deps, member, effect.decision, at);
    if (!decided) return undefined;
    writes.push(...decided);
  }
  const asked = effects.flatMap((effect) => (effect.is === 'request' ? [effect.request] : []));
  const notices = await changeNotices(deps, member, asked, {
    at,
    cards: (channel) => showsCards(deps.caps(channel)),
    actions: (id) => [
      { value: encode({ is: 'decide', id, to: 'approved' }), label: REVIEW.labels.approved ?? '', style: 'primary' },
      { value: encode({ is: 'decide', id, to: 'rejected' }), label: REVIEW.labels.rejected ?? '', style: 'danger' },
    ],
  });
  return [...writes, ...notices];
}
