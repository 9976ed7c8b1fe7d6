import type { CSSProperties } from 'react';

const PATHS = {
  send: 'M4 12 20 4l-5 16-3.500-6.500z',
  clip: 'M20 11.500 12 19.500a5 5 0 0 1-7-7l8.500-8.500a3.400 3.400 0 0 1 4.800 4.800L10 17a1.700 1.700 0 0 1-2.400-2.400L15 7.200',
  down: 'M12 5v14m-6-6 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  file: 'M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zM14 3v4h4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2m0 16v2M4.900 4.900l1.400 1.400m11.400 11.400 1.400 1.400M2 12h2m16 0h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500',
  auto: 'M12 3a9 9 0 1 0 0 18zm0 0a9 9 0 0 1 0 18',
  swap: 'M4 8h14l-3.500-3.500M20 16H6l3.500 3.500',
  chart: 'M5 20V11m7 9V4m7 16v-6',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  warn: 'M12 4 2.500 20h19zM12 10v4.500m0 2.500v.1',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4v5l3.500 2',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h.1M4 12h.1M4 18h.1',
  book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zm0 13a3 3 0 0 1 3-3h11',
  thumb:
    'M7 11v9H4v-9zm0 0 4-7a2 2 0 0 1 2 2v4h5.500a1.500 1.500 0 0 1 1.500 1.800l-1.200 6.600A1.600 1.600 0 0 1 17.200 20H7',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.500 20.500a7.500 7.500 0 0 1 15 0',
} as const;

/** A decorative line drawing in the colour of its text. */
export function Icon({ name, size = 20 }: { readonly name: keyof typeof PATHS; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      aria-hidden="true"
      focusable="false"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Mark({ size = 36 }: { readonly size?: number }) {
  return (
    <svg
      style={{ '--own': `${size}px` } as CSSProperties}
      viewBox="0 0 64 64"
      aria-hidden="true"
      focusable="false"
      className="mark"
    >
      <rect width="64" height="64" rx="18" className="mark-ground" />
      <path d="M32 15 8 26l24 11 24-11z" fill="#fff" />
      <path d="M18 33v9c0 4 7 8 14 8s14-4 14-8v-9l-14 6.500z" fill="#bfe8e2" />
      <path d="M53 27v13" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
