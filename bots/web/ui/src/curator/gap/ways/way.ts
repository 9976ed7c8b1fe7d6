import type { ReactNode } from 'react';
import type { CuratorDraft, GapDetail } from '../../../shared/wire.ts';
import type { CuratorCalls } from '../../calls.ts';

export interface FormProps<Fields> {
  readonly gap: GapDetail;
  readonly calls: CuratorCalls;
  readonly province: string;
  readonly fields: Fields;
  change(next: Partial<Fields>): void;
}

interface Common<Fields> {
  readonly id: string;
  readonly label: string;
  /** The documents of one province are meant; it is asked for where the questions do not tell it. */
  readonly isOfProvince: boolean;
  /** The form before anything is written on it. */
  readonly blank: Fields;
  Form(props: FormProps<Fields>): ReactNode;
}
/** Changes how the questions are answered: it can be tried before it is published. */
export interface EditWay<Fields extends object = object> extends Common<Fields> {
  readonly is: 'edit';
  /** What the form says to do with these questions; undefined while something is missing. */
  draft(fields: Fields, of: { readonly asks: readonly string[]; readonly province: string }): CuratorDraft | undefined;
}
/** Changes no answer, only how the group stands. */
export interface StatusWay<Fields extends object = object> extends Common<Fields> {
  readonly is: 'status';
  readonly status: GapDetail['status'];
  /** What the button says. */
  readonly done: string;
  note(fields: Fields): string;
}
/** One way of settling a group of questions. */
export type Way<Fields extends object = object> = EditWay<Fields> | StatusWay<Fields>;
