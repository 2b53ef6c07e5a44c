// The only bars of shares: solid, hatched and dashed parts, with the counts in words above them.
export type MeterPart = {
  readonly look: 'source' | 'destination' | 'reason' | 'open' | 'draft' | 'question' | 'ready' | 'approved' | 'built' | 'tested'
  readonly count: number
  readonly word: string
}

export function Meter({ parts, label }: { readonly parts: readonly MeterPart[]; readonly label: string }) {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const spoken = parts.map((part) => `${part.count} ${part.word}`).join(', ')
  return (
    <div className="meter" role="img" aria-label={`${label}: ${total === 0 ? 'nothing to count yet' : spoken}`} title={spoken}>
      {total === 0 && <i className="open" style={{ flex: 1 }} />}
      {parts
        .filter((part) => part.count > 0)
        .map((part) => (
          <i key={part.look} className={part.look} style={{ flex: `${part.count} 1 0` }} />
        ))}
    </div>
  )
}
