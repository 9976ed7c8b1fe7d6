/**
 * The reducer: (conversation, intents, facts) → next state, replies, effects. Pure; it knows neither answers nor documents, no
 * model, no store: the desk hands it all that it needs.
 */

export { withTold } from '../ledger/profile.ts';
export { contextOf } from './context.ts';
export type { Facts, StepResult } from './facts.ts';
export { promptOf } from './prompt.ts';
export { newConversation, step } from './step.ts';
