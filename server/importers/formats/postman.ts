// The only place that reads Postman collections (v2.0, v2.1): requests as endpoints, bodies and saved responses as evidence.
import { printPointer } from '../../../shared/schema/json-pointer.ts'
import { isRawObject, rawEntries, rawList, rawObject, rawText, type RawObject } from '../../../shared/schema/raw-schema.ts'
import type { SchemaGraph } from '../../../shared/schema/schema-graph.ts'
import type { FormatReader } from '../format-reader.ts'
import { parseBodyJson, readFormFields } from '../recordings/read-body-text.ts'
import { readRecording, type RecordedBody, type RecordedCall, type RecordedParameter } from '../recordings/recorded-calls.ts'

type Request = { readonly name: string | undefined; readonly item: RawObject; readonly file: string; readonly tokens: readonly string[] }
type Findings = [at: string, message: string][]

const MOST_REQUESTS = 20_000
/** Headers of the transport or of signing in: no part of what the endpoint takes. */
const NO_PARAMETER = /^(accept|accept-.*|authorization|connection|content-.*|cookie|host|origin|postman-token|referer|user-agent|x-api-key|api-key)$/i

export const postman: FormatReader = {
  formats: ['postman'],
  recognises: ({ value }) => {
    const collection = collectionOf(value)
    return collection !== undefined && Array.isArray(collection['item']) && isRawObject(collection['info'])
      ? (rawText(collection['info']['schema'])?.includes('getpostman.com') ?? false) || rawText(collection['info']['_postman_id']) !== undefined
      : false
  },
  read(own, _all, name) {
    const findings: Findings = []
    const calls: RecordedCall[] = []
    const servers: SchemaGraph['servers'][number][] = []
    let title: string | undefined
    let version: string | undefined
    for (const file of own) {
      const collection = collectionOf(file.value)
      if (collection === undefined) continue
      const info = rawObject(collection['info']) ?? {}
      title ??= rawText(info['name'])
      version ??= rawText(info['version'])
      const variables = new Map(rawList(collection['variable']).flatMap(readVariable))
      const requests = listRequests(collection, file.name)
      if (requests.length >= MOST_REQUESTS) findings.push(['#/item', `Only the first ${MOST_REQUESTS} requests are read.`])
      for (const request of requests) {
        const call = readRequest(request, findings)
        if (call === undefined) continue
        calls.push(call.call)
        const url = call.base.replaceAll(/\{\{([^{}]{1,200})\}\}/g, (whole, key: string) => variables.get(key.trim()) ?? whole)
        if (url !== '' && !servers.some((server) => server.url === url)) servers.push({ url })
      }
    }
    return readRecording({
      format: 'postman',
      title: title ?? name,
      ...(version === undefined ? {} : { version }),
      servers: servers.slice(0, 50),
      calls,
      findings,
    })
  },
}

/** Exports from its API wrap the collection. */
function collectionOf(value: unknown): RawObject | undefined {
  const document = rawObject(value)
  return document === undefined ? undefined : (rawObject(document['collection']) ?? document)
}

function readVariable(variable: unknown): [string, string][] {
  const key = rawText(rawObject(variable)?.['key']) ?? rawText(rawObject(variable)?.['id'])
  const value = rawText(rawObject(variable)?.['value'])
  return key === undefined || value === undefined ? [] : [[key, value]]
}

/** In the order of the collection, through its folders. */
function listRequests(collection: RawObject, file: string): Request[] {
  const requests: Request[] = []
  const stack: Request[] = [{ name: undefined, item: collection, file, tokens: [] }]
  for (let next = stack.pop(); next !== undefined && requests.length < MOST_REQUESTS; next = stack.pop()) {
    const { item, tokens } = next
    if (item['request'] !== undefined) requests.push(next)
    const children = rawList(item['item'])
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i]
      if (isRawObject(child)) stack.push({ name: rawText(child['name']), item: child, file, tokens: [...tokens, 'item', String(i)] })
    }
  }
  return requests
}

function readRequest({ name, item, file, tokens }: Request, findings: Findings): { readonly call: RecordedCall; readonly base: string } | undefined {
  const raw = item['request']
  // A request may be its address alone.
  const request = rawObject(raw) ?? (typeof raw === 'string' ? { method: 'GET', url: raw } : undefined)
  if (request === undefined) return undefined
  const { base, path, parameters } = readUrl(request['url'])
  const at = (...more: string[]) => printPointer([...tokens, ...more])
  const body = readBody(rawObject(request['body']), file, at('request', 'body'), findings)
  const headers = Array.isArray(request['header']) ? request['header'] : []
  const responses = rawList(item['response']).flatMap((response, i) => {
    const answer = rawObject(response)
    if (answer === undefined) return []
    const text = rawText(answer['body']) ?? ''
    const value = text.trim() === '' ? undefined : parseBodyJson(text)
    const place = { file, pointer: at('response', String(i), 'body') }
    if (text.trim() !== '' && value === undefined && /json/.test(rawText(answer['_postman_previewlanguage']) ?? ''))
      findings.push([place.pointer, `The saved response "${rawText(answer['name']) ?? ''}" is not JSON. It is left out.`])
    const code = typeof answer['code'] === 'number' ? String(answer['code']) : 'default'
    const described = rawText(answer['name'])
    return [
      {
        status: code,
        ...(described === undefined ? {} : { description: described }),
        ...(value === undefined ? {} : { body: { mediaType: 'application/json', value, place } }),
      },
    ]
  })
  const description = readDescription(request['description']) ?? readDescription(item['description'])
  const call: RecordedCall = {
    method: (rawText(request['method']) ?? 'GET').toUpperCase().slice(0, 40),
    path,
    ...(name === undefined ? {} : { summary: name }),
    ...(description === undefined ? {} : { description }),
    parameters: [...parameters, ...headers.flatMap(readHeader)],
    ...(body === undefined ? {} : { request: body }),
    responses,
  }
  return { call, base }
}

function readDescription(description: unknown): string | undefined {
  const text = rawText(description) ?? rawText(rawObject(description)?.['content'])
  return text === '' ? undefined : text
}

function readUrl(url: unknown): { readonly base: string; readonly path: string; readonly parameters: RecordedParameter[] } {
  const parts = rawObject(url)
  const raw = (rawText(url) ?? rawText(parts?.['raw']) ?? '').slice(0, 4_000)
  const whole = raw.split(/[?#]/)[0] ?? ''
  const start = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/]*/i.exec(whole)?.[0] ?? ''
  const written =
    parts !== undefined && Array.isArray(parts['path'])
      ? parts['path'].map((part) => rawText(part) ?? rawText(rawObject(part)?.['value']) ?? '')
      : whole.slice(start.length).split('/').slice(1)
  const variables = new Map(
    rawList(parts?.['variable']).flatMap((each): [string, string | undefined][] => {
      const key = rawText(rawObject(each)?.['key']) ?? rawText(rawObject(each)?.['id'])
      return key === undefined ? [] : [[key, readDescription(rawObject(each)?.['description'])]]
    }),
  )
  const parameters: RecordedParameter[] = []
  const segments = written.map((segment) => {
    const name = segment.startsWith(':') ? segment.slice(1) : /^\{\{([^{}]{1,200})\}\}$/.exec(segment)?.[1]
    if (name === undefined || name === '') return segment
    const description = variables.get(name)
    parameters.push({ name, in: 'path', required: true, ...(description === undefined ? {} : { description }) })
    return `{${name}}`
  })
  const query = parts === undefined ? queryOf(raw) : rawList(parts['query'])
  for (const each of query) {
    const key = rawText(rawObject(each)?.['key'])
    if (key === undefined || key === '') continue
    const description = readDescription(rawObject(each)?.['description'])
    const example = rawText(rawObject(each)?.['value'])
    parameters.push({
      name: key,
      in: 'query',
      required: false,
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { example }),
    })
  }
  return { base: start, path: `/${segments.filter((segment, i) => segment !== '' || i < segments.length - 1).join('/')}`, parameters }
}

function queryOf(raw: string): RawObject[] {
  const text = raw.split('#')[0]?.split('?').slice(1).join('?') ?? ''
  return [...new URLSearchParams(text)].map(([key, value]) => ({ key, value }))
}

function readHeader(header: unknown): RecordedParameter[] {
  const name = rawText(rawObject(header)?.['key'])
  if (name === undefined || name === '' || NO_PARAMETER.test(name.slice(0, 200))) return []
  const description = readDescription(rawObject(header)?.['description'])
  return [{ name, in: 'header', required: rawObject(header)?.['disabled'] !== true, ...(description === undefined ? {} : { description }) }]
}

function readBody(body: RawObject | undefined, file: string, pointer: string, findings: Findings): RecordedBody | undefined {
  if (body === undefined || body['disabled'] === true) return undefined
  const mode = rawText(body['mode'])
  if (mode === 'raw') {
    const text = rawText(body['raw']) ?? ''
    if (text.trim() === '') return undefined
    const value = parseBodyJson(text)
    if (value !== undefined) return { mediaType: 'application/json', value, place: { file, pointer } }
    const language = rawText(rawObject(rawObject(body['options'])?.['raw'])?.['language'])
    if (language === 'json' || /^\s*[[{]/.test(text))
      findings.push([pointer, 'This request body is not JSON. It is left out; correct it in Postman and export again.'])
    return undefined
  }
  if (mode === 'urlencoded' || mode === 'formdata') {
    const fields = rawList(body[mode]).flatMap((field) => {
      const key = rawText(rawObject(field)?.['key'])
      return key === undefined ? [] : [{ name: key, value: rawText(rawObject(field)?.['value']) ?? '' }]
    })
    const mediaType = mode === 'urlencoded' ? 'application/x-www-form-urlencoded' : 'multipart/form-data'
    return fields.length === 0 ? undefined : { mediaType, value: readFormFields(fields), place: { file, pointer } }
  }
  if (mode === 'graphql') {
    const graphql = rawObject(body['graphql']) ?? {}
    const variables = parseBodyJson(rawText(graphql['variables']) ?? '{}')
    return {
      mediaType: 'application/json',
      value: { query: rawText(graphql['query']) ?? '', variables: rawEntries(variables).length > 0 ? variables : {} },
      place: { file, pointer },
    }
  }
  return undefined
}
