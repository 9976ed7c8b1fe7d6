import type { Request } from '../../types/index.ts';

/** Where a request may go from where it stands; the last is the refusal. */
const STEPS: { readonly [kind in Request['kind']]: { readonly [status: string]: readonly string[] } } = {
  makeup: { submitted: ['verified', 'rejected'], verified: ['filed', 'rejected'] },
  'self-study-plan': { submitted: ['approved', 'rejected'] },
  'self-study-report': { submitted: ['approved', 'rejected'] },
  exemption: { submitted: ['approved', 'rejected'] },
  reverify: { submitted: ['verified', 'rejected'], verified: ['approved', 'rejected'] },
  'title-correction': { submitted: ['verified', 'rejected'], verified: ['approved', 'rejected'] },
  'profile-change': { submitted: ['approved', 'rejected'] },
};
/** Where a report may go. */
export const ENTRY_STEPS = ['approved', 'rejected'] as const;

/** Where a request may go now; nowhere where it is settled. */
export const stepsOf = ({ kind, status }: Request): readonly string[] => STEPS[kind][status] ?? [];
