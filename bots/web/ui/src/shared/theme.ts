import { useEffect, useState, useSyncExternalStore } from 'react';

export type Choice = 'auto' | 'light' | 'dark';
export interface Theme {
  readonly dark: boolean;
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
}
const KEY = 'xuefen.theme';
const wish = matchMedia('(prefers-color-scheme: dark)');

const stored = (): Choice => {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'auto';
};
const follow = (changed: () => void): (() => void) => {
  wish.addEventListener('change', changed);
  return () => wish.removeEventListener('change', changed);
};

/** Light or dark: as the device wishes until the person chooses, and then as chosen. */
export function useTheme(): Theme {
  const [choice, setChoice] = useState(stored);
  const wished = useSyncExternalStore(follow, () => wish.matches);
  const dark = choice === 'auto' ? wished : choice === 'dark';
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  return {
    dark,
    choice,
    choose(next) {
      localStorage.setItem(KEY, next);
      setChoice(next);
    },
  };
}
