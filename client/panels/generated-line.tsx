// The TypeScript that is generated for one row, as engineers get it.
import type { ReactNode } from 'react'
import type { CodeBlock } from '../../shared/codegen/typescript/row-code.ts'
import { showNotice } from '../ui/notices.tsx'
import { colourCode } from './colour-code.ts'

export type GeneratedCode =
  /** `after`: what else there is to say. */
  | { readonly is: 'code'; readonly blocks: readonly CodeBlock[]; readonly after?: string }
  /** `why`: a sentence. */
  | { readonly is: 'none'; readonly why: string }
  | { readonly is: 'waiting' }

/** `label`: what marks the lines (`R-14`). */
export function GeneratedLine({ code, label }: { readonly code: GeneratedCode; readonly label: string }) {
  return (
    <section className="pn-section" data-testid="generated">
      <div className="pn-section-head">
        <h2>Generated TypeScript</h2>
        <span className="sp" />
        {code.is === 'code' && <span className="s11 t3">mapper.ts</span>}
        {code.is === 'code' && (
          <button type="button" className="link-button s12" onClick={() => void copy(code.blocks)}>
            Copy
          </button>
        )}
      </div>
      {code.is === 'waiting' && <p className="s12 t3">Being written</p>}
      {code.is === 'none' && <p className="s12 t3">{code.why}</p>}
      {code.is === 'code' && (
        <pre className="pn-code" role="group" tabIndex={0} aria-label={`Generated lines of ${label}`}>
          {code.blocks.map((lines, at) => (
            // Blocks are told apart by their place alone.
            <code key={at}>
              {lines.map((line, number) => (
                <span key={number} className="pn-code-line">
                  {colourLine(line)}{' '}
                  <span className="com">
                    {'// '}
                    {label}
                  </span>
                </span>
              ))}
            </code>
          ))}
        </pre>
      )}
      {code.is === 'code' && code.after !== undefined && <p className="s12 t2 pn-code-after">{code.after}</p>}
    </section>
  )
}

function colourLine(line: string): ReactNode {
  return colourCode(line).map(({ text, look }, at) =>
    look === undefined ? (
      text
    ) : (
      <span key={at} className={look}>
        {text}
      </span>
    ),
  )
}

async function copy(blocks: readonly CodeBlock[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(blocks.map((lines) => lines.join('\n')).join('\n\n'))
    showNotice('The lines are copied.')
  } catch {
    showNotice('The browser does not allow copying here. Select the lines and copy them.')
  }
}
