/**
 * The nouns: one vocabulary serves the conversation, the rules, the store and the command line. No code here, and no
 * import from any other room.
 */

export type * from './activity.ts';
export type * from './answer.ts';
export type * from './assessment.ts';
export type * from './channel.ts';
export type * from './conversation/action.ts';
export type * from './conversation/assumption.ts';
export type * from './conversation/context.ts';
export type * from './conversation/draft.ts';
export type * from './conversation/effect.ts';
export type * from './conversation/intent.ts';
export type * from './conversation/utterance.ts';
export type * from './curate.ts';
export type * from './documents.ts';
export type * from './help.ts';
export type * from './message.ts';
export type * from './pages.ts';
export type * from './person.ts';
export type * from './settings.ts';
export type * from './time.ts';
