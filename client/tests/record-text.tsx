// A record as numbered lines of JSON, to read.
import type { GivenLine } from './given-lines.ts'

const INDENT = '  '

export function RecordText({ lines, label }: { readonly lines: readonly GivenLine[]; readonly label: string }) {
  return (
    <div className="record-text mono" role="group" aria-label={label} tabIndex={0}>
      {lines.map((line, at) => (
        // Lines have no identity of their own; their place is it.
        <div key={at} className={line.marked ? 'record-line marked' : 'record-line'}>
          <span className="record-number" aria-hidden="true">
            {at + 1}
          </span>
          <span className="record-words">
            {INDENT.repeat(line.depth)}
            {line.name}
            <span className={`json-${line.kind}`}>{line.value}</span>
            {line.comma && ','}
            {line.marked && <span className="sr-only"> feeds a field that differs</span>}
          </span>
        </div>
      ))}
    </div>
  )
}
