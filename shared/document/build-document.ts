// Which sections a specification has and in what order (DESIGN §7).
import { hashCanonical } from '../transform/canonical.ts'
import type { Section, SpecDocument } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { mapSections } from './map-section.ts'

/** The same project with the same choice gives the same document. */
export function buildDocument(source: DocumentSource): SpecDocument {
  const { info } = source.project
  const sections: readonly Section[] = [...mapSections(source)]
  const told = { title: info.name, subtitle: 'Field-mapping specification', purpose: info.purpose ?? '', cover: [], sections }
  return { ...told, id: hashCanonical(told).slice(0, 16) }
}
