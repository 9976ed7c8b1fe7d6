import type { Draft } from '../../types/index.ts';
import { nameOf } from '../../words/talk/activity.ts';

/** What we call a draft: its day, if any, and its kind. */
export const nameOfDraft = ({ type, fields }: Pick<Draft, 'type' | 'fields'>): string =>
  nameOf({ ...fields, ...(type ? { type } : {}) });
