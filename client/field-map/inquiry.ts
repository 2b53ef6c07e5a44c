// One state of a map and its sample, with all that may be asked of it: compiled once, the rest worked out when it is asked for.
import type { CodeBlock, listRowCode } from '../../shared/codegen/typescript/row-code.ts'
import { compileMap, type CompiledMap } from '../../shared/mapping/compile-map.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { findInMap, previewMap, type Findings, type PreviewSample } from './derive.ts'
import { makeRecord, type MadeRecord, type RecordAsk } from './made-record.ts'

/** What is worked out only while somebody looks at it. */
export type Question = ({ readonly of: 'record' } & RecordAsk) | { readonly of: 'code'; readonly row: string }
/** `same`: as it was told last. `code`: the generated lines of a row; undefined: there are none. `took`: milliseconds. */
export type Reply = { readonly record: MadeRecord } | { readonly same: true } | { readonly code: readonly CodeBlock[] | undefined; readonly took: number }

export type Inquiry = {
  readonly findings: Findings
  readonly reply: (question: Question) => Reply
  /** The same map with another sample: nothing is compiled again. */
  readonly withSample: (sample: PreviewSample | undefined) => Inquiry
}

/** What writes the code of all rows: large, so that only who needs it brings it along. Undefined: it is not there yet. */
export type WriteCode = () => typeof listRowCode | undefined

export function createInquiry(context: MapContext, sample: PreviewSample | undefined, clock: () => number, writeCode: WriteCode): Inquiry {
  const compiled = compileMap(context)
  return inquire({ context, compiled, inMap: findInMap(context, compiled), writeCode, code: undefined }, sample, clock)
}

/** `code`: of all rows, once somebody asked for that of one. */
type Known = {
  readonly context: MapContext
  readonly compiled: CompiledMap
  readonly inMap: ReturnType<typeof findInMap>
  readonly writeCode: WriteCode
  code: ReturnType<typeof listRowCode> | undefined
}

function inquire(known: Known, sample: PreviewSample | undefined, clock: () => number): Inquiry {
  const { context, compiled, inMap } = known
  return {
    findings: { ...inMap, ...previewMap(context, compiled, sample, clock) },
    reply(question) {
      if (question.of === 'record') return { record: makeRecord(compiled, context, sample, question, clock) }
      const started = clock()
      known.code ??= known.writeCode()?.(compiled.ir)
      return { code: known.code?.get(question.row), took: clock() - started }
    },
    withSample: (next) => inquire(known, next, clock),
  }
}
