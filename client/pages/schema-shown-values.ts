// Whether one person sees sample values that look like secrets or personal data. Kept in the browser, never in the project.
import { useMe } from '../collab/project-context.tsx'
import { useKeptChoice } from '../ui/kept-choice.ts'

export function useShownValues(): readonly [boolean, (shown: boolean) => void] {
  const { person } = useMe()
  return useKeptChoice(`${person}.show-values`, false)
}
