// Makes what completion searches while nobody waits: the first cell that is opened finds it there.
import { useEffect } from 'react'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { completionIndex } from './completion-index.ts'

/** Milliseconds after which it is made even where the page never rests. */
const LATEST = 4_000

export function useCompletionReady({ inputs }: Pick<MapContext, 'inputs'>): void {
  useEffect(() => {
    const make = () => {
      for (const { graph, root } of inputs) if (graph !== undefined && root !== undefined) completionIndex(fieldTree(graph, root.node))
    }
    // Not every browser tells when it rests.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(make, LATEST / 2)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(make, { timeout: LATEST })
    return () => cancelIdleCallback(idle)
  }, [inputs])
}
