// The raw source of a field: the uploaded file where it stands.
import { useState } from 'react'
import { Drawer } from '@mantine/core'
import type { SourceExcerpt } from '../../shared/api/routes.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { ApiError, describeFailure } from '../api/request.ts'
import { useSource } from '../api/schemas.ts'
import { useProject } from '../collab/project-context.tsx'
import { useFocusBack } from '../ui/dialog.tsx'
import { EmptyState, ErrorBox, LoadingBars, PathText } from '../ui/parts.tsx'

type Props = { readonly schema: SchemaVersion; readonly node: string; readonly path: string; readonly onClose: () => void }

export function SourceDrawer({ schema, node, path, onClose }: Props) {
  const { project } = useProject()
  useFocusBack()
  const source = useSource(project, schema.id, node)
  const isAbsent = source.error instanceof ApiError && source.error.status === 404
  return (
    <Drawer opened onClose={onClose} position="right" size={640} title={<PathText path={path} />}>
      {isAbsent ? (
        <EmptyState title="No source to show">
          {schema.format === 'samples'
            ? 'This description was worked out from sample records.'
            : 'This field stands nowhere in the uploaded files, or they were imported before their places were kept.'}
        </EmptyState>
      ) : source.error !== null ? (
        <ErrorBox message={describeFailure(source.error)} onRetry={() => void source.refetch()} />
      ) : source.data === undefined ? (
        <LoadingBars rows={8} label="Loading the source" />
      ) : (
        <Excerpt excerpt={source.data} />
      )}
    </Drawer>
  )
}

function Excerpt({ excerpt: { file, pointer, firstLine, lines, focus } }: { readonly excerpt: SourceExcerpt }) {
  const [copied, setCopied] = useState(false)
  const own = lines.filter((_, at) => firstLine + at >= focus.from && firstLine + at <= focus.to)
  return (
    <div className="stack source-excerpt">
      <div className="row">
        <span className="s12 t2 ell" title={file}>
          {file}
          <span className="t3"> · {focus.from === focus.to ? `line ${focus.from}` : `lines ${focus.from} to ${focus.to}`}</span>
        </span>
        <span className="sp" />
        <button type="button" className="link-button s12" onClick={() => void navigator.clipboard?.writeText(own.join('\n')).then(() => setCopied(true))}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      </div>
      {pointer !== undefined && (
        <p className="mono t3 s11 pre-wrap" title="JSON pointer">
          {pointer}
        </p>
      )}
      <pre className="source-lines mono" tabIndex={0} aria-label={`Source in ${file}`}>
        {lines.map((line, at) => {
          const number = firstLine + at
          return (
            <div key={number} className={number >= focus.from && number <= focus.to ? 'focus' : undefined}>
              <span className="source-number" aria-hidden="true">
                {number}
              </span>
              {line === '' ? ' ' : line}
            </div>
          )
        })}
      </pre>
    </div>
  )
}
