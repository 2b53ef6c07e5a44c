// The small functions that a generated flow may need: each is written out only where it is used.
import { flowWords } from '../../mapping/flow-plan.ts'
import { literal } from './text.ts'
import { helpers as mapperHelpers } from './written-functions.ts'

type Helper = { readonly needs: readonly string[]; readonly code: string }

const NO_RECORD = literal(flowWords['no-record'])

/** In the order in which they are written. */
export const flowHelpers: Readonly<Record<string, Helper>> = {
  receive: {
    needs: ['attempt', 'fail'],
    code: `/** Makes a call and reads its answer. Undefined: the record ended here. */
async function receive<T>(flow: Flow, step: Step, call: () => Promise<unknown>, read: (answer: unknown) => T): Promise<T | undefined> {
  const answer = await attempt(flow, step, call)
  if (!answer.ok) return undefined
  const value = read(answer.value)
  if (value == null) await fail(flow, step, ${NO_RECORD})
  return value ?? undefined
}`,
  },
  receivePages: {
    needs: ['attempt', 'fail'],
    code: `/** The records of all pages, until one is not full. Undefined: the record ended here. */
async function receivePages(
  flow: Flow,
  step: Step,
  size: number,
  call: (page: number) => Promise<unknown>,
  read: (answer: unknown) => readonly unknown[] | undefined,
): Promise<readonly unknown[] | undefined> {
  const records: unknown[] = []
  for (let page = 1; page <= 10_000; page += 1) {
    const answer = await attempt(flow, step, () => call(page))
    if (!answer.ok) return undefined
    const found = read(answer.value)
    if (found === undefined) return void (await fail(flow, step, ${NO_RECORD}))
    records.push(...found)
    if (found.length < size) return records
  }
  return void (await fail(flow, step, ${literal(flowWords['many-pages'])}))
}`,
  },
  attempt: {
    needs: ['fail', 'reason'],
    code: `/** A call that fails is made again after a pause, as often as the step says. */
async function attempt(flow: Flow, step: Step, call: () => Promise<unknown>): Promise<{ ok: true; value: unknown } | { ok: false }> {
  for (let tries = 0; ; tries += 1) {
    try {
      return { ok: true, value: await call() }
    } catch (cause) {
      if (tries >= (step.retries ?? 0)) {
        await fail(flow, step, reason(cause))
        return { ok: false }
      }
      await flow.settings.wait(step.waits?.[tries] ?? step.waits?.at(-1) ?? 0)
    }
  }
}`,
  },
  until: {
    needs: [],
    code: `/** Fails where the answer is not yet what the step waits for. */
async function until(call: Promise<unknown>, read: (answer: unknown) => unknown, holds: (record: unknown) => boolean): Promise<unknown> {
  const answer = await call
  if (!holds(read(answer))) throw new Error(${literal(flowWords['not-yet'])})
  return answer
}`,
  },
  done: {
    needs: [],
    code: `function done(flow: Flow, step: Step, did: Done['did'], answer: unknown): void {
  flow.report.done.push({ record: flow.record, step: step.position, title: step.title, did, answer })
}`,
  },
  refuse: {
    needs: ['leaveOut', 'fail'],
    code: `/** Ends a record that a field map refuses; one that the map is not about is left out. */
async function refuse(flow: Flow, step: Step, issues: readonly Issue[]): Promise<void> {
  if (issues.every((issue) => issue.code === 'not-applicable')) leaveOut(flow, step, ${literal(flowWords['not-applicable'])}, issues)
  else await fail(flow, step, ${literal(flowWords.issues)}, issues)
}`,
  },
  leaveOut: {
    needs: [],
    code: `/** Ends a record without a failure. */
function leaveOut(flow: Flow, step: Step, why: string, issues: readonly Issue[] = []): void {
  flow.report.skipped.push({ record: flow.record, step: step.position, title: step.title, why, issues })
}`,
  },
  fail: {
    needs: ['notify'],
    code: `/** Ends a record as the step says, and tells whom it names. */
async function fail(flow: Flow, step: Step, why: string, issues: readonly Issue[] = []): Promise<void> {
  const ended: Ended = { record: flow.record, step: step.position, title: step.title, why, issues }
  const report: Report = { done: [], skipped: step.then === 'skip' ? [ended] : [], failed: step.then === 'skip' ? [] : [ended] }
  flow.report.skipped.push(...report.skipped)
  flow.report.failed.push(...report.failed)
  if (step.alert !== undefined) await notify(flow, step, step.alert, report)
}`,
  },
  notify: {
    needs: ['reason'],
    code: `/** A message that cannot be sent ends nothing; it is noted. */
async function notify(flow: Flow, step: Step, to: string, report: Report): Promise<void> {
  try {
    await flow.client.notify({ to, step: step.position, title: step.title, report })
  } catch (cause) {
    const why = \`\${to} could not be told: \${reason(cause)}\`
    flow.report.failed.push({ record: flow.record, step: step.position, title: step.title, why, issues: [] })
  }
}`,
  },
  reason: {
    needs: [],
    code: `function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}`,
  },
  first: {
    needs: ['listAt'],
    code: `/** The first record of a list in an answer. */
function first(answer: unknown, ...names: readonly string[]): unknown {
  return listAt(answer, ...names)?.[0]
}`,
  },
  listAt: {
    needs: ['at'],
    code: `/** Undefined: there is no list where one should be. */
function listAt(answer: unknown, ...names: readonly string[]): readonly unknown[] | undefined {
  const list = at(answer, ...names)
  return Array.isArray(list) ? list : undefined
}`,
  },
  at: {
    needs: ['own'],
    code: `/** A value inside a record; undefined where it is absent or null. */
function at(record: unknown, ...names: readonly string[]): unknown {
  return names.reduce(own, record) ?? undefined
}`,
  },
  own: {
    needs: [],
    code: `/** Names such as \`constructor\` are there for every object; only the record's own count. */
function own(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? Object.getOwnPropertyDescriptor(record, name)?.value : undefined
}`,
  },
  joined: {
    needs: [],
    code: `/** Texts and values in one text; undefined where one of them is absent. */
function joined(...parts: readonly unknown[]): string | undefined {
  const isText = (part: unknown) => typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean'
  return parts.every(isText) ? parts.join('') : undefined
}`,
  },
  earlier: {
    needs: [],
    code: `/** The moment so many seconds before; undefined where there is none. */
function earlier(time: string | undefined, seconds: number): string | undefined {
  const at = new Date(time === undefined ? Number.NaN : Date.parse(time) - seconds * 1_000)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}`,
  },
  isThere: {
    needs: [],
    code: `function isThere(value: unknown): boolean {
  return value != null
}`,
  },
  isFilled: {
    needs: [],
    code: `function isFilled(value: unknown): boolean {
  return value != null && value !== ''
}`,
  },
}

/** The functions in use and what they need, in a fixed order; comparing values is what mappers do. */
export function printFlowHelpers(used: ReadonlySet<string>): string[] {
  const all: Readonly<Record<string, Helper>> = { ...mapperHelpers, ...flowHelpers }
  const needed = new Set<string>()
  const need = (name: string) => {
    if (needed.has(name)) return
    needed.add(name)
    for (const other of all[name]?.needs ?? []) need(other)
  }
  for (const name of used) need(name)
  const order = [...Object.keys(flowHelpers), ...Object.keys(mapperHelpers).filter((name) => !Object.hasOwn(flowHelpers, name))]
  return order.flatMap((name) => (needed.has(name) ? [all[name]?.code ?? ''] : []))
}
