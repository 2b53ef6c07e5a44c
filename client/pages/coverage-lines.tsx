// Coverage of one side in words and as a bar.
import { Meter } from '../ui/meter.tsx'
import type { SideCoverage } from './map-facts.ts'

export function CoverageLine({ side, name, coverage }: { readonly side: 'source' | 'destination'; readonly name: string; readonly coverage: SideCoverage }) {
  return (
    <div>
      <div className="meter-line">
        <span className={`b6 ${side === 'source' ? 'src' : 'dst'}`}>{side === 'source' ? 'Source' : 'Destination'}</span>
        <span className="ell t2" title={name}>
          {name}
        </span>
        <span className="sp" />
        <span className="num">{coverage.open}</span>
      </div>
      <Meter label={`${side === 'source' ? 'Source' : 'Destination'} ${name}`} parts={coverage.parts} />
      <div className="s11 t3 num">{coverage.words}</div>
    </div>
  )
}

export function CoverageLegend() {
  return (
    <span className="row s11 t2" style={{ gap: 12 }} aria-hidden="true">
      {[['reason', 'with a reason'] as const, ['open', 'open'] as const].map(([look, word]) => (
        <span key={look} className="row" style={{ gap: 5 }}>
          <span className="meter" style={{ width: 10 }}>
            <i className={look} style={{ flex: 1 }} />
          </span>
          {word}
        </span>
      ))}
    </span>
  )
}
