// The only place that puts a project file together from a project and what is stored beside it: what the project names, and what a baseline of it names.
import { findPictureType } from '../../shared/project/picture-type.ts'
import type { FrozenBaseline, ProjectFile } from '../../shared/project/project-file.ts'
import type { Project } from '../../shared/project/project.ts'
import type { OpenedContent } from './packed-content.ts'

/** What is named and not in the content is left out. */
export function assembleProjectFile(project: Project, content: OpenedContent): ProjectFile {
  const baselines = project.baselines.flatMap(({ id, state }): FrozenBaseline[] => {
    const frozen = content.read('baseline', state)
    return frozen === undefined ? [] : [{ baseline: id, state: frozen as FrozenBaseline['state'] }]
  })
  // A state of an older program may lack collections.
  const projects = [project, ...baselines.map(({ state }) => state.project as Partial<Project>)]
  const named = (list: (one: Partial<Project>) => readonly (string | undefined)[] | undefined) =>
    new Set(projects.flatMap((one) => list(one) ?? []).filter((key) => key !== undefined))
  const collect = (kind: string, keys: ReadonlySet<string>) =>
    Object.fromEntries([...keys].map((key) => [key, content.read(kind, key)] as const).filter(([, value]) => value !== undefined))
  const graphs = named((one) => one.schemas?.filter(({ deleted }) => deleted !== true).map(({ graph }) => graph))
  const samples = named((one) => one.sampleSets?.map(({ set }) => set))
  const cases = named((one) => one.testCases?.flatMap(({ given, expected }) => [given, expected]))
  const runs = named((one) => one.testRuns?.map(({ actual }) => actual))
  const pictures = listPictures(
    content,
    named((one) => one.attachments?.map(({ picture }) => picture)),
  )
  return {
    format: 'crosswalk-project',
    formatVersion: 1,
    project,
    schemas: collect('graph', graphs) as ProjectFile['schemas'],
    samples: collect('samples', samples) as ProjectFile['samples'],
    records: collect('record', new Set([...cases, ...runs])) as ProjectFile['records'],
    baselines,
    ...(Object.keys(pictures).length === 0 ? {} : { pictures }),
  }
}

function listPictures(content: OpenedContent, keys: ReadonlySet<string>): NonNullable<ProjectFile['pictures']> {
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const bytes = content.readBytes('picture', key)
      const mediaType = bytes === undefined ? undefined : findPictureType(bytes)
      return bytes === undefined || mediaType === undefined ? [] : [[key, { mediaType, base64: Buffer.from(bytes).toString('base64') }]]
    }),
  )
}
