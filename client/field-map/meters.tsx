// How much of both sides is decided, in the header of the map. Each part shows the fields it counts: in the source panel, or in the grid.
import type { DecisionFilter } from '../grid/arrangement.ts'
import { withDecision } from '../grid/arrangement.ts'
import { useTreePlace, withFilter } from '../panels/tree-place.ts'
import type { TreeFilter } from '../panels/source-tree.ts'
import { useArranged } from './arranged.tsx'
import type { DerivedMap } from './derive.ts'
import { sourcePlace } from './show-in-panels.ts'
import { useMapTools } from './tools.tsx'

type Part = {
  readonly name: string
  readonly look: 'source' | 'destination' | 'reason' | 'open'
  readonly count: number
  readonly word: string
  readonly pressed: boolean
  readonly onShow: () => void
}

export function Meters({ derived }: { readonly derived: DerivedMap }) {
  // The place is kept, so that nothing moves when the counts arrive.
  if (derived.coverage === undefined)
    return (
      <div className="map-meters">
        <div />
        <div />
      </div>
    )
  return (
    <div className="map-meters">
      <SourceMeter coverage={derived.coverage} />
      <DestinationMeter coverage={derived.coverage} />
    </div>
  )
}

type Coverage = NonNullable<DerivedMap['coverage']>

function SourceMeter({ coverage }: { readonly coverage: Coverage }) {
  const tools = useMapTools()
  const store = sourcePlace(tools.mapId)
  const { filter } = useTreePlace(store)
  const sum = { used: 0, leftOut: 0, undecided: 0 }
  for (const side of coverage.source) {
    sum.used += side.used
    sum.leftOut += side.leftOut
    sum.undecided += side.undecided
  }
  const part = (name: TreeFilter, look: Part['look'], count: number, word: string): Part => ({
    name,
    look,
    count,
    word,
    pressed: filter === name,
    onShow: () => {
      if (filter === name && tools.isSourcePanelOpen()) return store.change((place) => withFilter(place, 'all'))
      store.change((place) => withFilter(place, name))
      tools.openSourcePanel(true)
    },
  })
  const parts = [part('used', 'source', sum.used, 'used'), part('leftOut', 'reason', sum.leftOut, 'left out'), part('open', 'open', sum.undecided, 'open')]
  return (
    <MeterParts side="Source" tone="src" parts={parts} end={parts.slice(2)}>
      {sum.used} used, {sum.leftOut} left out
    </MeterParts>
  )
}

function DestinationMeter({ coverage }: { readonly coverage: Coverage }) {
  const tools = useMapTools()
  const { arrangement } = useArranged()
  const { mapped, notMapped, gaps, undecided } = coverage.destination
  const part = (name: DecisionFilter, look: Part['look'], count: number, word: string): Part => ({
    name,
    look,
    count,
    word,
    pressed: arrangement.decision === name,
    onShow: () => tools.arrange((before) => withDecision(before, before.decision === name ? undefined : name)),
  })
  const open = part('undecided', 'open', undecided, 'open')
  const parts = [part('mapped', 'destination', mapped, 'mapped'), part('not-mapped', 'reason', notMapped, 'not mapped'), open]
  return (
    <MeterParts side="Destination" tone="dst" parts={parts} end={[gaps === 0 ? open : part('gaps', 'open', gaps, gaps === 1 ? 'gap' : 'gaps')]}>
      {mapped} mapped, {notMapped} not
    </MeterParts>
  )
}

type MeterProps = {
  readonly side: 'Source' | 'Destination'
  readonly tone: 'src' | 'dst'
  readonly parts: readonly Part[]
  /** At the right of the words. */
  readonly end: readonly Part[]
  readonly children: React.ReactNode
}

function MeterParts({ side, tone, parts, end, children }: MeterProps) {
  const say = ({ count, word, pressed }: Part) => `${side}: ${count} ${word}. ${pressed ? 'Show all again' : count === 1 ? 'Show only it' : 'Show only these'}`
  const drawn = parts.filter(({ count }) => count > 0)
  return (
    <div role="group" aria-label={`${side} fields: ${parts.map(({ count, word }) => `${count} ${word}`).join(', ')}`}>
      <div className="map-meter-words">
        <b className={tone}>{side}</b>
        <span className="t2 map-meter-detail">{children}</span>
        <span className="sp" />
        {end.map((part) => (
          <button
            key={part.name}
            type="button"
            className="map-meter-end num"
            aria-label={say(part)}
            aria-pressed={part.pressed}
            title={say(part)}
            onClick={part.onShow}
          >
            {part.count} {part.word}
          </button>
        ))}
      </div>
      <div className="map-meter-parts">
        {drawn.length === 0 && (
          <span className="meter">
            <i className="open" style={{ flex: 1 }} />
          </span>
        )}
        {drawn.map((part) => (
          <button
            key={part.name}
            type="button"
            style={{ flex: `${part.count} 1 0` }}
            aria-label={say(part)}
            aria-pressed={part.pressed}
            title={say(part)}
            onClick={part.onShow}
          >
            <span className="meter">
              <i className={part.look} style={{ flex: 1 }} />
            </span>
          </button>
        ))}
      </div>
    </div>
  )
}
