// The only place that binds a checked term to a map: its paths to what the check lets through, its config values, and what a null means to its row.
import type { ConfigExpr, PathExpr } from '../source-expr.ts'
import type { SourceRef } from '../transform.ts'
import type { Term } from './term.ts'

export type Binding = {
  /** `ref` as in the term. Undefined: it is not there. */
  readonly path: (ref: SourceRef) => PathExpr | undefined
  /** What stands there may be absent or null; `ref` may have `[]`. */
  readonly optional: (ref: SourceRef) => boolean
  readonly config: (name: string) => ConfigExpr | undefined
  readonly nulls: 'missing' | 'value'
}

/** Undefined: something that it names is not there. */
export function bindTerm(term: Term, bind: Binding): Term | undefined {
  let isWhole = true
  const rebuild = (part: Term): Term => {
    const bound = bindLeaf(part, bind, rebuild)
    if (bound === undefined) isWhole = false
    return bound ?? part
  }
  const bound = rebuild(term)
  return isWhole ? bound : undefined
}

function bindLeaf(term: Term, bind: Binding, inner: (term: Term) => Term): Term | undefined {
  switch (term.op) {
    case 'path': {
      const path = bind.path(term.ref)
      return path && { ...term, path, nulls: bind.nulls }
    }
    case 'config': {
      const config = bind.config(term.name)
      return config && { ...term, config }
    }
    case 'get': {
      const { source } = term
      const from = inner(term.from)
      return source === undefined ? { ...term, from } : { ...term, from, optional: bind.optional(source), nulls: bind.nulls }
    }
    default:
      return mapChildren(term, inner)
  }
}

/** The same term with other parts. */
function mapChildren(term: Exclude<Term, { op: 'path' | 'config' | 'get' }>, inner: (term: Term) => Term): Term {
  switch (term.op) {
    case 'literal':
    case 'variable':
    case 'index':
    case 'result':
    case 'now':
      return term
    case 'at':
      return { ...term, from: inner(term.from) }
    case 'collect':
    case 'map':
      return { ...term, from: inner(term.from), each: inner(term.each) }
    case 'keep':
    case 'filter':
      return { ...term, from: inner(term.from), test: inner(term.test) }
    case 'negate':
      return { ...term, of: inner(term.of) }
    case 'arithmetic':
    case 'compare':
    case 'logic':
    case 'in':
      return { ...term, left: inner(term.left), right: inner(term.right) }
    case 'text':
      return { ...term, parts: term.parts.map(inner) }
    case 'if':
      return { ...term, test: inner(term.test), then: inner(term.then), otherwise: term.otherwise && inner(term.otherwise) }
    case 'default':
      return { ...term, of: inner(term.of), instead: inner(term.instead) }
    case 'let':
      return { ...term, value: inner(term.value), in: inner(term.in) }
    case 'list':
      return { ...term, items: term.items.map(inner) }
    case 'object':
      return { ...term, fields: term.fields.map((field) => ({ name: field.name, value: inner(field.value) })) }
    case 'fold':
      return { ...term, from: inner(term.from), each: inner(term.each), start: term.start && inner(term.start) }
    case 'call':
      return { ...term, args: term.args.map(inner) }
  }
}
