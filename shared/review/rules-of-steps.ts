// What the rules of steps are called, why they matter and what to do: the words of flowRules for people who look them up.
import type { FlowProblemCode } from '../mapping/flow-rules.ts'
import type { RuleWords } from './rule.ts'

export const flowRuleWords: Readonly<Record<FlowProblemCode, RuleWords>> = {
  'no-trigger': { title: 'Nothing starts it', why: 'Nobody knows when the data moves. Make the first step a trigger: a webhook, a schedule, or a person.' },
  'second-trigger': { title: 'Trigger in the middle', why: 'A flow starts once. Put the trigger first, or make a use case of its own.' },
  'no-endpoint': { title: 'No endpoint', why: 'An engineer cannot tell which call is made. Choose it.' },
  'unknown-endpoint': { title: 'Unknown endpoint', why: 'The schema has no such endpoint. Choose the one that replaces it.' },
  'schema-missing': { title: 'Schema of the step missing', why: 'Without its schema the call cannot be checked. Choose its endpoint again.' },
  'no-object': { title: 'No record in the answer', why: 'It is not clear which part of the answer is the record. Choose the object of the step.' },
  'no-list': { title: 'No list to go through', why: 'The steps after it should run for each record of a list. Choose the object inside its list.' },
  'envelope-too-deep': {
    title: 'Record behind a list',
    why: 'A flow can only go straight to the record or to one list of them. Choose the record nearer to the top.',
  },
  'no-map': { title: 'No field map', why: 'It is not said what is sent. Choose the field map that makes the record.' },
  'unknown-map': { title: 'Field map missing', why: 'The field map of the step was deleted. Bring it back, or choose another one.' },
  'input-without-result': {
    title: 'Nobody gives an input',
    why: 'The field map needs a record that no earlier step brings. Add a step that retrieves it, or name the result.',
  },
  'ambiguous-input': {
    title: 'Several results for an input',
    why: 'It is not clear which of the earlier results is meant. Say on the input which step it comes from.',
  },
  'many-into-one': {
    title: 'List of records into one',
    why: 'The request takes a single record. Choose a request that takes a list, or let the map run once per record.',
  },
  'map-before-lookup': {
    title: 'Map runs too early',
    why: 'Whether a record is created or updated is known only in the send. Remove the transform step: the send runs the map itself.',
  },
  'wrong-destination': {
    title: 'Map fills another object',
    why: 'The call would send a record that is made for another one. Choose the map, or the object, that fits.',
  },
  'unknown-result': { title: 'Result of no earlier step', why: 'The value would never be there. Choose a result of a step before this one.' },
  'unknown-field': { title: 'Unknown field of a result', why: 'The result has no such field. Choose the one that was meant.' },
  'list-in-path': { title: 'Several values for a parameter', why: 'A parameter is one value. Choose a field outside of lists.' },
  'unknown-config': { title: 'Config value missing', why: 'The config value that the step uses was deleted. Bring it back, or choose another one.' },
  'secret-used': { title: 'Secret in a step', why: 'Secrets belong to whoever makes the calls. Use another config value.' },
  'config-name': { title: 'Name that is taken', why: 'Generated code cannot use a config value of that name. Rename it.' },
  'path-parameter': { title: 'Part of the address missing', why: 'The call has no address without it. Say what the parameter is.' },
  'page-without-list': {
    title: 'Pages without a list',
    why: 'Pages are counted only where the next steps run for each record. Say so, or remove the parameter.',
  },
  'page-without-size': { title: 'Size of a page unknown', why: 'The last page is the one that is not full. Fill in how many records a page has.' },
  'lookup-missing': {
    title: 'No way to find the record',
    why: 'To update what is there it has to be found first. Say how: which call, and which record of its answer.',
  },
  'no-condition': { title: 'No condition', why: 'It is not said what must hold for the record to go on. Write the condition.' },
  'formula-unsound': { title: 'Condition cannot be asked', why: 'The formula has an error. Correct it.' },
  'formula-condition': {
    title: 'Condition too rich for a flow',
    why: 'A flow decides by plain comparisons. Put what needs more into a field map as what it applies to.',
  },
  'entry-outside-lookup': {
    title: 'Candidate outside a lookup',
    why: 'Only while looking for a record there are candidates. Choose a value of an earlier step.',
  },
  'no-wait': { title: 'No time to wait', why: 'It is not said how long. Fill in the seconds, or what an answer must meet.' },
  'nobody-to-tell': { title: 'Nobody to tell', why: 'A notice or an alert needs somebody who gets it. Fill in who.' },
}
