// The only place that reads HAR recordings (1.1, 1.2): calls that carried JSON or a form as endpoints, their bodies as evidence. Cookies and keys are never kept.
import { printPointer } from '../../../shared/schema/json-pointer.ts'
import { isRawObject, rawList, rawObject, rawText, type RawObject } from '../../../shared/schema/raw-schema.ts'
import { findSensitivity } from '../../../shared/schema/sensitive.ts'
import type { FormatReader } from '../format-reader.ts'
import { parseBodyJson, readFormFields } from '../recordings/read-body-text.ts'
import { readRecording, type RecordedBody, type RecordedCall, type RecordedParameter } from '../recordings/recorded-calls.ts'

const MOST_ENTRIES = 20_000
/** Calls that a sentence names. */
const MOST_NAMED = 5
const LONGEST_NAMED = 100

export const har: FormatReader = {
  formats: ['har'],
  recognises: ({ value }) => {
    const log = rawObject(rawObject(value)?.['log'])
    const entries = log?.['entries']
    return (
      log !== undefined &&
      Array.isArray(entries) &&
      rawText(log['version']) !== undefined &&
      entries.every((entry) => isRawObject(entry) && isRawObject(entry['request']))
    )
  },
  read(own, _all, name) {
    const calls: RecordedCall[] = []
    const servers: { url: string }[] = []
    const findings: [string, string][] = []
    const without: Call[] = []
    for (const file of own) {
      const entries = rawList(rawObject(rawObject(file.value)?.['log'])?.['entries'])
      if (entries.length > MOST_ENTRIES) findings.push(['#/log/entries', `Only the first ${MOST_ENTRIES} calls are read.`])
      entries.slice(0, MOST_ENTRIES).forEach((entry, i) => {
        const read = readEntry(rawObject(entry) ?? {}, file.name, String(i), findings)
        if (read === undefined) {
          const lost = callWithoutContent(rawObject(entry) ?? {})
          if (lost !== undefined) without.push(lost)
          return
        }
        calls.push(read.call)
        if (!servers.some(({ url }) => url === read.origin)) servers.push({ url: read.origin })
      })
    }
    if (calls.length === 0)
      findings.push(['#/log/entries', 'No call of this recording carries JSON or a form. Record the calls of the API, with their contents.'])
    else findings.push(...describeWithout(without, calls))
    return readRecording({ format: 'har', title: name, servers: servers.slice(0, 50), calls, findings })
  },
}

type Call = Pick<RecordedCall, 'method' | 'path'>

/** An answer in JSON whose text the browser did not keep: recorded without contents, or already gone when the recording was saved. */
function callWithoutContent(entry: RawObject): Call | undefined {
  const request = rawObject(entry['request']) ?? {}
  const response = rawObject(entry['response']) ?? {}
  const content = rawObject(response['content'])
  const url = parseUrl(rawText(request['url']) ?? '')
  if (content === undefined || url === undefined || response['status'] === 204 || response['status'] === 304 || content['size'] === 0) return undefined
  if (!/json/i.test(rawText(content['mimeType']) ?? '') || (rawText(content['text']) ?? '') !== '') return undefined
  return { method: methodOf(request), path: templateOf(url.pathname).path }
}

/** Calls that were recorded another time with their contents are there. */
function describeWithout(without: readonly Call[], calls: readonly Call[]): [string, string][] {
  const print = ({ method, path }: Call) => `${method} ${path}`
  const known = new Set(calls.map(print))
  const left = [...new Set(without.map(print))].filter((call) => !known.has(call))
  if (left.length === 0) return []
  const named = left.slice(0, MOST_NAMED).map((call) => `\`${call.slice(0, LONGEST_NAMED)}\``)
  const more = left.length > named.length ? ` and ${left.length - named.length} more` : ''
  return [
    [
      '#/log/entries',
      `Left out, because their JSON is not in the recording: ${named.join(', ')}${more}. To map from them, record them again with their contents.`,
    ],
  ]
}

function methodOf(request: RawObject): string {
  return (rawText(request['method']) ?? 'GET').toUpperCase().slice(0, 40)
}

function readEntry(
  entry: RawObject,
  file: string,
  index: string,
  findings: [string, string][],
): { readonly call: RecordedCall; readonly origin: string } | undefined {
  const request = rawObject(entry['request']) ?? {}
  const response = rawObject(entry['response']) ?? {}
  const url = parseUrl(rawText(request['url']) ?? '')
  if (url === undefined) return undefined
  const at = (...tokens: string[]) => ({ file, pointer: printPointer(['log', 'entries', index, ...tokens]) })
  const sent = readPost(rawObject(request['postData']), at('request', 'postData'))
  const answered = readContent(rawObject(response['content']), at('response', 'content'), findings)
  if (sent === undefined && answered === undefined) return undefined
  const { path, names } = templateOf(url.pathname)
  const query = rawList(request['queryString']).flatMap((each): RecordedParameter[] => {
    const name = rawText(rawObject(each)?.['name'])
    const value = rawText(rawObject(each)?.['value']) ?? ''
    if (name === undefined || name === '') return []
    return [{ name, in: 'query', required: false, ...(findSensitivity(name, [value]) === undefined ? { example: value } : {}) }]
  })
  const status = typeof response['status'] === 'number' && response['status'] > 0 ? String(response['status']) : 'default'
  const description = rawText(response['statusText'])
  return {
    origin: url.origin,
    call: {
      method: methodOf(request),
      path,
      parameters: [...names.map((name): RecordedParameter => ({ name, in: 'path', required: true })), ...query],
      ...(sent === undefined ? {} : { request: sent }),
      responses: [
        { status, ...(description === undefined || description === '' ? {} : { description }), ...(answered === undefined ? {} : { body: answered }) },
      ],
    },
  }
}

function parseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text.slice(0, 8_000))
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
  } catch {
    return undefined
  }
}

/** `/orders/17/lines` is `/orders/{orderId}/lines`: numbers, UUIDs and long codes with digits change from call to call. */
export function templateOf(pathname: string): { readonly path: string; readonly names: readonly string[] } {
  const names: string[] = []
  const segments = pathname.split('/').slice(0, 64)
  const path = segments.map((segment, i) => {
    if (!isKey(segment)) return segment
    const above = (segments[i - 1] ?? '').replaceAll(/[^A-Za-z]/g, '')
    const word = singular(above)
    let name = word === '' ? 'id' : `${word.slice(0, 40)}Id`
    for (let n = 2; names.includes(name); n++) name = `${word === '' ? 'id' : `${word.slice(0, 40)}Id`}${n}`
    names.push(name)
    return `{${name}}`
  })
  return { path: path.join('/'), names }
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word
}

function isKey(segment: string): boolean {
  return (
    /^\d+$/.test(segment) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(segment) ||
    (segment.length >= 16 && /^[A-Za-z0-9_-]+$/.test(segment) && /\d/.test(segment))
  )
}

function readPost(post: RawObject | undefined, place: { file: string; pointer: string }): RecordedBody | undefined {
  if (post === undefined) return undefined
  const mediaType = (rawText(post['mimeType']) ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const fields = rawList(post['params']).flatMap((field) => {
    const name = rawText(rawObject(field)?.['name'])
    return name === undefined ? [] : [{ name, value: rawText(rawObject(field)?.['value']) ?? '' }]
  })
  if (fields.length > 0) return { mediaType, value: readFormFields(fields), place }
  const text = rawText(post['text']) ?? ''
  if (mediaType === 'application/x-www-form-urlencoded')
    return text === '' ? undefined : { mediaType, value: readFormFields([...new URLSearchParams(text)].map(([name, value]) => ({ name, value }))), place }
  const value = /json/.test(mediaType) || /^\s*[[{]/.test(text) ? parseBodyJson(text) : undefined
  return value === undefined ? undefined : { mediaType: mediaType === '' ? 'application/json' : mediaType, value, place }
}

function readContent(content: RawObject | undefined, place: { file: string; pointer: string }, findings: [string, string][]): RecordedBody | undefined {
  const mediaType = (rawText(content?.['mimeType']) ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (content === undefined || !/json/.test(mediaType)) return undefined
  const written = rawText(content['text'])
  if (written === undefined || written === '') return undefined
  const text = content['encoding'] === 'base64' ? Buffer.from(written, 'base64').toString('utf8') : written
  const value = parseBodyJson(text)
  if (value === undefined) findings.push([place.pointer, 'This answer says that it is JSON and is not. It is left out.'])
  return value === undefined ? undefined : { mediaType, value, place }
}
