// The only place that compares endpoints: their ids, parameters and bodies.
import type { Draft, Piece } from './change-pieces.ts'
import type { Comparer } from './compare-units.ts'
import { printName, ROOT_PATH, type FieldPath } from './field-path.ts'
import { likenessOfNames } from './likeness.ts'
import { matchBest } from './match-best.ts'
import type { Pair } from './match-versions.ts'
import type { ChangeKindFacts, ChangePlace } from './schema-change.ts'
import { plainText, shorten } from './change-words.ts'
import type { Body, Endpoint, Parameter } from './schema-graph.ts'

/** What a body may be in the two versions: its place, and whether it is read or sent by us. */
type BodyPart = { readonly body: Body | undefined; readonly place: ChangePlace }

const NO_FACTS: ChangeKindFacts = { types: ['any'], required: true }
const LIKE_PARAMETER = 0.7

/** `isOwn`: both are the same named object, which is compared by itself. `isNew`: `endpoint` is of the new version alone. */
export function compareEndpoint(
  endpoint: Endpoint,
  pair: Pair<Endpoint> | undefined,
  comparer: Comparer,
  isOwn: (before: string, after: string) => boolean,
  isNew = false,
): Piece[] {
  if (pair === undefined) return [wholeEndpoint(endpoint, isNew)]
  const { before, after, renamed } = pair
  const isWebhook = before.kind === 'webhook'
  const about = { what: 'endpoint', place: placeOf(before), endpoint: before.id, breaksReading: false, breaksSending: false } as const
  const pieces: Piece[] = []
  if (renamed !== undefined)
    pieces.push({
      ...about,
      kind: 'renamed',
      to: placeOf(after),
      ...renamed,
      breaksReading: hasAnswer(before),
      breaksSending: before.request !== undefined || !hasAnswer(before),
      words: `${shorten(before.id)} to ${shorten(after.id)}`,
    })
  if ((before.deprecated === true) !== (after.deprecated === true))
    pieces.push({ ...about, kind: 'deprecated', words: after.deprecated === true ? 'now deprecated' : 'no longer deprecated' })
  const [old, now] = [before, after].map(({ summary, description }) => plainText(`${summary ?? ''} ${description ?? ''}`))
  if (old !== now) pieces.push({ ...about, kind: 'description', words: `"${shorten(old ?? '')}" to "${shorten(now ?? '')}"` })
  pieces.push(...compareParameters(before, after, comparer))
  const request = { before: bodyOf(before, before.request), after: bodyOf(after, after.request) }
  pieces.push(...compareBodies(request.before, request.after, isWebhook, comparer, isOwn))
  pieces.push(...compareResponses(before, after, isWebhook, comparer, isOwn))
  return pieces
}

function wholeEndpoint(endpoint: Endpoint, isNew: boolean): Draft {
  return {
    kind: isNew ? 'added' : 'removed',
    what: 'endpoint',
    place: placeOf(endpoint),
    endpoint: endpoint.id,
    breaksReading: !isNew && (hasAnswer(endpoint) || endpoint.kind === 'webhook'),
    breaksSending: !isNew && endpoint.kind === 'operation' && (endpoint.request !== undefined || !hasAnswer(endpoint)),
    words: isNew ? 'new endpoint' : endpoint.deprecated === true ? 'gone; it was deprecated' : 'gone',
  }
}

function hasAnswer({ responses }: Endpoint): boolean {
  return responses.some(({ status, body }) => body !== undefined && !isFailure(status))
}

function isFailure(status: string): boolean {
  return /^[45]/.test(status)
}

/** An endpoint itself stands where its request does. */
function placeOf(endpoint: Endpoint): ChangePlace {
  return { object: { kind: 'request', endpoint: endpoint.id, envelope: '' }, path: ROOT_PATH }
}

function bodyOf(endpoint: Endpoint, body: Body | undefined): BodyPart {
  return { body, place: placeOf(endpoint) }
}

function compareParameters(before: Endpoint, after: Endpoint, comparer: Comparer): Piece[] {
  const pieces: Piece[] = []
  const key = ({ in: where, name }: Parameter) => `${where} ${where === 'header' ? name.toLowerCase() : name}`
  const afterByKey = new Map(after.parameters.map((parameter) => [key(parameter), parameter]))
  const beforeKeys = new Set(before.parameters.map(key))
  const removed = before.parameters.filter((parameter) => !afterByKey.has(key(parameter)))
  const added = after.parameters.filter((parameter) => !beforeKeys.has(key(parameter)))
  const inPath = (list: readonly Parameter[]) => list.filter((parameter) => parameter.in === 'path')
  // The place in the path is what counts; the name is not sent.
  const byPlace = inPath(removed).length === inPath(added).length
  const like = (a: Parameter, b: Parameter) => (a.in !== b.in ? 0 : a.in === 'path' && byPlace ? 1 : likenessOfNames(a.name, b.name))
  const renamed = new Map(matchBest(removed, added, like, LIKE_PARAMETER).map((match) => [match.a, match]))
  const come = new Set([...renamed.values()].map(({ b }) => b))
  for (const parameter of before.parameters) {
    const match = renamed.get(parameter)
    const other = match?.b ?? afterByKey.get(key(parameter))
    if (other === undefined) {
      pieces.push(parameterChange(before, parameter, 'removed', 'gone', parameter.in !== 'path'))
      continue
    }
    if (match !== undefined)
      pieces.push({
        ...parameterChange(before, parameter, 'renamed', `${shorten(parameter.name)} to ${shorten(other.name)}`, parameter.in !== 'path'),
        to: placeOfParameter(after, other),
        likeness: Math.round(match.score * 100) / 100,
        reasons: [parameter.in === 'path' ? 'same place' : 'like name'],
      })
    if (parameter.required !== other.required)
      pieces.push(
        other.required
          ? parameterChange(before, parameter, 'now-required', 'optional to required', true)
          : parameterChange(before, parameter, 'now-optional', 'required to optional', false),
      )
    if (plainText(parameter.description ?? '') !== plainText(other.description ?? ''))
      pieces.push(
        parameterChange(
          before,
          parameter,
          'description',
          `"${shorten(plainText(parameter.description ?? ''))}" to "${shorten(plainText(other.description ?? ''))}"`,
          false,
        ),
      )
    pieces.push({
      unit: comparer.unit(parameter.node, other.node),
      what: 'parameter',
      endpoint: before.id,
      before: placeOfParameter(before, parameter),
      after: placeOfParameter(after, other),
      parameter: printParameter(before, parameter),
    })
  }
  for (const parameter of added)
    if (!come.has(parameter))
      pieces.push(
        parameterChange(after, parameter, 'added', parameter.required ? `in the ${parameter.in}, required` : `in the ${parameter.in}`, parameter.required),
      )
  return pieces
}

function parameterChange(endpoint: Endpoint, parameter: Parameter, kind: Draft['kind'], words: string, breaksSending: boolean): Draft {
  const place = placeOfParameter(endpoint, parameter)
  const about = { what: 'parameter', endpoint: endpoint.id, breaksReading: false, breaksSending } as const
  return { kind, ...about, place, words, parameter: printParameter(endpoint, parameter) }
}

function placeOfParameter(endpoint: Endpoint, { name }: Parameter): ChangePlace {
  return { ...placeOf(endpoint), path: printName(name) as FieldPath }
}

function printParameter({ id }: Endpoint, parameter: Parameter): string {
  return `parameter ${printName(id)} ${parameter.in}:${printName(parameter.name)}`
}

function compareResponses(before: Endpoint, after: Endpoint, isWebhook: boolean, comparer: Comparer, isOwn: (a: string, b: string) => boolean): Piece[] {
  const part = (endpoint: Endpoint, response: Endpoint['responses'][number]): BodyPart => ({
    body: response.body,
    place: { object: { kind: 'response', endpoint: endpoint.id, status: response.status, envelope: '' }, path: ROOT_PATH },
  })
  const afterByStatus = new Map(after.responses.map((response) => [response.status, response]))
  const beforeStatuses = new Set(before.responses.map(({ status }) => status))
  const gone = before.responses.filter(({ status }) => !afterByStatus.has(status))
  const come = after.responses.filter(({ status }) => !beforeStatuses.has(status))
  const good = (list: Endpoint['responses']) => list.filter(({ status, body }) => body !== undefined && !isFailure(status))
  // The one good answer under another status is the same answer.
  const [from, to] = [good(gone), good(come)]
  const moved = from.length === 1 && to.length === 1 ? { from: from[0], to: to[0] } : undefined
  const pieces: Piece[] = []
  for (const response of before.responses) {
    const other = response === moved?.from ? moved.to : afterByStatus.get(response.status)
    const place = part(before, response)
    if (other === undefined) {
      pieces.push(...compareBodies(place, undefined, !isWebhook, comparer, isOwn, isFailure(response.status)))
      continue
    }
    if (response.status !== other.status) {
      const words = `answer ${response.status} to ${other.status}`
      const about = { what: 'object', place: place.place, to: part(after, other).place, likeness: 1, reasons: ['the only good answer'] } as const
      pieces.push({ kind: 'renamed', ...about, breaksReading: !isWebhook, breaksSending: isWebhook, words })
    }
    pieces.push(...compareBodies(place, part(after, other), !isWebhook, comparer, isOwn, isFailure(response.status)))
  }
  for (const response of come)
    if (response !== moved?.to) pieces.push(...compareBodies(undefined, part(after, response), !isWebhook, comparer, isOwn, isFailure(response.status)))
  return pieces
}

/** `isRead`: we get it; else we send it. `isFailure`: told, and breaks nobody. */
function compareBodies(
  before: BodyPart | undefined,
  after: BodyPart | undefined,
  isRead: boolean,
  comparer: Comparer,
  isOwn: (before: string, after: string) => boolean,
  isFailing = false,
): Piece[] {
  const broken = (isBroken: boolean) => ({ breaksReading: isRead && !isFailing && isBroken, breaksSending: !isRead && !isFailing && isBroken })
  const [b, a] = [before?.body, after?.body]
  if (b === undefined && a === undefined) return []
  if (b === undefined || before === undefined)
    return after === undefined ? [] : [{ kind: 'added', what: 'object', place: after.place, ...broken(!isRead && a?.required === true), words: 'new body' }]
  if (a === undefined || after === undefined) return [{ kind: 'removed', what: 'object', place: before.place, ...broken(true), words: 'gone' }]
  const pieces: Piece[] = []
  const about = { what: 'object', place: before.place } as const
  if (b.mediaType !== a.mediaType) pieces.push({ kind: 'retyped', ...about, ...broken(true), words: `${shorten(b.mediaType)} to ${shorten(a.mediaType)}` })
  if (!isRead && !b.required && a.required)
    pieces.push({ kind: 'now-required', ...about, ...broken(true), before: { ...NO_FACTS, required: false }, after: NO_FACTS, words: 'optional to required' })
  if (!isRead && b.required && !a.required)
    pieces.push({ kind: 'now-optional', ...about, ...broken(false), before: NO_FACTS, after: { ...NO_FACTS, required: false }, words: 'required to optional' })
  if (!isOwn(b.node, a.node)) pieces.push({ unit: comparer.unit(b.node, a.node), before: before.place, after: after.place, what: 'field' })
  return pieces
}
