// Go to a row by its number, or to a field of either side by its path: the palette over the lines of the map alone.
import { useState } from 'react'
import { Palette } from '../ui/palette.tsx'
import { listLineEntries } from './map-palette.ts'
import { useMapTools } from './tools.tsx'

const AT_ONCE = 12

export function GoToDialog({ onClose }: { readonly onClose: () => void }) {
  const tools = useMapTools()
  const [groups] = useState(() => [{ heading: 'Rows of this map', atOnce: AT_ONCE, entries: [], later: () => listLineEntries(tools) }])
  return (
    <Palette
      label="Go to row or field"
      placeholder="14, R-14, a destination or a source field"
      groups={groups}
      recent={NONE}
      onUsed={() => {}}
      onClose={onClose}
    />
  )
}

const NONE: readonly string[] = []
