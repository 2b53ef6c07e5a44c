// Words and marks of statuses and transform kinds in the grid.
import type { ShownStatus } from '../../shared/review/row-status.ts'
import type { TransformKind } from '../../shared/transform/transform.ts'
import type { IconName } from './grid-icons.ts'

export const statusIcons: Record<ShownStatus, IconName> = {
  draft: 'statusDraft',
  question: 'statusQuestion',
  ready: 'statusReady',
  approved: 'statusApproved',
  built: 'statusBuilt',
  tested: 'statusTested',
}

export const kindIcons: Record<TransformKind, IconName> = {
  copy: 'copy',
  constant: 'constant',
  config: 'config',
  template: 'template',
  lookup: 'lookup',
  when: 'when',
  convert: 'convert',
  number: 'number',
  date: 'date',
  hook: 'hook',
  text: 'text',
  list: 'list',
  join: 'join',
  formula: 'formula',
  each: 'each',
  notMapped: 'notMapped',
}
