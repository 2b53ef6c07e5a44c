// The only set-up of all unit tests: where the built program is up to date, processes of tests are started from it, else from the source.
import { join } from 'node:path'
import { isStale, projectRoot } from './build.js'

/** @param {{ config: { watch: boolean } }} project While somebody watches, the source changes and the build does not. */
export function setup({ config }) {
  if (!config.watch && !isStale('server')) process.env['CROSSWALK_BUILT'] = join(projectRoot, 'dist')
}
