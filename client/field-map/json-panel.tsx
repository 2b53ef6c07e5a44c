// The whole record that the map makes of the sample, as JSON: at the right of the grid, with what its destination would refuse.
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { EmptyState, LoadingBars } from '../ui/parts.tsx'
import { showNotice } from '../ui/notices.tsx'
import type { DerivedMap } from './derive.ts'
import { JsonLines } from './json-lines.tsx'
import { lineOfField } from './line-of-field.ts'
import type { MadeRecord, RecordNotice } from './made-record.ts'
import { printRecordLines, type LineRemark, type RecordLine } from './record-lines.ts'
import { reveal } from './reveal.ts'
import type { SampleChoice } from './samples.ts'
import { tellApplies } from './told.ts'
import { useMapTools, type MapTools } from './tools.tsx'
import { useMadeRecord } from './use-made-record.ts'
import './preview.css'

type Props = { readonly derived: DerivedMap; readonly sample: SampleChoice; readonly focused: string | undefined; readonly onClose: () => void }

/** `focused`: id of the row in focus. */
export function JsonPanel({ derived, sample, focused, onClose }: Props) {
  const tools = useMapTools()
  const { context } = derived.view
  const [envelope, setEnvelope] = useState(false)
  const [active, setActive] = useState(0)
  const record = useMadeRecord(tools.model, derived, { at: sample.items.get(context.fieldMap.id) ?? 0, envelope })
  useEffect(() => document.querySelector<HTMLElement>('.jsn [data-autofocus]')?.focus(), [])
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    onClose()
  }
  const { object } = context.destination.ref
  const wraps = object.kind === 'object' ? '' : object.envelope
  const made = record?.state === 'made' ? record : undefined
  const go = (line: Pick<RecordLine, 'row' | 'field'>) => goToLine(tools, line)
  const name = sample.madeUp ? 'The record made from the schema' : sample.label
  return (
    <aside className="pn-drawer jsn" data-region="row" tabIndex={-1} aria-label="The whole record as JSON" onKeyDown={onKey}>
      <header className="pn-head">
        <div className="jsn-head">
          <h2>{context.destination.root?.facts.name ?? 'The record'} as JSON</h2>
          <span className="t3 s12 ell">{sample.madeUp ? 'from a record made from the schema' : `from ${sample.label}`}</span>
          <span className="sp" />
          <button type="button" className="icon-button small" aria-label="Close (Esc)" title="Close (Esc)" data-autofocus onClick={onClose}>
            <Icon name="close" size={14} />
          </button>
        </div>
        <div className="jsn-tools">
          {made !== undefined && made.count > 1 && <WhichRecord made={made} onChoose={(at) => sample.chooseItem(context.fieldMap.id, at)} />}
          {wraps !== '' && (
            <label>
              <input type="checkbox" checked={envelope} onChange={(event) => setEnvelope(event.currentTarget.checked)} /> As it is sent, in{' '}
              <span className="mono">{wraps}</span>
            </label>
          )}
          <span className="sp" />
          <button type="button" className="link-button" disabled={made === undefined} onClick={() => made !== undefined && void copy(made.lines)}>
            Copy
          </button>
          <button
            type="button"
            className="link-button"
            disabled={made === undefined}
            onClick={() => made !== undefined && download(made.lines, context.fieldMap.key)}
          >
            Download
          </button>
        </div>
      </header>
      {record === undefined && <LoadingBars rows={10} label="Making the record" />}
      {record !== undefined && record.state !== 'made' && <NotMade state={record.state} />}
      {made !== undefined && (
        <>
          <Notices
            made={made}
            told={
              made.applies
                ? undefined
                : (tellApplies(context, derived.view.outcomesByRow.get(context.fieldMap.id), name) ?? `${name} is not one that this map is about.`)
            }
            onGo={(notice) => {
              if (notice.line !== undefined) setActive(notice.line)
              go(notice.line === undefined ? notice : { ...made.lines[notice.line], ...(notice.row === undefined ? {} : { row: notice.row }) })
            }}
          />
          <JsonLines lines={made.lines} context={context} focused={focused} active={Math.min(active, made.lines.length - 1)} onActive={setActive} onGo={go} />
        </>
      )}
    </aside>
  )
}

function WhichRecord({ made, onChoose }: { readonly made: Extract<MadeRecord, { state: 'made' }>; readonly onChoose: (at: number) => void }) {
  return (
    <span className="pn-item">
      <button type="button" className="icon-button small" aria-label="Previous record" disabled={made.at === 0} onClick={() => onChoose(made.at - 1)}>
        <Icon name="left" size={12} />
      </button>
      <span className="num">
        Record {made.at + 1} of {made.count}
      </span>
      <button type="button" className="icon-button small" aria-label="Next record" disabled={made.at >= made.count - 1} onClick={() => onChoose(made.at + 1)}>
        <Icon name="right" size={12} />
      </button>
    </span>
  )
}

const notMade = {
  'no-sample': { title: 'There is no sample record', text: 'Choose or paste one at the top of the page; the record that the map makes of it stands here.' },
  nothing: {
    title: 'The map makes no record of this sample',
    text: 'It runs once for each item of a list, and this sample has none. Choose another sample record.',
  },
  'no-schema': { title: 'The destination is not known', text: 'Its schema is missing. Import it again under Schemas.' },
} as const

function NotMade({ state }: { readonly state: keyof typeof notMade }) {
  return (
    <div className="jsn-state">
      <EmptyState title={notMade[state].title}>{notMade[state].text}</EmptyState>
    </div>
  )
}

const marks = { issue: 'error', error: 'error', warning: 'warning' } as const
/** Notices drawn, at most. */
const MOST_NOTICES = 200

type NoticesProps = {
  readonly made: Extract<MadeRecord, { state: 'made' }>
  /** That the map is not about such a record. */
  readonly told: string | undefined
  readonly onGo: (notice: RecordNotice) => void
}

function Notices({ made: { notices }, told, onGo }: NoticesProps) {
  const sentence = useMemo(() => tellNotices(notices), [notices])
  return (
    <div className="jsn-notices" data-testid="record-notices">
      {told !== undefined && (
        <p className="message s12">
          <SeverityMark name="warning" />
          <span>
            {told} <b className="b5">Nothing would be sent.</b> This is what it would be.
          </span>
        </p>
      )}
      <p className="message s12" role="status">
        <SeverityMark name={notices.some(({ is }) => is !== 'warning') ? 'error' : notices.length > 0 ? 'warning' : 'passes'} />
        <span>{sentence}</span>
      </p>
      {notices.length > 0 && (
        <ul aria-label="What is wrong with the record">
          {notices.slice(0, MOST_NOTICES).map((notice) => (
            <li key={`${notice.line} ${notice.path} ${notice.is} ${notice.message}`}>
              <NoticeLine notice={notice} onGo={onGo} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What is wrong with the sample itself leads nowhere in the map. */
function NoticeLine({ notice, onGo }: { readonly notice: RecordNotice; readonly onGo: (notice: RecordNotice) => void }) {
  const content = (
    <>
      <SeverityMark name={marks[notice.is]} />
      {notice.path !== '' && <span className="mono ell">{notice.path}</span>}
      <span className="ell" title={notice.message}>
        {notice.message}
      </span>
    </>
  )
  if (notice.line === undefined && notice.row === undefined) return <div className="jsn-notice">{content}</div>
  return (
    <button type="button" className="jsn-notice linked" onClick={() => onGo(notice)}>
      {content}
    </button>
  )
}

/** "1 issue keeps it from being sent. 3 things the destination would refuse." */
function tellNotices(notices: readonly Pick<LineRemark, 'is'>[]): string {
  const count = (wanted: LineRemark['is']) => notices.filter(({ is }) => is === wanted).length
  const parts = [
    words(count('issue'), 'issue keeps it from being sent', 'issues keep it from being sent'),
    words(count('error'), 'thing the destination would refuse', 'things the destination would refuse'),
    words(count('warning'), 'thing it may refuse or ignore', 'things it may refuse or ignore'),
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'The destination’s schema has nothing against this record.' : `${parts.join('. ')}.`
}

function words(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`
}

/** The row it comes from; where there is none, the line of its field. */
function goToLine(tools: MapTools, { row, field }: Pick<RecordLine, 'row' | 'field'>): void {
  if (row !== undefined) return reveal(tools, `row:${row}`, 'preview', field ?? 'The row')
  const context = tools.context()
  const line = context === undefined || field === undefined ? undefined : lineOfField(context, withoutLists(field))
  if (line === undefined) return tools.say('No line of the map fills this.')
  reveal(tools, line.address, 'preview', line.path)
}

/** The line of a list's item is that of the list. */
function withoutLists(field: FieldPath): FieldPath {
  return field.replace(/(?:\[\]|\{\})+$/, '') as FieldPath
}

async function copy(lines: readonly RecordLine[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(printRecordLines(lines))
    showNotice('The record is copied.')
  } catch {
    showNotice('The browser does not allow copying here. Download the record instead.')
  }
}

function download(lines: readonly RecordLine[], key: string): void {
  const address = URL.createObjectURL(new Blob([`${printRecordLines(lines)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${key}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
