import type { CSSProperties } from 'react';
import { Mark } from './Icon.tsx';

/** 王小丽 → 小丽, 欧阳明 → 阳明, Li → Li. */
export const initials = (name: string | undefined): string => [...(name ?? '')].slice(-2).join('') || '我';

/** A stable hue out of a name. */
const hue = (name: string): number => [...name].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 360, 7);

export function Avatar({ name, size = 36 }: { readonly name?: string | undefined; readonly size?: number }) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ '--own': `${size}px`, '--hue': hue(name ?? '我') } as CSSProperties}
    >
      {initials(name)}
    </span>
  );
}
export const BotAvatar = ({ size = 36 }: { readonly size?: number }) => <Mark size={size} />;
