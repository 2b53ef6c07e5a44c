// Field paths as people write them in their own spreadsheets: with dots, slashes, indexes, attributes and predicates. The only place that reads them.
import { ITEM, printFieldPath, type FieldPath, type PathStep } from '../schema/field-path.ts'

/** `names`: the path without list marks, to look it up with. `predicates`: what stood in brackets and is no list mark, word for word. */
export type ForeignPath = {
  readonly text: string
  readonly path: FieldPath
  readonly names: readonly string[]
  readonly predicates: readonly string[]
}

const LONGEST_NAME = 120
const MOST_STEPS = 40
/** Paths in one cell. */
const MOST_PATHS = 50

/** The paths of a cell, one a line, or separated by `;` or `,`. Undefined: not all of it is paths. */
export function parseForeignPaths(cell: string): readonly ForeignPath[] | undefined {
  const whole = cell.trim()
  if (whole === '' || whole.length > 20_000) return undefined
  const lines = whole
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const parts = lines.flatMap((line) => splitList(line))
  if (parts.length > MOST_PATHS) return undefined
  const paths = parts.map(parseForeignPath)
  return paths.every((path) => path !== undefined) ? paths : undefined
}

/** `a; b`, `a, b` and `a / b` are several paths only where each of them is one without blanks. */
function splitList(line: string): readonly string[] {
  for (const separator of [/\s*;\s*/, /\s*,\s*/, /\s+\/\s+/, /\s+\|\s+/]) {
    const parts = line.split(separator)
    if (parts.length > 1 && parts.every((part) => /^\S+$/.test(part) && parseForeignPath(part) !== undefined)) return parts
  }
  return [line]
}

/** Undefined: a sentence, a value, or nothing. */
export function parseForeignPath(text: string): ForeignPath | undefined {
  const trimmed = text
    .trim()
    .replaceAll(/^[`*]+|[`*]+$/g, '')
    .trim()
  const pieces = splitSteps(trimmed)
  if (pieces === undefined || pieces.length === 0 || pieces.length > MOST_STEPS) return undefined
  const steps: PathStep[] = []
  const names: string[] = []
  const predicates: string[] = []
  for (const piece of pieces) {
    const step = readStep(piece)
    if (step === undefined) return undefined
    if (step.name !== '') {
      steps.push({ kind: 'name', name: step.name })
      names.push(step.name)
    }
    for (const bracket of step.brackets) {
      if (LIST_MARK.test(bracket)) steps.push(ITEM)
      else if (QUOTED_NAME.test(bracket)) {
        const name = bracket.slice(1, -1)
        steps.push({ kind: 'name', name })
        names.push(name)
      } else predicates.push(bracket)
    }
  }
  if (names.length === 0 || !looksLikePath(trimmed, names)) return undefined
  return { text: trimmed, path: printFieldPath(steps), names, predicates }
}

const LIST_MARK = /^(?:\d*|\*|each|all|n|\d+\s*(?:-|\.\.)\s*(?:\d+|n)?)$/i
const QUOTED_NAME = /^(?:'[^']+'|"[^"]+")$/
const SEPARATORS = new Set(['/', '.', '\\', '>', '→'])

/** At separators outside of brackets and quotes. Undefined: brackets that do not fit. */
function splitSteps(text: string): string[] | undefined {
  const pieces: string[] = []
  let piece = ''
  let depth = 0
  let quote = ''
  for (const char of text.replaceAll('->', '→')) {
    if (quote !== '') {
      piece += char
      if (char === quote) quote = ''
      continue
    }
    if (depth > 0 && (char === '"' || char === "'")) quote = char
    if (char === '[') depth += 1
    if (char === ']') depth -= 1
    if (depth < 0) return undefined
    if (depth === 0 && SEPARATORS.has(char)) {
      pieces.push(piece)
      piece = ''
    } else piece += char
  }
  if (depth !== 0 || quote !== '') return undefined
  pieces.push(piece)
  return pieces.map((one) => one.trim()).filter((one) => one !== '')
}

/** Without namespace and axis: `cbc:ID`, `@schemeID`, `child::Name`. */
function readStep(piece: string): { readonly name: string; readonly brackets: readonly string[] } | undefined {
  const at = piece.indexOf('[')
  const own = at < 0 ? piece : piece.slice(0, at)
  const brackets = at < 0 ? [] : readBrackets(piece.slice(at))
  if (brackets === undefined) return undefined
  if (/^(?:\(\)|text\(\)|\$|\$this|\.)$/.test(own.trim())) return { name: '', brackets }
  const name = own
    .trim()
    .replace(/^@/, '')
    .replace(/^[A-Za-z_][\w-]*::?(?=[A-Za-z_@])/, '')
    .replace(/^@/, '')
    .replaceAll(/^[`"']|[`"']$/g, '')
    .trim()
  if (name.length > LONGEST_NAME || (name === '' && brackets.length === 0) || !IS_NAME.test(name)) return undefined
  return { name, brackets }
}

/** Letters, digits, and what stands inside names; blanks between few words. */
const IS_NAME = /^$|^[\p{L}\p{N}_$#%][\p{L}\p{N}_$#%&*()+'’-]*(?: [\p{L}\p{N}_$#%&()+'’-]+){0,5}$/u

function readBrackets(text: string): string[] | undefined {
  const found: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[' && depth++ === 0) from = at + 1
    else if (text[at] === ']' && --depth === 0) found.push(text.slice(from, at).trim())
    else if (depth === 0) return undefined
  }
  return found
}

/** A name of several words is a path only beside separators; so that `Use 32817` and `Autogenerate it` stay sentences. */
function looksLikePath(text: string, names: readonly string[]): boolean {
  if (names.every((name) => /^\d+(?:[.,]\d+)?$/.test(name))) return false
  const words = Math.max(...names.map((name) => name.split(' ').length))
  return words <= 3 || /[/[\]]/.test(text)
}

/** Whether it can hardly be anything else: a column of these is a column of paths. */
export function isStronglyPath(text: string): boolean {
  const trimmed = text.trim()
  return (
    /^\S+$/.test(trimmed.replaceAll(/\[[^\]]*\]/g, '')) &&
    /[/._[\]@-]|[a-z][A-Z]/.test(trimmed) &&
    parseForeignPath(trimmed) !== undefined &&
    !/^https?:/i.test(trimmed)
  )
}
