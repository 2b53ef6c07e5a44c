// The addresses of a project's pages.

export function projectLinks(project: string) {
  const home = `/p/${encodeURIComponent(project)}`
  return {
    home,
    useCases: `${home}/use-cases`,
    useCase: (id: string) => `${home}/use-cases/${encodeURIComponent(id)}`,
    maps: `${home}/maps`,
    /** `line`: the grid goes to this line. */
    map: (id: string, line?: string) => `${home}/maps/${encodeURIComponent(id)}${line === undefined ? '' : `?line=${encodeURIComponent(line)}`}`,
    schemas: `${home}/schemas`,
    schema: (id: string) => `${home}/schemas/${encodeURIComponent(id)}`,
    /** What a newer version changes. */
    schemaChanges: (id: string) => `${home}/schemas/${encodeURIComponent(id)}/changes`,
    lookups: `${home}/lookups`,
    lookup: (id: string) => `${home}/lookups/${encodeURIComponent(id)}`,
    config: `${home}/config`,
    export: `${home}/export`,
  }
}
