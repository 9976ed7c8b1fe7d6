import { useState } from 'react';
import type { Way } from './ways/way.ts';
import { WAYS } from './ways/ways.ts';

export interface Forms {
  readonly way: Way;
  readonly choose: (id: string) => void;
  /** What is written on the form of the way that is chosen. */
  readonly fields: object;
  readonly change: (next: object) => void;
}

/** The ways of settling with what is written on each: who looks at another way and comes back finds it again. */
export function useForms(): Forms {
  const [way, setWay] = useState<Way>(WAYS[0]);
  const [written, setWritten] = useState<{ readonly [way: string]: object }>({});
  return {
    way,
    choose: (id) => setWay(WAYS.find((one) => one.id === id) ?? WAYS[0]),
    fields: written[way.id] ?? way.blank,
    change: (next) => setWritten((all) => ({ ...all, [way.id]: { ...way.blank, ...all[way.id], ...next } })),
  };
}
