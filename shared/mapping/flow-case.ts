// What a test case of kind flow gives and expects: the only place for the two shapes, and for reading them.
import type { JsonValue } from '../schema/json-value.ts'
import { fail, ok, type Result } from '../schema/result.ts'

/**
 * `trigger`: the record that starts the run. `answers`: by endpoint (`POST /Invoices`; `Xero POST /Invoices` where two systems have the same),
 * one for each call in its order: what the system answers (the whole body, with its envelope), or how the call fails.
 */
export type FlowGiven = {
  readonly trigger?: JsonValue
  readonly lastRun?: string
  readonly answers: Readonly<Record<string, readonly ({ readonly answer: JsonValue } | { readonly failure: string })[]>>
}

/**
 * `calls`: all of them, in order; `parameters` and `body` only where they are to be compared. `report`: lists to be compared, each with all its
 * entries, by the cells that are named. `messages`: who is told, in order. `waits`: seconds before each further try or of a wait step, in order.
 */
export type FlowExpected = {
  readonly calls: readonly { readonly endpoint: string; readonly parameters?: JsonValue; readonly body?: JsonValue }[]
  readonly report?: {
    readonly done?: readonly { readonly step: number; readonly did?: string }[]
    readonly skipped?: readonly ExpectedEnd[]
    readonly failed?: readonly ExpectedEnd[]
  }
  readonly messages?: readonly string[]
  readonly waits?: readonly number[]
}
type ExpectedEnd = { readonly step: number; readonly why?: string }

/** `message`: a plain sentence. */
export type NotAFlowCase = { readonly type: 'NotAFlowCase'; readonly message: string }

type Fields = Readonly<Record<string, JsonValue | undefined>>

export function readFlowGiven(value: JsonValue): Result<FlowGiven, NotAFlowCase> {
  if (!isObject(value)) return refuse('What is given must be an object.')
  const { trigger, lastRun, answers = {} } = value as Fields
  if (lastRun !== undefined && typeof lastRun !== 'string') return refuse('`lastRun` must be a time, as text.')
  if (!isObject(answers)) return refuse('`answers` must hold a list for each endpoint.')
  const lists: [string, FlowGiven['answers'][string]][] = []
  for (const [endpoint, list] of Object.entries(answers)) {
    const read = Array.isArray(list) ? list.map(readAnswer) : [undefined]
    if (!read.every((one) => one !== undefined)) return refuse(`The answers of ${endpoint} must be a list of { "answer": ... } and { "failure": "why" }.`)
    lists.push([endpoint, read])
  }
  return ok({ ...(trigger === undefined ? {} : { trigger }), ...(lastRun === undefined ? {} : { lastRun }), answers: Object.fromEntries(lists) })
}

export function readFlowExpected(value: JsonValue): Result<FlowExpected, NotAFlowCase> {
  if (!isObject(value)) return refuse('What is expected must be an object.')
  const { calls, report, messages, waits } = value as Fields
  if (!Array.isArray(calls) || !calls.every((call) => isObject(call) && typeof call['endpoint'] === 'string'))
    return refuse('`calls` must be a list of { "endpoint": "POST /Invoices", "parameters": ..., "body": ... }.')
  if (report !== undefined && !isReport(report)) return refuse('`report` must hold `done`, `skipped` or `failed`, each a list of { "step": 3 }.')
  if (messages !== undefined && !(Array.isArray(messages) && messages.every((to) => typeof to === 'string')))
    return refuse('`messages` must be a list of texts.')
  if (waits !== undefined && !(Array.isArray(waits) && waits.every((wait) => typeof wait === 'number'))) return refuse('`waits` must be a list of seconds.')
  return ok(value as unknown as FlowExpected)
}

function readAnswer(one: JsonValue): FlowGiven['answers'][string][number] | undefined {
  if (!isObject(one)) return undefined
  const { answer, failure } = one as Fields
  return typeof failure === 'string' ? { failure } : answer === undefined ? undefined : { answer }
}

function isReport(value: JsonValue): boolean {
  return isObject(value) && Object.values(value).every((list) => Array.isArray(list) && list.every((end) => isObject(end) && typeof end['step'] === 'number'))
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(message: string): Result<never, NotAFlowCase> {
  return fail({ type: 'NotAFlowCase', message })
}
