// The only routes that export the specification for people: workbook, printable page, Markdown and CSV, all from one document.
import type { RouteError } from '../../shared/api/route-errors.ts'
import { AUDIENCES, type DocumentChoice } from '../../shared/document/document-options.ts'
import type { Project } from '../../shared/project/project.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { DocumentFormat } from '../exporters/export-protocol.ts'
import { PAGE_POLICY } from '../exporters/html-policy.ts'
import { runExport } from '../exporters/run-export.ts'
import { readForChild } from '../read-project-content.ts'
import { download, refuseExport } from './export-answers.ts'
import { route, type Route } from './route.ts'

const choiceQuery = {
  map: 'Id of a field map to export; may be repeated; absent: all that are not archived',
  useCase: 'Id of a use case to export, with the field maps that serve it; may be repeated; absent: all',
  audience: `\`${AUDIENCES.join('` or `')}\`: who reads it, which says how much is told; absent: ${AUDIENCES[0]}`,
  values: '`1`: show sample values that look like secrets or personal data, too',
}

type FormatFacts = {
  /** Last part of the route's path. */
  readonly name: string
  readonly summary: string
  readonly type: string
  readonly ending: string
  readonly query: Readonly<Record<string, string>>
  readonly format: (is: (name: string) => boolean) => DocumentFormat
}

const formats: readonly FormatFacts[] = [
  {
    name: 'xlsx',
    summary: 'The specification as an Excel workbook; an edited copy can be imported again',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: '.xlsx',
    query: { protect: '`1`: only the columns for review can be changed' },
    format: (is) => ({ as: 'xlsx', protect: is('protect') }),
  },
  {
    name: 'html',
    summary: 'The specification as one page to read and to print, without scripts',
    type: 'text/html; charset=utf-8',
    ending: '.html',
    query: { view: '`1`: to be shown, not downloaded' },
    format: () => ({ as: 'html' }),
  },
  {
    name: 'md.zip',
    summary: 'The specification as Markdown for a repository: a file for each field map, and a README with the contents',
    type: 'application/zip',
    ending: '.md.zip',
    query: {},
    format: () => ({ as: 'md' }),
  },
  {
    name: 'csv',
    summary: 'The rows of the field maps as CSV',
    type: 'text/csv; charset=utf-8',
    ending: '.csv',
    query: {
      roundTrip: '`1`: a table for each field map, with the columns by which an edited file can be imported again',
      raw: '`1`: for programs, nothing put before texts that look like formulas',
    },
    format: (is) => ({ as: 'csv', roundTrip: is('roundTrip'), raw: is('raw') }),
  },
]

export const specificationRoutes: readonly Route[] = formats.map(({ name, summary, type, ending, query: own, format }) =>
  route({
    method: 'GET',
    path: `/api/projects/:project/export/${name}`,
    summary,
    gate: 'project.export',
    query: { ...choiceQuery, ...own },
    answer: type.replace(/;.*/, ''),
    async handle({ deps, params, query }) {
      const is = (flag: string) => query.get(flag) === '1'
      if (is('raw') && is('roundTrip')) return fail({ type: 'InvalidRequest', message: '`raw` is for programs and `roundTrip` for people: choose one.' })
      const { project, json: printed, content } = await readForChild(deps, params['project'] ?? '')
      const choice = readChoice(project, query)
      if (!choice.ok) return choice
      const exported = await runExport({ what: 'document', format: format(is), choice: choice.value, project: printed, content })
      if (exported.type !== 'document') return refuseExport(deps, exported)
      if (name === 'html' && is('view')) return ok({ kind: 'bytes', bytes: exported.bytes, type, headers: shownHeaders })
      return download(exported.bytes, type, `${project.info.name}${ending}`)
    },
  }),
)

/** Whatever people wrote in it, it is no page of ours (T-4B): it runs nothing, and has neither session nor storage. */
const shownHeaders = { 'content-disposition': 'inline', 'content-security-policy': `sandbox; frame-ancestors 'none'; ${PAGE_POLICY}` }

function readChoice({ fieldMaps, useCases }: Project, query: URLSearchParams): Result<DocumentChoice, RouteError> {
  const chosen = { maps: query.getAll('map'), useCases: query.getAll('useCase') }
  const lives = (list: readonly { readonly id: string; readonly deleted?: boolean | undefined }[], id: string) =>
    list.some((one) => one.id === id && one.deleted !== true)
  if (!chosen.maps.every((id) => lives(fieldMaps, id))) return fail({ type: 'NotFound', what: 'field map' })
  if (!chosen.useCases.every((id) => lives(useCases, id))) return fail({ type: 'NotFound', what: 'use case' })
  const wanted = query.get('audience') ?? AUDIENCES[0]
  const audience = AUDIENCES.find((one) => one === wanted)
  if (audience === undefined) return fail({ type: 'InvalidRequest', message: `Say who reads it: \`audience\` is ${AUDIENCES.join(' or ')}.` })
  return ok({
    audience,
    ...(chosen.maps.length === 0 ? {} : { maps: chosen.maps }),
    ...(chosen.useCases.length === 0 ? {} : { useCases: chosen.useCases }),
    showValues: query.get('values') === '1',
  })
}
