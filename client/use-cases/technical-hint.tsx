// The quiet line below a business text that reads like a system's insides.
import { SeverityMark } from '../ui/marks.tsx'
import { hintTechnical } from './technical-words.ts'

export function TechnicalHint({ text }: { readonly text: string | undefined }) {
  const hint = text === undefined ? undefined : hintTechnical(text)
  if (hint === undefined) return null
  return (
    <p className="technical-hint s11">
      <SeverityMark name="hint" />
      <span>{hint}</span>
    </p>
  )
}
