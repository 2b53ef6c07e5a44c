// One line of a schema's tree: name, type, marks and limits, how often samples have it, what the maps decided.
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import type { FieldLine } from '../panels/field-lines.ts'
import { Icon } from '../ui/icon.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { countWords } from './schema-counts.ts'
import { isUndocumented, printLimits } from './field-tree.ts'
import type { FieldUse } from './schema-uses.ts'

export type TreeRowProps = {
  readonly line: FieldLine
  readonly words: readonly string[]
  readonly evidence: FieldEvidence | undefined
  /** There are samples of the object: a field without evidence was never seen. */
  readonly neverSeenIn: number | undefined
  readonly conflicts: number
  readonly use: { readonly of: FieldUse; readonly side: 'source' | 'destination' | 'both' } | undefined
  readonly onToggle: () => void
}

export function TreeRow({ line, words, evidence, neverSeenIn, conflicts, use, onToggle }: TreeRowProps) {
  const { field, depth, open, again } = line
  const { facts } = field
  const label = `${field.name}${facts.types.includes('list') && field.name !== '[]' ? '[]' : ''}`
  const limits = listMarks(field)
  return (
    <>
      <span className="tree-name" style={{ '--depth': depth } as React.CSSProperties}>
        {Array.from({ length: depth }, (_, level) => (
          <i key={level} className="tree-guide" style={{ left: level * 13 + 7 }} />
        ))}
        {field.expandable && !again ? (
          <button
            type="button"
            tabIndex={-1}
            className="tree-fold"
            aria-label={`${open ? 'Fold' : 'Open'} ${label}`}
            onClick={(event) => (event.stopPropagation(), onToggle())}
          >
            <Icon name={open ? 'down' : 'right'} size={12} />
          </button>
        ) : (
          <span className="tree-fold" />
        )}
        <span className={`mono ell${facts.deprecated === true ? ' struck' : ''}${isUndocumented(field) ? ' t2' : ''}`} title={titleOf(line)}>
          <MarkedText text={label} words={words} />
        </span>
        {field.required && (
          <b className="tree-required" title="required">
            *
          </b>
        )}
        {again && (
          <button
            type="button"
            tabIndex={-1}
            className="tag tree-again"
            title={`${facts.name ?? 'This type'} stands above already. Expand it here`}
            onClick={(event) => (event.stopPropagation(), onToggle())}
          >
            <Icon name="each" size={12} /> expand here
          </button>
        )}
        {line.found?.others !== undefined && line.found.others > 0 && (
          <span className="s11 t3 tree-more">in {countWords(line.found.others, 'more place')}</span>
        )}
      </span>
      <span className="t3 ell" title={`${printType(facts)}${facts.name === undefined ? '' : ` ${facts.name}`}${facts.nullable === true ? ' or null' : ''}`}>
        {facts.types.length === 1 && facts.types[0] === 'object' && facts.name !== undefined ? facts.name : printType(facts)}
        {facts.nullable === true && ' or null'}
      </span>
      <span className="tree-limits ell num" title={limits.map(({ words: text }) => text).join(', ')}>
        {limits.map(({ words: text, tag }) =>
          tag ? (
            <span key={text} className="tag">
              {text}
            </span>
          ) : (
            <span key={text} className="t3">
              {text}
            </span>
          ),
        )}
      </span>
      <span
        className={`right num ${evidence !== undefined && evidence.seen < evidence.of ? 'b5' : 't3'}`}
        title={conflicts === 0 ? undefined : 'Samples do not fit the description'}
      >
        {conflicts > 0 && <SeverityMark name="warning" />}
        {evidence === undefined ? (neverSeenIn === undefined ? '' : neverSeenIn === 0 ? '–' : `0/${neverSeenIn}`) : `${evidence.seen}/${evidence.of}`}
      </span>
      {use === undefined ? <span /> : <UseMark {...use} />}
    </>
  )
}

/** What a line says beside its type. Tags are about the field, plain words about its values. */
function listMarks(field: Field): { readonly words: string; readonly tag: boolean }[] {
  const { facts } = field
  const tags = [
    isUndocumented(field) ? 'not in the document' : '',
    facts.corrected?.added === undefined ? (facts.corrected === undefined ? '' : 'corrected') : 'added',
    facts.deprecated === true ? 'deprecated' : '',
    field.readOnly ? 'read-only' : '',
    field.writeOnly ? 'write-only' : '',
  ]
  const limits = [
    printLimits(facts, true),
    facts.format !== undefined && !/^date(-time)?$/.test(facts.format) ? facts.format : '',
    facts.const === undefined ? '' : 'always the same',
  ]
  return [...tags.map((words) => ({ words, tag: true })), ...limits.map((words) => ({ words, tag: false }))].filter(({ words }) => words !== '')
}

function titleOf({ field }: FieldLine): string {
  const only = field.variants === undefined ? undefined : `Only in ${field.variants.join(', ')}`
  return [field.path, field.facts.description, only].filter((part) => part !== undefined && part !== '').join('\n')
}

/** Full disc: used or mapped; dash: left out; ring: open; half disc: something inside is used. */
function UseMark({ of: { state, maps, reason }, side }: { readonly of: FieldUse; readonly side: 'source' | 'destination' | 'both' }) {
  const names = maps.map(({ name }) => name).join(', ')
  const words = {
    used: `${side === 'destination' ? 'Mapped' : 'Used'} in ${names}`,
    'left out': `${side === 'destination' ? 'Not mapped' : 'Left out'} in ${names}${reason === undefined ? '' : `: ${reason}`}`,
    inside: 'Fields inside are used',
    open: 'Undecided',
  }[state]
  return (
    <span className={`tree-use ${side}`} role="img" aria-label={words} title={words}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {state === 'left out' ? (
          <path d="M3.5 8h9" stroke="currentColor" strokeWidth="1.8" />
        ) : (
          <circle cx="8" cy="8" r="5" fill={state === 'used' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" />
        )}
        {state === 'inside' && <path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" />}
      </svg>
    </span>
  )
}
