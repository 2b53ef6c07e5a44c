// The only set of icons: 24 box, stroke 1.75, drawn in the text's colour.
import type { ReactNode } from 'react'

const paths = {
  home: <path d="M3 10.5 12 3l9 7.5V20a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z" />,
  'use-cases': (
    <>
      <circle cx="12" cy="12" r="9" />
      <circle cx="12" cy="12" r="5" />
      <circle cx="12" cy="12" r="1" />
    </>
  ),
  'field-maps': (
    <>
      <rect x="3" y="4" width="18" height="16" rx="2" />
      <path d="M10 4v16M14 4v16M3 9h18" />
    </>
  ),
  schemas: <path d="M21 12h-8M21 6H8M21 18h-8M3 6v4a2 2 0 0 0 2 2h3M3 10v6a2 2 0 0 0 2 2h3" />,
  systems: <path d="M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01M12 10v4" />,
  lookup: (
    <>
      <rect x="3" y="5" width="7" height="14" rx="1.5" />
      <rect x="14" y="5" width="7" height="14" rx="1.5" />
      <path d="M7 9.5h10M7 14.5h10" />
    </>
  ),
  tests: <path d="M10 2v7.5L4.7 18.6A2 2 0 0 0 6.4 21.5h11.2a2 2 0 0 0 1.7-2.9L14 9.5V2M8.5 2h7M7.5 15h9" />,
  question: <path d="M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.8A8.4 8.4 0 1 1 21 11.5z" />,
  review: <path d="m9 11 3 3 9-10M21 12v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h11" />,
  history: <path d="M3 12a9 9 0 1 0 3-6.7L3 8M3 3v5h5M12 7v5l3 2" />,
  export: <path d="M12 3v12M7 8l5-5 5 5M4 15v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4" />,
  download: <path d="M12 4v12M7 11l5 5 5-5M5 20h14" />,
  search: (
    <>
      <circle cx="11" cy="11" r="7" />
      <path d="m21 21-4.3-4.3" />
    </>
  ),
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5l3 2" />
    </>
  ),
  right: <path d="m9 6 6 6-6 6" />,
  left: <path d="m15 6-6 6 6 6" />,
  down: <path d="m6 9 6 6 6-6" />,
  up: <path d="m6 15 6-6 6 6" />,
  source: <path d="M9 4H5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M10 12h11M17 8l4 4-4 4" />,
  destination: <path d="M15 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M3 12h11M10 8l4 4-4 4" />,
  run: <path d="M7 4v16l13-8z" />,
  'panel-left': (
    <>
      <rect x="3" y="4" width="18" height="16" rx="2" />
      <path d="M9 4v16" />
    </>
  ),
  'panel-right': (
    <>
      <rect x="3" y="4" width="18" height="16" rx="2" />
      <path d="M15 4v16" />
    </>
  ),
  'pin-right': (
    <>
      <rect x="3" y="4" width="18" height="16" rx="2" />
      <path d="M15 4v16" />
    </>
  ),
  fit: <path d="M3 5v14M21 5v14M7 12h10M10 9l-3 3 3 3M14 9l3 3-3 3" />,
  hide: <path d="M3 3l18 18M10.6 6.2A9 9 0 0 1 12 6c5 0 8 4 9 6a13 13 0 0 1-2.5 3.3M6.3 7.6A13 13 0 0 0 3 12c1 2 4 6 9 6a9 9 0 0 0 4-.9" />,
  ascending: <path d="M12 20V4M6 10l6-6 6 6" />,
  descending: <path d="M12 4v16M6 14l6 6 6-6" />,
  tree: <path d="M4 5h7M8 5v14h4M8 12h4M15 12h5M15 19h5" />,
  views: <path d="M4 6h16M4 12h10M4 18h7M17 14l4 3-4 3z" />,
  columns: (
    <>
      <rect x="3" y="4" width="18" height="16" rx="2" />
      <path d="M9 4v16M15 4v16" />
    </>
  ),
  filter: <path d="M4 5h16l-6.2 8v5l-3.6 2v-7z" />,
  fold: <path d="m8 3 4 4 4-4M12 7V2M8 21l4-4 4 4M12 17v5M4 12h16" />,
  unfold: <path d="m8 6 4-4 4 4M12 2v6M8 18l4 4 4-4M12 22v-6M4 12h16" />,
  plus: <path d="M12 5v14M5 12h14" />,
  undo: <path d="M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3" />,
  redo: <path d="m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3" />,
  constant: <path d="M6 7v5M10 7v5M14 7v5M18 7v5" />,
  copy: <path d="M5 9h14M5 15h14" />,
  formula: <path d="M17 4h-1.5a3 3 0 0 0-3 2.6l-1.8 10.8A3 3 0 0 1 7.7 20H7M8.5 10.5h7" />,
  text: <path d="M5 6V4h14v2M12 4v16M9 20h6" />,
  'not-mapped': (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m5.7 5.7 12.6 12.6" />
    </>
  ),
  each: <path d="M17 2l4 4-4 4M3 11V9a3 3 0 0 1 3-3h15M7 22l-4-4 4-4M21 13v2a3 3 0 0 1-3 3H3" />,
  config: (
    <>
      <path d="M4 6h10M18 6h2M4 12h2M10 12h10M4 18h8M16 18h4" />
      <circle cx="16" cy="6" r="2" />
      <circle cx="8" cy="12" r="2" />
      <circle cx="14" cy="18" r="2" />
    </>
  ),
  number: <path d="M4 9h16M4 15h16M10 3 8 21M16 3l-2 18" />,
  date: (
    <>
      <rect x="3" y="5" width="18" height="16" rx="2" />
      <path d="M3 10h18M8 3v4M16 3v4" />
    </>
  ),
  like: <path d="M4 9.5c2.7-2.6 5-2.2 8 0s5.3 2.6 8 0M4 15.5c2.7-2.6 5-2.2 8 0s5.3 2.6 8 0" />,
  more: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="2.5" />,
  trigger: <path d="M13 2 4 14h7l-1 8 9-12h-7z" />,
  arrow: <path d="M4 12h16M14 6l6 6-6 6" />,
  failure: <path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16.5v.01" />,
  retrieve: <path d="M12 4v12M7 11l5 5 5-5M5 20h14" />,
  transform: <path d="M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4" />,
  send: <path d="M21 3 10 14M21 3l-7 18-4-7-7-4z" />,
  decide: <path d="M12 3l9 9-9 9-9-9z" />,
  wait: <path d="M6 3h12M6 21h12M7 3c0 5 5 6 5 9s-5 4-5 9M17 3c0 5-5 6-5 9s5 4 5 9" />,
  notify: <path d="M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7M10 20a2 2 0 0 0 4 0" />,
  close: <path d="M18 6 6 18M6 6l12 12" />,
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c1-4 4-6 8-6s7 2 8 6" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4" />
    </>
  ),
  moon: <path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a6.6 6.6 0 0 0 10.5 10.5z" />,
  trash: <path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5" />,
  archive: <path d="M3 4h18v5H3zM5 9v10a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V9M10 13h4" />,
  duplicate: (
    <>
      <rect x="8" y="8" width="13" height="13" rx="2" />
      <path d="M16 8V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h3" />
    </>
  ),
  upload: <path d="M12 16V4M7 9l5-5 5 5M4 15v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4" />,
  external: <path d="M14 4h6v6M20 4l-9 9M19 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1h5" />,
  link: <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 6 6l1-1" />,
  file: <path d="M14 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8zM14 3v5h5" />,
  code: <path d="m8 7-5 5 5 5M16 7l5 5-5 5" />,
  sheet: (
    <>
      <rect x="3" y="3" width="18" height="18" rx="2" />
      <path d="M3 9h18M3 15h18M9 3v18" />
    </>
  ),
  edit: <path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

/** Decorative: the words beside it, or the button's aria-label, carry the meaning. `size`: 14 in cells, 12 in tags, else 16. */
export function Icon({ name, size = 16, className }: { readonly name: IconName; readonly size?: 12 | 14 | 16; readonly className?: string }) {
  return (
    <svg className={`icon${size === 16 ? '' : ` icon-${size}`}${className === undefined ? '' : ` ${className}`}`} viewBox="0 0 24 24" aria-hidden="true">
      {paths[name]}
    </svg>
  )
}
