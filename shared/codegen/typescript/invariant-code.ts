// What must hold of a record that was made, as a function that adds an issue for each thing that does not.
import type { InvariantIr } from '../../transform/ir.ts'
import { breakCode } from './break-code.ts'
import { constLines, createScope, listParams, printParams, type Callee, type MapperFile } from './function-scope.ts'
import { indent, MOST_WIDTH } from './rows-lines.ts'
import { termTestCode, termValueCode } from './term-code.ts'
import { literal, templateText } from './text.ts'
import { helper, type Scope } from './writer.ts'

/** Undefined where there is nothing to hold. `used`: what the function needs from its caller. */
export function writeInvariants(file: MapperFile): (Callee & { readonly lines: readonly string[]; readonly used: ReadonlySet<string> }) | undefined {
  const { writer } = file
  const { invariants, runs, destination } = writer.ir
  if (invariants.length === 0) return undefined
  const scope = { ...createScope(writer, undefined), made: file.book.destination }
  const checks = invariants.flatMap((invariant) => checkLines(scope, invariant, runs !== null))
  scope.used.add('issues')
  if (runs !== null) scope.used.add('at')
  const name = writer.plan.value('fn:check')
  const params = listParams(file, scope.used, runs === null ? undefined : '')
  const lines = [
    `/** What must hold of each ${destination.typeName}. */`,
    `function ${name}(${printParams(params)}): void {`,
    ...indent([...constLines(scope, checks), ...checks]),
    '}',
  ]
  return { name, params, lines, used: scope.used }
}

function checkLines(scope: Scope, { sentence, test, tolerance }: InvariantIr, isPlaced: boolean): string[] {
  const path = isPlaced ? `\`\${at}: ${templateText(sentence)}\`` : literal(sentence)
  const sides = test.op === 'compare' ? [test.left, test.right].map((side) => termValueCode(scope, side, tolerance !== null).text) : undefined
  const broken = (code: string) => breakCode(code, MOST_WIDTH)
  if (sides !== undefined && tolerance !== null) return broken(`${helper(scope, 'expectClose')}(issues, ${path}, ${sides.join(', ')}, ${literal(tolerance)})`)
  const value = sides === undefined ? 'false' : `[${sides.join(', ')}]`
  return [
    ...broken(`if (!(${termTestCode(scope, test).text}))`),
    ...indent(broken(`issues.push({ row: null, path: ${path}, code: 'invariant', value: ${value} })`)),
  ]
}
