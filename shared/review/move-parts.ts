// What a move writes into the rest of the project: samples, facts of analysts, questions, config values. The only place for it.
import { fieldAddress, parseLineAddress } from '../mapping/line.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import type { MoveState } from './move-state.ts'

export function moveParts(state: MoveState): void {
  copySamples(state)
  moveOverlays(state)
  moveQuestions(state)
  const { project } = state.input
  for (const config of project.configValues)
    if (config.deleted !== true && config.listedBy !== undefined)
      state.write('configValues', config, { listedBy: state.index.followEndpoint(config.listedBy, state.isFollowed) })
}

/** They stay with the old version, and the new one has them too, so that evidence is not lost. */
function copySamples(state: MoveState): void {
  const { input, from, to, index } = state
  const { sampleSets } = input.project
  const known = new Set(sampleSets.filter((set) => set.schema === to.id && set.deleted !== true).map(({ set }) => set))
  for (const { id: _, ...set } of sampleSets)
    if (set.schema === from.id && set.deleted !== true && !known.has(set.set))
      state.add('sampleSets', { ...set, schema: to.id, object: index.followObject(set.object, state.isFollowed) })
}

function moveOverlays(state: MoveState): void {
  const { index, from } = state
  for (const overlay of state.input.project.overlays) {
    if (overlay.deleted === true || overlay.system !== from.system) continue
    const item = `overlay:${overlay.id}`
    const follows = state.follows(item)
    if (state.decisionsOf(item).some(({ decision }) => decision?.choice === 'drop')) state.write('overlays', overlay, { deleted: true })
    else {
      const object: ObjectAddress = index.followObject(overlay.object, follows)
      state.write('overlays', overlay, { object, path: index.follow(overlay.object, overlay.path, follows) ?? overlay.path })
    }
  }
}

/** Questions about a line without a row stand at its path. */
function moveQuestions(state: MoveState): void {
  const byMap = new Map(state.contexts.map(({ fieldMap }) => [fieldMap.id, fieldMap]))
  for (const question of state.input.project.questions) {
    const at = question.deleted === true ? undefined : parseLineAddress(question.at)
    const fieldMap = at === undefined || at.kind !== 'field' ? undefined : byMap.get(at.fieldMap)
    if (at?.kind !== 'field' || fieldMap === undefined || fieldMap.destination.schema !== state.from.id) continue
    const path = state.index.follow(fieldMap.destination.object, at.path, state.isFollowed) ?? at.path
    state.write('questions', question, { at: fieldAddress(fieldMap.id, path, at.each === undefined ? undefined : { id: at.each }) })
  }
}
