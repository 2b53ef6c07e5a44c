// The one table of what the formula language's functions give: jsonata 2.2.2's values on arguments of the declared types, with limits; where jsonata
// raises an error, an issue. Closures and tests call it; generated code has functions of its own, proved against this.
import type { FunctionName } from './functions.ts'
import type { FunctionValue } from './function-value.ts'
import { valuesByPicture } from './pictures.ts'
import { valuesOfLists } from './values-of-lists.ts'
import { valuesOfNumbers } from './values-of-numbers.ts'
import { valuesOfTexts } from './values-of-texts.ts'

/** Functions with nodes of their own in a term are not here. */
export type ValueFunctionName = Exclude<FunctionName, 'map' | 'filter' | 'reduce' | 'now'>

export const functionValues: Readonly<Record<ValueFunctionName, FunctionValue>> = { ...valuesOfTexts, ...valuesOfNumbers, ...valuesOfLists, ...valuesByPicture }
