// The rules that a use case's steps are checked by before a flow is made of them: the only list of their codes.
export const flowRules = {
  'no-trigger': () => 'Nothing says what starts this flow. Make its first step a trigger.',
  'second-trigger': () => 'Only the first step can be a trigger. Put this one first, or make it a step of another use case.',
  'no-endpoint': () => 'No endpoint is chosen. Choose which call this step makes.',
  'unknown-endpoint': (endpoint: string) => `${endpoint} is not an endpoint of the schema any more. Choose another one.`,
  'schema-missing': () => 'The schema of this step is not loaded, or no longer in the project. Choose its endpoint again.',
  'no-object': () => 'It is not said which record the answer holds. Choose the object of this step.',
  'no-list': () => 'The steps after it should run for each record, but its object stands in no list. Choose the object inside its list.',
  'envelope-too-deep': (envelope: string) => `${envelope} leads through a list to the record, which a flow cannot follow. Choose the record nearer to the top.`,
  'no-map': () => 'No field map is chosen. Choose the one that makes the record.',
  'unknown-map': () => 'The field map of this step is no longer in the project. Choose another one.',
  'input-without-result': (map: string, input: string) =>
    `${map} needs "${input}", and no earlier step gives it. Name that step's result "${input}", or say on the input which step it comes from.`,
  'ambiguous-input': (map: string, input: string) => `Several earlier steps could give ${map} its "${input}". Say on the input which step it comes from.`,
  'many-into-one': (map: string) => `${map} makes a list of records, but the request takes one. Choose a request with a list.`,
  'map-before-lookup': (map: string) =>
    `${map} has rows for create or for update only, but runs before it is known which it is. Remove the transform step: this step runs the map itself.`,
  'wrong-destination': (map: string) => `${map} fills another object than the one this step sends. Choose the map, or the object, that fits.`,
  'unknown-result': () => 'A value comes from a step that is gone, comes later, or gives no result. Choose it again.',
  'unknown-field': (name: string, path: string) => `${name} has no field ${path}. Choose another one.`,
  'list-in-path': (name: string, path: string) => `${path} of ${name} holds several values, and one is needed. Choose a field outside of lists.`,
  'unknown-config': () => 'A config value that this step uses is gone. Choose another one.',
  'secret-used': (name: string) => `${name} is a secret, and secrets belong to whoever makes the calls. Use another config value.`,
  'config-name': (name: string) => `A config value cannot be called ${name} in a flow, because every object has something of that name. Rename it.`,
  'path-parameter': (name: string, endpoint: string) => `${endpoint} needs ${name}. Say what the parameter is.`,
  'page-without-list': () => 'Pages can only be counted in a step that runs the next steps for each record. Say so, or remove the parameter.',
  'page-without-size': () => 'It is not said how many records a full page has, so that the last page cannot be told. Fill in the page size.',
  'lookup-missing': (mode: string) => `To ${mode}, the step has to look first. Say how the record is found.`,
  'no-condition': () => 'The condition is not written yet. Say what must hold for the record to go on.',
  'formula-unsound': (text: string, why: string) => `The formula ${text} cannot decide: ${why}`,
  'formula-condition': (text: string) =>
    `The formula ${text} says more than a flow can decide by. Compare values, joined by and, or, in, $exists and $not, or put it into a field map as what it applies to.`,
  'entry-outside-lookup': () => 'Only a lookup has candidates to compare. Choose a value of an earlier step.',
  'no-wait': () => 'It is not said how long to wait. Fill in the seconds, or choose an endpoint and what its answer must meet.',
  'nobody-to-tell': () => 'It is not said whom to tell. Fill in who is alerted.',
} as const satisfies Record<string, (...names: string[]) => string>

export type FlowProblemCode = keyof typeof flowRules

/** `step`: its id; null: the use case as a whole. Every one keeps the flow from being made. */
export type FlowProblem = { readonly code: FlowProblemCode; readonly step: string | null; readonly message: string }
