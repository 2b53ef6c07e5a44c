// The stored form of a transform, checked: a transform that does not fit is a damaged cell, never an exception (T-35).
import { z } from 'zod'
import { LONGEST_FORMULA } from '../transform/formula/ast.ts'
import { DATE_UNITS } from '../transform/transform.ts'
import type { Condition, MissingPolicy, NullPolicy, Operand, SourceRef, Transform, ValueTransform } from '../transform/transform.ts'
import { fieldPath, id, scalar, text } from './parts.ts'

export const sourceRef: z.ZodType<SourceRef> = z.discriminatedUnion('of', [
  z.object({ of: z.literal('item'), path: fieldPath }),
  z.object({ of: z.literal('input'), input: id, path: fieldPath }),
  z.object({ of: z.literal('entry'), path: fieldPath }),
])

const operand: z.ZodType<Operand> = z.discriminatedUnion('of', [
  z.object({ of: z.literal('item'), path: fieldPath }),
  z.object({ of: z.literal('input'), input: id, path: fieldPath }),
  z.object({ of: z.literal('entry'), path: fieldPath }),
  z.object({ of: z.literal('constant'), value: scalar }),
  z.object({ of: z.literal('config'), config: id }),
])

const formulaText = z.string().max(LONGEST_FORMULA)

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({ test: z.literal('compare'), left: operand, operator: z.enum(['=', '!=', '<', '<=', '>', '>=']), right: operand }),
    z.object({ test: z.literal('in'), left: operand, values: z.array(scalar).max(1_000) }),
    z.object({ test: z.enum(['present', 'filled']), value: operand }),
    z.object({ test: z.enum(['all', 'any']), of: z.array(condition).max(100) }),
    z.object({ test: z.literal('not'), of: condition }),
    z.object({ test: z.literal('formula'), text: formulaText }),
  ]),
)

const numberStep = z.union([
  z.object({ do: z.enum(['add', 'subtract', 'multiply', 'divide']), by: operand }),
  z.object({ do: z.literal('round'), decimals: z.number().int().min(0).max(12), mode: z.enum(['half-away-from-zero', 'half-even', 'up', 'down']) }),
  z.object({ do: z.literal('scale'), power: z.number().int().min(-12).max(12) }),
  z.object({ do: z.enum(['negate', 'absolute']) }),
])
const numberSteps = z.array(numberStep).max(50)
const numberForm = z.object({ decimal: z.enum(['.', ',']), group: z.enum(['', ',', '.', ' ', "'"]) })

const places = z.number().int().min(-10_000).max(10_000)
const lengths = z.number().int().min(0).max(10_000)
const words = z.string().max(1_000)
const textStep = z.union([
  z.object({ do: z.enum(['trim', 'upper', 'lower']) }),
  z.object({ do: z.literal('pad'), side: z.enum(['start', 'end']), length: lengths, with: words }),
  z.object({ do: z.literal('slice'), start: places, length: lengths.optional() }),
  z.object({ do: z.enum(['before', 'after']), text: words }),
  z.object({ do: z.literal('part'), separator: words, index: places }),
  z.object({ do: z.literal('replace'), find: words, by: words }),
])

const sortBy = z.object({ by: fieldPath, descending: z.boolean().optional() })
const listEnd = z.union([
  z.object({ do: z.enum(['all', 'first', 'last', 'count', 'sum', 'min', 'max', 'average']) }),
  z.object({ do: z.literal('join'), with: words }),
])

const valueTransform: z.ZodType<ValueTransform> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('copy'), from: operand }),
    z.object({ kind: z.literal('constant'), value: scalar }),
    z.object({ kind: z.literal('config'), config: id }),
    z.object({ kind: z.literal('template'), parts: z.array(z.union([z.string().max(4_000), operand])).max(100) }),
    z.object({ kind: z.literal('lookup'), from: operand, table: id }),
    z.object({ kind: z.literal('when'), cases: z.array(z.object({ if: condition, then: valueTransform })).max(200), otherwise: valueTransform.optional() }),
    z.object({ kind: z.literal('convert'), from: operand, to: z.enum(['text', 'number', 'integer', 'boolean']) }),
    z.object({
      kind: z.literal('number'),
      from: operand,
      read: numberForm.optional(),
      steps: numberSteps,
      write: numberForm.extend({ decimals: z.number().int().min(0).max(12) }).optional(),
    }),
    z.object({
      kind: z.literal('date'),
      from: operand,
      read: z.string().max(100),
      write: z.string().max(100),
      zone: z.object({ from: operand.optional(), to: operand }).optional(),
      add: z.object({ amount: operand, unit: z.enum(DATE_UNITS) }).optional(),
    }),
    z.object({ kind: z.literal('text'), from: operand, steps: z.array(textStep).max(50) }),
    z.object({
      kind: z.literal('list'),
      from: sourceRef,
      where: condition.optional(),
      sort: sortBy.optional(),
      take: fieldPath,
      distinct: z.boolean().optional(),
      then: listEnd,
      steps: numberSteps.optional(),
    }),
    z.object({ kind: z.literal('join'), list: sourceRef, key: fieldPath, equals: operand, take: fieldPath }),
    z.object({ kind: z.literal('formula'), text: formulaText }),
    z.object({ kind: z.literal('hook'), words: text, uses: z.array(sourceRef).max(200) }),
  ]),
)

export const transform: z.ZodType<Transform> = z.union([
  valueTransform,
  z.object({ kind: z.literal('each'), list: sourceRef, groupBy: fieldPath.optional(), sort: sortBy.optional(), key: operand.optional() }),
  z.object({ kind: z.literal('notMapped'), reason: text }),
])

export const missingPolicy: z.ZodType<MissingPolicy> = z.union([
  z.object({ then: z.enum(['omit', 'null', 'problem']) }),
  z.object({ then: z.literal('default'), value: scalar }),
])
export const nullPolicy: z.ZodType<NullPolicy> = z.enum(['pass', 'as-missing', 'problem'])
