// Which sections a specification has and in what order (DESIGN §7).
import { hashCanonical } from '../transform/canonical.ts'
import { changeLogSection } from './change-log.ts'
import { configValuesSection } from './config-values.ts'
import { correctedFactsSection } from './corrected-facts.ts'
import { coverBlocks } from './cover.ts'
import { dictionarySections } from './dictionary.ts'
import type { Section, SpecDocument } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { goLiveSection } from './go-live.ts'
import { guideSection } from './guide.ts'
import { lookupTablesSection } from './lookup-tables.ts'
import { checksSection } from './map-checks.ts'
import { mapSections } from './map-section.ts'
import { problemsSection } from './problems.ts'
import { questionsSection } from './questions.ts'
import { stepsSection } from './steps.ts'
import { systemsSection } from './systems.ts'
import { testCasesSection } from './test-cases.ts'
import { sourceFieldsSection, unmappedSection } from './unmapped.ts'
import { useCasesSection } from './use-cases.ts'

type Made = Section | readonly Section[] | undefined

/** In the order in which they are read; each says itself when there is nothing to tell. */
const everybodys: readonly ((source: DocumentSource) => Made)[] = [
  guideSection,
  systemsSection,
  useCasesSection,
  stepsSection,
  mapSections,
  lookupTablesSection,
  configValuesSection,
  testCasesSection,
  questionsSection,
  problemsSection,
  unmappedSection,
  sourceFieldsSection,
  goLiveSection,
]
const engineers: readonly ((source: DocumentSource) => Made)[] = [
  guideSection,
  systemsSection,
  useCasesSection,
  stepsSection,
  mapSections,
  checksSection,
  lookupTablesSection,
  configValuesSection,
  testCasesSection,
  questionsSection,
  problemsSection,
  unmappedSection,
  sourceFieldsSection,
  correctedFactsSection,
  dictionarySections,
  goLiveSection,
]

/** The same project with the same choice gives the same document. */
export function buildDocument(source: DocumentSource): SpecDocument {
  const { info } = source.project
  const parts = source.choice.audience === 'stakeholders' ? everybodys : engineers
  const sections = [...parts, changeLogSection].flatMap((part) => part(source) ?? [])
  const told = { title: info.name, subtitle: 'Field-mapping specification', purpose: info.purpose ?? '', cover: coverBlocks(source, sections), sections }
  return { ...told, id: hashCanonical(JSON.stringify(told)).slice(0, 16) }
}
