// The only table of what is known of a field and who said it: the document, samples, an analyst. For screens and exports alike.
import type { EvidenceConflict } from './compare-evidence.ts'
import type { FieldEvidence } from './evidence.ts'
import { innerFacts, listOptions, type Field } from './fields.ts'
import type { JsonValue } from './json-value.ts'
import { factNames, type FactName, type Property, type SchemaGraph, type SchemaNode } from './schema-graph.ts'
import { maskValue, type Sensitivity } from './sensitive.ts'

export type FactOrigin = 'document' | 'samples' | 'analyst'

/** What nobody can correct, because it follows from the rest or is rare: told by the document alone. */
const toldOnly = ['writeOnly', 'default', 'const', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems'] as const
export type ShownFact = Exclude<FactName, 'added'> | (typeof toldOnly)[number]

/** One origin's word about a fact. `value` is absent where it says something in words only, as samples do. */
export type ToldFact = { readonly origin: FactOrigin; readonly words: string; readonly value?: JsonValue; readonly by?: string; readonly at?: string }

export type FieldFact = {
  readonly name: ShownFact
  readonly label: string
  /** What holds; undefined: nobody says. */
  readonly value: JsonValue | undefined
  readonly words: string
  readonly origin: FactOrigin
  /** Everybody who says something: the document, then samples, then the analyst. */
  readonly told: readonly ToldFact[]
  /** They do not say the same. */
  readonly differs: boolean
  /** What samples show does not fit what holds. */
  readonly contradicted: boolean
  readonly correctable: boolean
}

/** What an analyst said about this field, the latest last. `by` and `at` as they are kept. */
export type AnalystWord = { readonly fact: FactName; readonly value: JsonValue; readonly by?: string; readonly at?: string }

export type FactSources = {
  /** With analysts' facts laid over it; `field` is of it. */
  readonly graph: SchemaGraph
  readonly field: Field
  readonly evidence?: FieldEvidence | undefined
  /** What samples contradict of this field (`compareEvidence` of the same graph). */
  readonly conflicts?: readonly EvidenceConflict[] | undefined
  readonly analysts?: readonly AnalystWord[]
  /** Values of the samples are masked as this. */
  readonly masked?: Sensitivity | undefined
}

export const factLabels: Readonly<Record<ShownFact, string>> = {
  type: 'Type',
  required: 'Required',
  nullable: 'May be null',
  description: 'Meaning',
  format: 'Format',
  enum: 'Allowed values',
  minLength: 'Shortest',
  maxLength: 'Longest',
  minimum: 'Smallest',
  maximum: 'Largest',
  pattern: 'Pattern',
  example: 'Example',
  readOnly: 'Read-only',
  writeOnly: 'Write-only',
  deprecated: 'Deprecated',
  default: 'Default',
  const: 'Always',
  multipleOf: 'Steps of',
  exclusiveMinimum: 'More than',
  exclusiveMaximum: 'Less than',
  minItems: 'Fewest items',
  maxItems: 'Most items',
}
const order = Object.keys(factLabels) as ShownFact[]
const always: ReadonlySet<ShownFact> = new Set(['type', 'required', 'nullable'])

/** Facts in a fixed order: type, required and nullable always, of the others what somebody says something about. */
export function listFieldFacts(sources: FactSources): FieldFact[] {
  const property = findProperty(sources.graph, sources.field)
  const holds = (name: ShownFact) => valueOf(name, sources.field.facts, sources.field)
  return order.flatMap((name) => {
    const value = holds(name)
    const told = [documentSays(name, sources, property), samplesSay(name, sources), analystSays(name, sources, property)].filter((one) => one !== undefined)
    if (told.length === 0 && !always.has(name)) return []
    const contradicted = sources.conflicts?.some((conflict) => factOfConflict(conflict) === name) === true
    const last = told.findLast((one) => one.value !== undefined)
    return [
      {
        name,
        label: factLabels[name],
        value,
        words: last?.origin === 'samples' && sources.masked !== undefined && hasValues.has(name) ? last.words : printFactValue(name, value),
        origin: last?.origin ?? 'document',
        told,
        differs: contradicted || new Set(told.flatMap((one) => (one.value === undefined ? [] : [JSON.stringify(one.value)]))).size > 1,
        contradicted,
        correctable: (factNames as readonly string[]).includes(name),
      },
    ]
  })
}

/** `number`, `yes`, `3 values`: a fact's value as people read it. */
export function printFactValue(name: ShownFact, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return name === 'type' ? 'any' : isFlag(name) ? 'no' : 'none'
  if (name === 'type') return (Array.isArray(value) ? value : [value]).map(String).join(' or ')
  if (isFlag(name)) return value === true ? 'yes' : 'no'
  if ((name === 'minLength' || name === 'maxLength') && typeof value === 'number') return `${value} ${value === 1 ? 'character' : 'characters'}`
  if (name === 'enum' && Array.isArray(value)) return value.map((one) => printValue(one)).join(', ')
  return printValue(value)
}

function printValue(value: JsonValue): string {
  return typeof value === 'string' ? (value === '' ? '""' : value) : JSON.stringify(value)
}

function isFlag(name: ShownFact): boolean {
  return name === 'required' || name === 'nullable' || name === 'readOnly' || name === 'writeOnly' || name === 'deprecated'
}

/** The property that a field is, in its object or in the variants that have it. */
export function findProperty(graph: SchemaGraph, field: Field): Property | undefined {
  if (field.parent === undefined) return undefined
  const owner = innerFacts(graph, field.parent.node)
  const own = owner.properties?.find(({ name }) => name === field.name)
  if (own !== undefined) return own
  for (const { facts } of listOptions(graph, owner)) {
    const found = facts.properties?.find(({ name }) => name === field.name)
    if (found !== undefined) return found
  }
  return undefined
}

function valueOf(name: ShownFact, facts: SchemaNode, field: Field): JsonValue | undefined {
  if (name === 'type') return facts.types.length === 1 ? facts.types[0] : [...facts.types]
  if (name === 'required') return field.required
  if (name === 'readOnly') return field.readOnly || undefined
  if (name === 'writeOnly') return field.writeOnly || undefined
  return facts[name] as JsonValue | undefined
}

/** What is written in the description itself; where samples are the description, they say it, with their counts. */
function documentSays(name: ShownFact, sources: FactSources, property: Property | undefined): ToldFact | undefined {
  const { graph, field, masked } = sources
  if (property?.added === true || field.facts.corrected?.added !== undefined) return undefined
  const documented = documentedValue(name, field, property)
  if (documented === undefined) return undefined
  const isSamples = graph.format === 'samples'
  const words = isSamples && masked !== undefined && hasValues.has(name) ? maskValue(documented, masked) : printFactValue(name, documented)
  return isSamples ? { origin: 'samples', words: observed(name, sources) ?? words, value: documented } : { origin: 'document', words, value: documented }
}

/** Facts whose value is one that a field holds. */
const hasValues: ReadonlySet<ShownFact> = new Set(['example', 'default', 'const', 'enum', 'minimum', 'maximum'])

function documentedValue(name: ShownFact, field: Field, property: Property | undefined): JsonValue | undefined {
  if (name === 'required') return property?.documentedRequired ?? field.required
  const corrected = field.facts.corrected
  const isCorrected = corrected !== undefined && Object.hasOwn(corrected, name)
  const value = isCorrected ? corrected[name as FactName] : valueOf(name, field.facts, field)
  if (name === 'nullable') return value === true
  return value === null || value === undefined || value === false ? undefined : value
}

function analystSays(name: ShownFact, { field, analysts = [] }: FactSources, property: Property | undefined): ToldFact | undefined {
  const word = analysts.findLast(({ fact }) => fact === name)
  const isOverlaid =
    name === 'required'
      ? property?.documentedRequired !== undefined
      : (field.facts.corrected !== undefined && Object.hasOwn(field.facts.corrected, name)) || (name === 'type' && property?.added === true)
  if (word === undefined && !isOverlaid) return undefined
  const value = word === undefined ? (valueOf(name, field.facts, field) ?? null) : word.value
  return {
    origin: 'analyst',
    words: printFactValue(name, value),
    value,
    ...(word?.by === undefined ? {} : { by: word.by }),
    ...(word?.at === undefined ? {} : { at: word.at }),
  }
}

/** Samples never say what may be, only what was: words, beside what the others say. */
function samplesSay(name: ShownFact, sources: FactSources): ToldFact | undefined {
  // Where samples are the description, they have said it as such.
  if (sources.graph.format === 'samples') return undefined
  const words = observed(name, sources)
  return words === undefined ? undefined : { origin: 'samples', words }
}

function observed(name: ShownFact, { field: { facts }, evidence, conflicts = [], masked }: FactSources): string | undefined {
  const absent = conflicts.find((one) => one.type === 'absent')
  if (evidence === undefined) return name === 'required' && absent !== undefined ? `seen in ${absent.of - absent.count} of ${absent.of}` : undefined
  const { seen, of, types, nulls, distinct, longest, minimum, maximum } = evidence
  const show = (value: JsonValue) => (masked === undefined ? printValue(value) : maskValue(value, masked))
  switch (name) {
    case 'type':
      return types.length === 0 ? undefined : types.map(({ type, count }) => `${type} ${count} of ${seen}`).join(', ')
    case 'required':
      return `seen in ${seen} of ${of}`
    case 'nullable':
      return nulls === 0 ? undefined : `null in ${nulls} of ${seen}`
    case 'enum': {
      const others = conflicts.find((one) => one.type === 'values')?.values.map(({ value }) => show(value)) ?? []
      if (others.length > 0)
        return `also ${others.slice(0, MOST_VALUES).join(', ')}${others.length > MOST_VALUES ? ` and ${others.length - MOST_VALUES} more` : ''}`
      return facts.enum === undefined || distinct.length === 0 ? undefined : `${distinct.length} of ${facts.enum.length} seen`
    }
    case 'maxLength':
      return longest === undefined || facts.maxLength === undefined ? undefined : `longest ${longest} ${longest === 1 ? 'character' : 'characters'}`
    case 'minimum':
      return minimum === undefined || facts.minimum === undefined ? undefined : `smallest ${show(minimum)}`
    case 'maximum':
      return maximum === undefined || facts.maximum === undefined ? undefined : `largest ${show(maximum)}`
    default:
      return undefined
  }
}

const MOST_VALUES = 5

function factOfConflict(conflict: EvidenceConflict): ShownFact {
  if (conflict.type === 'range') return conflict.side
  return ({ type: 'type', null: 'nullable', values: 'enum', length: 'maxLength', absent: 'required' } as const)[conflict.type]
}
