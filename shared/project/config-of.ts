// The only place that joins a project's config values with those of a customer profile.
import type { JsonScalar } from '../schema/json-value.ts'
import type { Project } from './project.ts'

/** By name: the profile's values, else the defaults. `profile`: its id. */
export function configOf(project: Project, profile: string | undefined): Map<string, JsonScalar> {
  const known = project.configValues.filter((value) => value.deleted !== true)
  const config = new Map<string, JsonScalar>()
  for (const value of known) if (value.default !== undefined) config.set(value.name, value.default)
  for (const own of project.profileValues) {
    const value = known.find(({ id }) => id === own.config)
    if (own.deleted !== true && profile !== undefined && own.profile === profile && value !== undefined) config.set(value.name, own.value)
  }
  return config
}
