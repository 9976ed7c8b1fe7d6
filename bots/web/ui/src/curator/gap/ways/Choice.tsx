import type { ReactNode } from 'react';

interface Props {
  /** What is chosen among: one of each name. */
  readonly of: string;
  readonly isOn: boolean;
  readonly choose: () => void;
  readonly children: ReactNode;
}

/** One of several, with room for what it says. */
export const Choice = ({ of, isOn, choose, children }: Props) => (
  <label className={`gap-choice ${isOn ? 'is-on' : ''}`}>
    <input type="radio" name={of} checked={isOn} onChange={choose} />
    <span className="gap-choice-words">{children}</span>
  </label>
);
