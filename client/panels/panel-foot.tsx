// The line below the source panel's tree: how many fields are chosen and what Enter does, or what the line in focus reads.
import type { SourceField } from './dragged-fields.ts'

/** `line`: the line in focus; undefined: none is chosen. `lines`: how many are. */
export type ReadsOfLine = { readonly line: string | undefined; readonly lines: number; readonly fields: readonly SourceField[] }

type Props = {
  readonly chosen: number
  readonly reads: ReadsOfLine
  readonly unshown: { readonly shown: number; readonly total: number } | undefined
  readonly readOnly: boolean
  readonly onShow: () => void
}

export function PanelFoot({ chosen, reads, unshown, readOnly, onShow }: Props) {
  return (
    <footer className="pn-tree-foot s11 t3">
      {unshown !== undefined && (
        <p className="num" role="status">
          The best {unshown.shown} of {unshown.total.toLocaleString('en-GB')} fields. Add a word to find fewer.
        </p>
      )}
      <p className="row">
        {chosen > 1 ? (
          <span className="ell" role="status">
            <b>{chosen} fields chosen.</b> {readOnly ? '' : reads.line === undefined ? 'Drag them onto a line.' : `Enter maps them from ${reads.line} on.`}
          </span>
        ) : reads.line === undefined ? (
          <span className="ell">Choose a line in the grid to see what it reads.</span>
        ) : (
          <>
            <span className="ell">
              {reads.lines > 1 ? `${reads.lines.toLocaleString('en-GB')} lines read` : `${reads.line} reads`}{' '}
              {reads.fields.length === 0 ? 'no source field' : reads.fields.length === 1 ? reads.fields[0]?.path : `${reads.fields.length} fields`}
            </span>
            {reads.fields.length > 0 && (
              <button type="button" className="pn-foot-show" title="Unfold and scroll to what it reads (Ctrl+Shift+S in the grid)" onClick={onShow}>
                Show
              </button>
            )}
          </>
        )}
      </p>
    </footer>
  )
}
