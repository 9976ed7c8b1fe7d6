import type { ComponentProps } from 'react';
import { Icon } from '../Icon.tsx';
import type { Me } from '../wire.ts';

/** A page of ours with the sidebar beside it. */
export type Place = 'chat' | 'manager' | 'curator';

interface Link {
  /** Missing for pages outside this one: they have no sidebar to be marked in. */
  readonly place?: Place;
  readonly href: string;
  readonly icon: ComponentProps<typeof Icon>['name'];
  readonly label: string;
  /** Whose page it is; everybody's where missing. */
  readonly isFor?: (me: Me) => boolean;
}
const LINKS: readonly Link[] = [
  { place: 'chat', href: '/', icon: 'chat', label: '聊天' },
  { place: 'manager', href: '/manager', icon: 'chart', label: '科室进度', isFor: ({ manages }) => manages },
  { place: 'curator', href: '/curator', icon: 'list', label: '待补的问答', isFor: ({ curates }) => curates },
  { href: '/documents', icon: 'book', label: '政策文件' },
];

/** The pages that are open to me. */
export function Nav({ me, here }: { readonly me: Me; readonly here: Place }) {
  return (
    <nav className="nav" aria-label="页面">
      {LINKS.filter(({ isFor }) => isFor?.(me) ?? true).map(({ place, href, icon, label }) => (
        <a key={href} href={href} aria-current={place === here ? 'page' : undefined}>
          <Icon name={icon} size={18} />
          {label}
        </a>
      ))}
    </nav>
  );
}
