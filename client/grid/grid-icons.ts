// The shapes drawn inside grid cells and headers; the only place that makes SVG by hand. 24 box stroked, 16 box as drawn.

type Shape =
  | { readonly tag: 'path'; readonly d: string; readonly fill?: 'own' | 'ink' | 'paper'; readonly width?: number; readonly dash?: string }
  | {
      readonly tag: 'circle'
      readonly x: number
      readonly y: number
      readonly r: number
      readonly fill?: 'own'
      readonly width?: number
      readonly dash?: string
    }
  | { readonly tag: 'rect'; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly r: number }
type Icon = { readonly box: 24 | 16; readonly shapes: readonly Shape[] }

const stroke = (...d: string[]): Icon => ({ box: 24, shapes: d.map((path) => ({ tag: 'path', d: path })) })
const disc = (...more: Shape[]): Icon => ({ box: 16, shapes: [{ tag: 'circle', x: 8, y: 8, r: 6.2, width: 1.5 }, ...more] })

const icons = {
  source: stroke('M9 4H5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M10 12h11M17 8l4 4-4 4'),
  destination: stroke('M15 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M3 12h11M10 8l4 4-4 4'),
  open: stroke('m6 9 6 6 6-6'),
  folded: stroke('m9 6 6 6-6 6'),
  copy: stroke('M5 9h14M5 15h14'),
  constant: stroke('M6 7v5M10 7v5M14 7v5M18 7v5'),
  config: stroke(
    'M4 6h10M18 6h2M4 12h2M10 12h10M4 18h8M16 18h4',
    'M14 6a2 2 0 1 0 4 0 2 2 0 1 0-4 0M6 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0M12 18a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  ),
  template: stroke('M5 6V4h14v2M12 4v16M9 20h6'),
  lookup: {
    box: 24,
    shapes: [
      { tag: 'rect', x: 3, y: 5, w: 7, h: 14, r: 1.5 },
      { tag: 'rect', x: 14, y: 5, w: 7, h: 14, r: 1.5 },
      { tag: 'path', d: 'M7 9.5h10M7 14.5h10' },
    ],
  },
  when: stroke('M6 3v6a3 3 0 0 0 3 3h9M6 21v-6M15 9l3 3-3 3'),
  convert: stroke('M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4'),
  filter: stroke('M4 5h16l-6.2 8v5l-3.6 2v-7z'),
  ascending: stroke('M12 20V4M6 10l6-6 6 6'),
  descending: stroke('M12 4v16M6 14l6 6 6-6'),
  number: stroke('M4 9h16M4 15h16M10 3 8 21M16 3l-2 18'),
  date: {
    box: 24,
    shapes: [
      { tag: 'rect', x: 3, y: 5, w: 18, h: 16, r: 2 },
      { tag: 'path', d: 'M3 10h18M8 3v4M16 3v4' },
    ],
  },
  text: stroke('M4 18 9 6l5 12M5.8 14h6.4M16 18v-7M20 18v-4a3 3 0 0 0-4-2.8'),
  list: stroke('M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01'),
  join: stroke('M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 6 6l1-1'),
  formula: stroke('M17 4h-1.5a3 3 0 0 0-3 2.6l-1.8 10.8A3 3 0 0 1 7.7 20H7M8.5 10.5h7'),
  hook: stroke('m8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14'),
  each: stroke('M17 2l4 4-4 4M3 11V9a3 3 0 0 1 3-3h15M7 22l-4-4 4-4M21 13v2a3 3 0 0 1-3 3H3'),
  notMapped: {
    box: 24,
    shapes: [
      { tag: 'circle', x: 12, y: 12, r: 9 },
      { tag: 'path', d: 'm5.7 5.7 12.6 12.6' },
    ],
  },
  error: {
    box: 16,
    shapes: [
      { tag: 'path', d: 'M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z', fill: 'own' },
      { tag: 'path', d: 'M8 4.6v4M8 11v.02', fill: 'paper', width: 1.7 },
    ],
  },
  warning: {
    box: 16,
    shapes: [
      { tag: 'path', d: 'M8 2 14.7 13.7H1.3z', width: 1.5 },
      { tag: 'path', d: 'M8 6.3v3.2M8 11.5v.02', width: 1.5 },
    ],
  },
  hint: {
    box: 16,
    shapes: [
      { tag: 'circle', x: 8, y: 8, r: 6.3, width: 1.5 },
      { tag: 'path', d: 'M8 7.3v3.5M8 5v.02', width: 1.5 },
    ],
  },
  question: { box: 16, shapes: [{ tag: 'path', d: 'M14 7.6a5.8 5.8 0 0 1-8.4 5.2L1.8 14l1.3-3.6A5.8 5.8 0 1 1 14 7.6z', width: 1.5 }] },
  statusDraft: { box: 16, shapes: [{ tag: 'circle', x: 8, y: 8, r: 6.2, width: 1.5, dash: '2.4 2' }] },
  statusQuestion: {
    box: 16,
    shapes: [
      { tag: 'circle', x: 8, y: 8, r: 6.2, width: 1.5 },
      { tag: 'path', d: 'M6.3 6.4a1.75 1.75 0 1 1 2.5 1.7c-.5.3-.8.5-.8 1.1M8 11.3v.02', width: 1.5 },
    ],
  },
  statusReady: disc({ tag: 'path', d: 'M8 8V4a4 4 0 0 1 4 4z', fill: 'ink' }),
  statusApproved: disc({ tag: 'path', d: 'M8 4a4 4 0 0 1 0 8z', fill: 'ink' }),
  statusBuilt: disc({ tag: 'path', d: 'M8 8H4a4 4 0 1 0 4-4z', fill: 'ink' }),
  statusTested: {
    box: 16,
    shapes: [
      { tag: 'circle', x: 8, y: 8, r: 7, fill: 'own' },
      { tag: 'path', d: 'm4.9 8.2 2.1 2.1 4.1-4.3', fill: 'paper', width: 1.7 },
    ],
  },
} as const satisfies Record<string, Icon>

export type IconName = keyof typeof icons

const SVG = 'http://www.w3.org/2000/svg'

/** A decorative drawing: the word beside it or the cell's text carries the meaning. */
export function drawIcon(name: IconName): SVGSVGElement {
  const icon: Icon = icons[name]
  const svg = document.createElementNS(SVG, 'svg')
  set(svg, { viewBox: `0 0 ${icon.box} ${icon.box}`, 'aria-hidden': 'true', class: 'gx-icon' })
  for (const shape of icon.shapes) svg.append(drawShape(shape, icon.box))
  return svg
}

function drawShape(shape: Shape, box: 24 | 16): SVGElement {
  const element = document.createElementNS(SVG, shape.tag)
  const fill = 'fill' in shape ? shape.fill : undefined
  const filled = fill === 'own' || fill === 'ink'
  set(element, { fill: filled ? 'currentColor' : 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' })
  if (!filled)
    set(element, {
      stroke: fill === 'paper' ? 'var(--surface)' : 'currentColor',
      'stroke-width': String(('width' in shape ? shape.width : undefined) ?? (box === 24 ? 1.75 : 1.5)),
    })
  if ('dash' in shape && shape.dash !== undefined) set(element, { 'stroke-dasharray': shape.dash })
  if (shape.tag === 'path') set(element, { d: shape.d })
  else if (shape.tag === 'circle') set(element, { cx: String(shape.x), cy: String(shape.y), r: String(shape.r) })
  else set(element, { x: String(shape.x), y: String(shape.y), width: String(shape.w), height: String(shape.h), rx: String(shape.r) })
  return element
}

function set(element: SVGElement, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
