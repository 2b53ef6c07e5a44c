// What must hold of a map's results, as IR: the only place that checks invariants' formulas.
import type { Invariant, Row } from '../project/field-map.ts'
import { compareObjects } from '../project/project.ts'
import type { FormulaFinding } from '../transform/formula/ast.ts'
import type { Known } from '../transform/formula/known.ts'
import type { Term } from '../transform/formula/term.ts'
import type { InvariantIr } from '../transform/ir.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { Asker, Compilation } from './compilation.ts'
import { compileFormula } from './create-lowering.ts'
import { fieldTree } from './field-tree.ts'
import { formulaSources, type FormulaPlace } from './formula-scope.ts'
import { knownResult } from './known-result.ts'
import type { MapContext } from './map-context.ts'
import type { MapPart } from './problem-list.ts'
import { AS_THE_SCHEMA_SAYS } from './source-uses.ts'

export function listInvariants({ project, fieldMap }: MapContext): Invariant[] {
  return project.invariants.filter((one) => one.fieldMap === fieldMap.id && one.deleted !== true).sort(compareObjects)
}

/** `rows`: those that make the result. */
export function listInvariantSources(context: MapContext, rows: readonly Row[]): { readonly invariant: Invariant; readonly sources: readonly SourceRef[] }[] {
  const invariants = listInvariants(context)
  if (invariants.length === 0) return []
  const result = resultOf(context, rows)
  return invariants.map((invariant) => ({ invariant, sources: formulaSources(context, invariant.formula, undefined, { result }) }))
}

export function addInvariantSources({ context, problems, uses, rows }: Compilation): void {
  for (const { invariant, sources } of listInvariantSources(context, rows)) {
    const part = partOf(invariant)
    if (problems.leftOut.has(part.id)) continue
    for (const ref of sources) {
      const problem = uses.add(ref, undefined, AS_THE_SCHEMA_SAYS)
      if (problem !== undefined) problems.addToPart(part, problem.code, ...problem.names)
    }
  }
}

/** After the rows, of which `compilation` has only those that take part. */
export function compileInvariants(compilation: Compilation): InvariantIr[] {
  const { context, problems, rows } = compilation
  const invariants = listInvariants(context)
  if (invariants.length === 0) return []
  const result = resultOf(context, rows)
  return invariants.flatMap((invariant): InvariantIr[] => {
    const part = partOf(invariant)
    if (problems.leftOut.has(part.id)) return []
    const asker: Asker = {
      each: undefined,
      place: { result },
      report: (code, ...names) => problems.addToPart(part, code, ...names),
      // Warnings say what may be missing: an invariant is itself the check that tells.
      reportFormula: (text, finding) => (finding.severity === 'error' ? problems.addFormulaToPart(part, text, finding) : undefined),
    }
    const compiled = compileFormula(compilation, asker, invariant.formula, true)
    if (compiled === undefined) return []
    const tolerance = invariant.tolerance ?? null
    if (tolerance !== null && !comparesNumbers(compiled.term)) asker.reportFormula(invariant.formula, notTwoNumbers(invariant.formula))
    return problems.leftOut.has(part.id) ? [] : [{ id: invariant.id, sentence: invariant.sentence, test: compiled.term, text: compiled.text, tolerance }]
  })
}

/** Where an invariant's formula stands, for the editor. */
export function invariantPlace(context: MapContext): FormulaPlace {
  return { result: resultOf(context, context.rows) }
}

function resultOf({ fieldMap, destination }: MapContext, rows: readonly Row[]): Known {
  const { graph, root } = destination
  return graph === undefined || root === undefined ? { kinds: ['object'], mayMiss: false } : knownResult(fieldMap, fieldTree(graph, root.node), rows)
}

function partOf({ id, sentence }: Invariant): MapPart {
  return { id: `#invariant:${id}`, code: 'invariant-unclear', name: sentence }
}

function comparesNumbers(term: Term): boolean {
  const isNumber = (side: Term) => side.type.many !== true && side.type.kinds.every((kind) => kind === 'number' || kind === 'null')
  return term.op === 'compare' && term.operator === '=' && isNumber(term.left) && isNumber(term.right)
}

function notTwoNumbers(text: string): FormulaFinding {
  const message = 'With a tolerance, the formula has to compare two numbers with `=`. Write it so, or leave the tolerance out.'
  return { severity: 'error', code: 'not-two-numbers', span: { from: 0, to: text.length }, message, fixes: [] }
}
