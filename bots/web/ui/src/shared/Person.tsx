import type { ReactNode } from 'react';
import { Avatar } from './Avatar.tsx';

/** Somebody in a list: their avatar, their name, and what is said of them. */
export const Person = ({ name, children }: { readonly name: string; readonly children?: ReactNode }) => (
  <span className="person">
    <Avatar name={name} size={32} />
    {children ?? name}
  </span>
);
