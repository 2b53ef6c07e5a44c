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
    customers: `${home}/customers`,
    customer: (id: string) => `${home}/customers/${encodeURIComponent(id)}`,
    systems: `${home}/systems`,
    system: (id: string) => `${home}/systems/${encodeURIComponent(id)}`,
    /** Steps of a use case; `step`: this one is opened. */
    steps: (useCase: string, step?: string) =>
      `${home}/use-cases/${encodeURIComponent(useCase)}/steps${step === undefined ? '' : `?step=${encodeURIComponent(step)}`}`,
    tests: `${home}/tests`,
    test: (id: string) => `${home}/tests/${encodeURIComponent(id)}`,
    questions: `${home}/questions`,
    question: (id: string) => `${home}/questions?question=${encodeURIComponent(id)}`,
    review: `${home}/review`,
    coverage: `${home}/review/coverage`,
    traceability: `${home}/review/traceability`,
    history: `${home}/history`,
    /** What changed from one baseline to another, or to `now`. */
    comparison: (from: string, to: string) => `${home}/history/${encodeURIComponent(from)}/${encodeURIComponent(to)}`,
    export: `${home}/export`,
    /** A spreadsheet that comes in or back. */
    import: `${home}/import`,
  }
}
