import type { ComponentProps } from 'react';
import { Icon } from '../Icon.tsx';
import type { Me } from '../wire.ts';

/** A page of ours with the sidebar beside it. */
export type Place = 'chat' | 'manager' | 'curator' | 'audit';

interface Link {
  /** Missing for pages outside this one: they have no sidebar to be marked in. */
  readonly place?: Place;
  readonly href: string;
  readonly icon: ComponentProps<typeof Icon>['name'];
  readonly label: string;
  /** Whose page it is; everybody's where missing. */
  readonly isFor?: (me: Me) => boolean;
}

/** Whether figures of others are open to me; what waits for a review; the audit trail. The house asks again at each call. */
export const looksAtUnits = ({ manages, duties }: Me): boolean => manages || duties?.auditor === true;
export const readsReviews = (me: Me): boolean => looksAtUnits(me) || (me.duties?.reviews.length ?? 0) > 0;
export const readsTrail = ({ duties }: Me): boolean => duties?.administrator === true || duties?.auditor === true;

const LINKS: readonly Link[] = [
  { place: 'chat', href: '/', icon: 'chat', label: '聊天' },
  { place: 'manager', href: '/manager', icon: 'chart', label: '科室进度', isFor: looksAtUnits },
  {
    place: 'manager',
    href: '/manager',
    icon: 'check',
    label: '待审核',
    isFor: (me) => readsReviews(me) && !looksAtUnits(me),
  },
  { place: 'curator', href: '/curator', icon: 'list', label: '待补的问答', isFor: ({ curates }) => curates },
  { place: 'audit', href: '/audit', icon: 'clock', label: '审计记录', isFor: readsTrail },
  { href: '/documents', icon: 'book', label: '政策文件' },
];

/** The pages that are open to me. */
export function Nav({ me, here }: { readonly me: Me; readonly here: Place }) {
  return (
    <nav className="nav" aria-label="页面">
      {LINKS.filter(({ isFor }) => isFor?.(me) ?? true).map(({ place, href, icon, label }) => (
        <a key={label} href={href} aria-current={place === here ? 'page' : undefined}>
          <Icon name={icon} size={18} />
          {label}
        </a>
      ))}
    </nav>
  );
}
