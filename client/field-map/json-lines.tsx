// The lines of a record as JSON: only those in view are in the page; each leads to its row, and those of the row in focus are marked.
import { useMemo } from 'react'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { printNumber } from '../../shared/project/project.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import type { RecordLine } from './record-lines.ts'

const ROW_HEIGHT = 20
const INDENT = '  '

type Props = {
  readonly lines: readonly RecordLine[]
  readonly context: MapContext
  readonly focused: string | undefined
  readonly active: number
  readonly onActive: (at: number) => void
  readonly onGo: (line: RecordLine) => void
}

export function JsonLines({ lines, context, focused, active, onActive, onGo }: Props) {
  const numbers = useMemo(() => new Map(context.rows.map((row) => [row.id, printNumber('rows', row.number)])), [context.rows])
  // What is not there has no number of its own.
  const lineNumbers = useMemo(() => {
    let number = 0
    return lines.map(({ kind }) => (kind === 'absent' ? undefined : ++number))
  }, [lines])
  return (
    <div className="jsn-list">
      <VirtualList
        count={lines.length}
        rowHeight={ROW_HEIGHT}
        label="The record, line by line; Enter goes to the row"
        role="listbox"
        active={active}
        onActive={onActive}
        onKey={(key, at) => {
          const line = lines[at]
          if (key !== 'Enter' || line === undefined) return false
          onGo(line)
          return true
        }}
        row={(at) => {
          const line = lines[at] as RecordLine
          const isLinked = line.field !== undefined && line.field !== ''
          const worst = line.remarks?.some(({ is }) => is !== 'warning') === true ? 'err' : line.remarks === undefined ? '' : 'warn'
          return {
            key: String(at),
            className: `${worst}${isLinked ? ' linked' : ''}${line.kind === 'absent' ? ' jsn-absent' : ''}`,
            selected: focused !== undefined && line.row === focused,
            content: <Content line={line} number={lineNumbers[at]} row={line.row === undefined ? undefined : numbers.get(line.row)} />,
            ...(isLinked ? { onClick: () => onGo(line) } : {}),
          }
        }}
      />
    </div>
  )
}

function Content({ line, number, row }: { readonly line: RecordLine; readonly number: number | undefined; readonly row: string | undefined }) {
  const { depth, name, text, kind, comma, remarks = [], path } = line
  const says = remarks.map(({ message }) => message).join(' ')
  return (
    <>
      <span className="jsn-number">{number ?? ''}</span>
      <span className="jsn-text" title={text.length > 60 ? text : undefined}>
        {INDENT.repeat(depth)}
        {name !== undefined && <span className="jsn-name">{name}</span>}
        {name !== undefined && kind !== 'absent' && ': '}
        <span className={kind}>{text}</span>
        {comma && ','}
      </span>
      {says !== '' && (
        <span className={`jsn-says ${remarks.some(({ is }) => is !== 'warning') ? 'err' : 'warn'}`} title={says}>
          <SeverityMark name={remarks.some(({ is }) => is !== 'warning') ? 'error' : 'warning'} />
          <span className="ell">{says}</span>
        </span>
      )}
      {row !== undefined && path !== undefined && <span className="jsn-row">{row}</span>}
    </>
  )
}
