// The steps of a use case as one picture: the only place that lays them out and writes them as SVG text. Light colours, for paper and mails.

/** `lines`: what stands below the title. `inside`: the record it runs for each of, where an earlier step lists them. */
export type PictureStep = {
  readonly position: number
  readonly word: string
  readonly title: string
  readonly lines: readonly { readonly text: string; readonly as: 'endpoint' | 'map' | 'words' }[]
  readonly failure: string
  readonly transforms: boolean
  readonly inside?: string | undefined
}

const BOX = 176
const GAP = 36
const EDGE = 24
const IN_A_ROW = 5
const INSET = 10
const LINE = 16
const HEAD = 58
/** From the card to its failure lane, and its height. */
const LANE_GAP = 14
const LANE = 42
const ROW_GAP = 46
/** Above a band, for its words; the way from row to row runs between two bands. */
const BAND_TOP = 20
const BAND_BOTTOM = 8
/** Longer texts are cut before they are measured. */
const MOST_CHARS = 300
/** Steps in one picture, at most; the rest is counted in words. */
const MOST_STEPS = 200

const colours = {
  ink: '#1a1e23',
  soft: '#474f59',
  quiet: '#626b76',
  line: '#d3d8de',
  control: '#808995',
  accent: '#1f5fc2',
  group: '#f4f6f8',
  paper: '#ffffff',
}

type Text = { readonly size: number; readonly weight?: number; readonly mono?: boolean; readonly colour: string }
const looks = {
  heading: { size: 16, weight: 600, colour: colours.ink },
  kind: { size: 11, colour: colours.soft },
  title: { size: 12.5, weight: 600, colour: colours.ink },
  map: { size: 11.5, weight: 500, colour: colours.accent },
  endpoint: { size: 11, mono: true, colour: colours.ink },
  words: { size: 11, colour: colours.soft },
  failure: { size: 11, colour: colours.soft },
  quiet: { size: 11, colour: colours.quiet },
} satisfies Record<string, Text>

/** `heading`: `UC-1 Invoice each paid order`. A whole SVG document; its texts are text and nothing else, whatever people wrote. */
export function drawSteps(heading: string, steps: readonly PictureStep[]): string {
  const shown = steps.slice(0, MOST_STEPS)
  const rows = Array.from({ length: Math.ceil(shown.length / IN_A_ROW) }, (_, at) => shown.slice(at * IN_A_ROW, (at + 1) * IN_A_ROW))
  const columns = Math.max(3, Math.min(IN_A_ROW, shown.length))
  const width = 2 * EDGE + columns * BOX + (columns - 1) * GAP
  const grounds: string[] = []
  const parts: string[] = []
  let y = HEAD
  rows.forEach((row, at) => {
    const cards = row.map(cardOf)
    const tallest = Math.max(...cards.map(({ height }) => height))
    const below = y + tallest + LANE_GAP + LANE
    grounds.push(...bands(row, y, below))
    row.forEach((step, column) => {
      const x = leftOf(column)
      if (column > 0) parts.push(straight(x - GAP + 5, x - 5, y + 34))
      parts.push(drawCard(step, cards[column] ?? cardOf(step), { x, y, height: tallest }))
    })
    if (at < rows.length - 1) parts.push(turn(leftOf(row.length - 1), y + 34, below + (ROW_GAP + BAND_BOTTOM - BAND_TOP) / 2, below + ROW_GAP + 34))
    y = below + ROW_GAP
  })
  if (steps.length > shown.length) {
    parts.push(text(EDGE, y, width - 2 * EDGE, `and ${steps.length - shown.length} more steps`, looks.quiet))
    y += LINE
  }
  const height = Math.max(y - ROW_GAP + EDGE, HEAD + EDGE)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif">`,
    `<title>${escapeXml(clean(heading))}</title>`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    text(EDGE, 34, width - 2 * EDGE, heading, looks.heading),
    shown.length === 0 ? text(EDGE, HEAD, width - 2 * EDGE, 'No steps yet', looks.quiet) : '',
    ...grounds,
    ...parts,
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n')
    .concat('\n')
}

type Line = { readonly text: string; readonly look: Text }
type Card = { readonly title: readonly string[]; readonly lines: readonly Line[]; readonly height: number }

function cardOf(step: PictureStep): Card {
  const room = BOX - 2 * INSET
  const title = wrap(step.title, room, looks.title, 2)
  // Names are one line; words may take two.
  const lines = step.lines.flatMap(({ text: content, as }) =>
    wrap(content, room, looks[as], as === 'words' ? 2 : 1).map((line) => ({ text: line, look: looks[as] })),
  )
  return { title, lines, height: INSET + LINE + 4 + (title.length + lines.length) * LINE + INSET }
}

function drawCard(step: PictureStep, { title, lines }: Card, { x, y, height }: { readonly x: number; readonly y: number; readonly height: number }): string {
  const room = BOX - 2 * INSET
  let baseline = y + INSET + 11
  const next = (content: string, look: Text, more = LINE) => {
    const drawn = text(x + INSET, baseline, room, content, look)
    baseline += more
    return drawn
  }
  const lane = y + height + LANE_GAP
  const failure = wrap(step.failure, room - 16, looks.failure, 2)
  const first = lane + (failure.length === 1 ? LANE / 2 + 4 : LANE / 2 - 4)
  return [
    `<g>`,
    `<rect x="${x}" y="${y}" width="${BOX}" height="${height}" rx="5" fill="${colours.paper}" stroke="${colours.line}"/>`,
    step.transforms ? `<rect x="${x}" y="${y}" width="${BOX}" height="3" rx="1.5" fill="${colours.accent}"/>` : '',
    next(`${step.position}  ${step.word}`, looks.kind, LINE + 4),
    ...title.map((line) => next(line, looks.title)),
    ...lines.map((line) => next(line.text, line.look)),
    `<path d="M${x + 20} ${y + height}v${LANE_GAP}" stroke="${colours.control}" stroke-dasharray="3 2.5" fill="none"/>`,
    `<rect x="${x}" y="${lane}" width="${BOX}" height="${LANE}" rx="5" fill="${colours.paper}" stroke="${colours.control}" stroke-dasharray="3 2.5"/>`,
    octagon(x + INSET, first - 9),
    ...failure.map((line, at) => text(x + INSET + 16, first + at * LINE, room - 16, line, looks.failure)),
    `</g>`,
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Behind neighbours that run for each record of one list. */
function bands(row: readonly PictureStep[], top: number, bottom: number): string[] {
  const drawn: string[] = []
  row.forEach(({ inside }, from) => {
    if (inside === undefined || row[from - 1]?.inside === inside) return
    const length = row.slice(from).findIndex((step) => step.inside !== inside)
    const count = length < 0 ? row.length - from : length
    const x = leftOf(from) - 10
    const width = count * BOX + (count - 1) * GAP + 20
    drawn.push(
      `<rect x="${x}" y="${top - BAND_TOP}" width="${width}" height="${bottom - top + BAND_TOP + BAND_BOTTOM}" rx="8" fill="${colours.group}"/>`,
      text(x + 10, top - 7, width - 20, `for each ${inside}`, looks.quiet),
    )
  })
  return drawn
}

function leftOf(column: number): number {
  return EDGE + column * (BOX + GAP)
}

function arrow(points: readonly (readonly [number, number])[]): string {
  const [x, y] = points.at(-1) ?? [0, 0]
  const path = points.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${px} ${py}`).join('')
  return `<path d="${path}M${x - 5} ${y - 4}L${x} ${y}L${x - 5} ${y + 4}" stroke="${colours.quiet}" stroke-width="1.25" fill="none"/>`
}

function straight(from: number, to: number, y: number): string {
  return arrow([
    [from, y],
    [to, y],
  ])
}

/** From the last card of a row, between the rows, to the first of the next. */
function turn(last: number, from: number, between: number, to: number): string {
  const right = last + BOX + 12
  return arrow([
    [last + BOX + 3, from],
    [right, from],
    [right, between],
    [EDGE - 13, between],
    [EDGE - 13, to],
    [EDGE - 4, to],
  ])
}

function octagon(x: number, y: number): string {
  return `<path d="M${x + 3} ${y}h5l3 3v5l-3 3h-5l-3 -3v-5zM${x + 5.5} ${y + 3}v3M${x + 5.5} ${y + 8}v.1" stroke="${colours.soft}" fill="none"/>`
}

/** One line that never leaves its room: measured rather too wide, cut with an ellipsis, and clipped where a font is wider still. */
function text(x: number, baseline: number, room: number, content: string, look: Text): string {
  const height = Math.ceil(look.size * 1.5)
  const ascent = Math.round(look.size * 1.1)
  const face = look.mono === true ? ` font-family="'JetBrains Mono', Menlo, Consolas, monospace"` : ''
  const weight = look.weight === undefined ? '' : ` font-weight="${look.weight}"`
  const shown = escapeXml(fit(clean(content), room, look))
  return `<svg x="${x}" y="${baseline - ascent}" width="${room}" height="${height}" overflow="hidden"><text x="0" y="${ascent}" font-size="${look.size}"${weight}${face} fill="${look.colour}">${shown}</text></svg>`
}

/** At most `most` lines; the last one takes what is left, and is cut. */
function wrap(content: string, room: number, look: Text, most: number): string[] {
  const words = clean(content).split(' ')
  const lines: string[] = []
  while (words.length > 0 && lines.length < most - 1) {
    let line = words.shift() ?? ''
    while (words.length > 0 && widthOf(`${line} ${words[0]}`, look) <= room) line = `${line} ${words.shift()}`
    lines.push(fit(line, room, look))
  }
  if (words.length > 0) lines.push(fit(words.join(' '), room, look))
  return lines.length === 0 ? [''] : lines
}

function fit(content: string, room: number, look: Text): string {
  if (widthOf(content, look) <= room) return content
  const chars = [...content]
  const ellipsis = widthOf('…', look)
  let used = 0
  let count = 0
  for (const char of chars) {
    used += widthOf(char, look)
    if (used + ellipsis > room) break
    count += 1
  }
  return `${chars.slice(0, count).join('').trimEnd()}…`
}

/** Pixels, rather too many: fonts differ, and nobody may have ours. */
function widthOf(content: string, look: Text): number {
  let em = 0
  for (const char of content) em += emOf(char, look.mono === true)
  return em * look.size * ((look.weight ?? 400) >= 600 ? 1.06 : 1)
}

function emOf(char: string, mono: boolean): number {
  const code = char.codePointAt(0) ?? 0
  if (code >= 0x1100) return code < 0x2000 || (code >= 0x2010 && code < 0x2070) ? 0.9 : 1.15
  if (mono) return code < 0x250 ? 0.62 : 0.9
  if (/[iljtfrI.,:;'!|()[\] ]/.test(char)) return 0.38
  if (/[mwMW@%]/.test(char)) return 0.95
  if (/[A-Z]/.test(char)) return 0.72
  return code < 0x250 ? 0.6 : 0.85
}

/** One line without what XML or a reader's eye does not take: control characters, halves of characters, marks that turn the direction of writing. */
function clean(content: string): string {
  return content
    .slice(0, MOST_CHARS)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}\u202A-\u202E\u2066-\u2069]/gu, '\u{FFFD}')
    .trim()
}

function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}
