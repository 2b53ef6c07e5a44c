// What a transform refers to in the project, looked up and noted: config values, lookup tables, sources, formulas.
import { parseFieldPath } from '../schema/field-path.ts'
import type { ConfigValue } from '../project/people-and-systems.ts'
import { bindTerm } from '../transform/formula/bind-term.ts'
import type { Term } from '../transform/formula/term.ts'
import type { ConfigExpr, PathExpr } from '../transform/ir.ts'
import type { Lowering } from '../transform/lowering.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { Asker, Compilation } from './compilation.ts'
import { compileTable } from './compile-table.ts'
import { isTrueOrFalse, notACondition } from './formula-findings.ts'
import { checkRowFormula, findConfig, findingsOf } from './formula-scope.ts'
import { printSource } from './source-text.ts'

export function createLowering(compilation: Compilation, asker: Asker): Lowering {
  const { context, uses } = compilation
  const { project } = context
  return {
    path: (ref) => singlePath(compilation, asker, ref),
    entry: (list, path) => uses.entry(list, path, asker.each),
    formula: (text, isTest) => compileFormula(compilation, asker, text, isTest),
    config: (id) =>
      configExpr(
        compilation,
        asker,
        project.configValues.find((candidate) => candidate.id === id),
      ),
    table(id) {
      const table = project.lookupTables.find((candidate) => candidate.id === id && candidate.deleted !== true)
      if (table === undefined) return void asker.report('lookup-table-missing')
      if (!compilation.tables.has(id))
        compilation.tables.set(
          id,
          compileTable(project, table, (value, name) => asker.report('lookup-entry-type', value, name)),
        )
      return id
    },
    // Only a row has a place for an engineer's code; it brings its own.
    hook: () => ({ name: '', types: [] }),
    report: (code, text) => asker.report(code, text),
  }
}

/** Undefined: reported. `isTest`: it has to give true or false. */
export function compileFormula(
  compilation: Compilation,
  asker: Asker,
  text: string,
  isTest?: true,
): { readonly term: Term; readonly text: string } | undefined {
  const { context, uses } = compilation
  const checked = checkRowFormula(context, text, asker.each, asker.place)
  for (const finding of findingsOf(checked)) asker.reportFormula(text, finding)
  if (!checked.ok) return undefined
  if (isTest && !isTrueOrFalse(checked.term)) return void asker.reportFormula(text, notACondition(text))
  const term = bindTerm(checked.term, {
    path: (ref) => uses.path(ref, asker.each),
    optional: (ref) => uses.optional(ref, asker.each),
    config: (name) => configExpr(compilation, asker, findConfig(context.project.configValues, name)),
    nulls: asker.place.nulls ?? 'missing',
  })
  return term === undefined ? undefined : { term, text }
}

/** One value, so no path through a list. Undefined: reported. */
export function singlePath({ context, uses }: Compilation, asker: Asker, ref: SourceRef): PathExpr | undefined {
  const path = uses.path(ref, asker.each)
  const steps = path === undefined ? parseFieldPath(ref.path) : undefined
  if (steps?.ok === true && steps.value.some((step) => step.kind !== 'name')) asker.report('list-into-single', printSource(context, ref, asker.each))
  return path
}

function configExpr(compilation: Compilation, asker: Asker, value: ConfigValue | undefined): ConfigExpr | undefined {
  if (value === undefined || value.deleted === true) return void asker.report('config-missing')
  if (value.type === 'secret') return void asker.report('secret-used', value.name)
  compilation.config.set(value.name, { name: value.name, type: value.type, required: value.required === true, default: value.default ?? null })
  return { op: 'config', name: value.name, type: value.type, optional: value.required !== true && (value.default ?? null) === null }
}
