// What happened to an object, as a sign and a word: never by colour alone.
import type { ChangeKind } from '../../shared/review/compare-projects.ts'
import { kindWords } from '../../shared/review/compare-projects-text.ts'

const signs: Readonly<Record<ChangeKind, string>> = { added: '+', 'brought-back': '↩', changed: '≠', moved: '↕', removed: '−' }

export function ChangeKindMark({ kind }: { readonly kind: ChangeKind }) {
  return (
    <span className={`change-kind ${kind}`}>
      <b aria-hidden="true">{signs[kind]}</b>
      {kindWords[kind]}
    </span>
  )
}
