// The only place for how strongly signs hold the expression before them: jsonata 2.2.2's binding powers. What is not here ends an expression.

export const bindings: Readonly<Record<string, number>> = {
  '[': 80,
  '(': 80,
  '@': 80,
  '#': 80,
  '.': 75,
  '{': 70,
  '*': 60,
  '/': 60,
  '%': 60,
  '+': 50,
  '-': 50,
  '&': 50,
  '=': 40,
  '!=': 40,
  '<': 40,
  '<=': 40,
  '>': 40,
  '>=': 40,
  in: 40,
  '??': 40,
  '?:': 40,
  '~>': 40,
  '^': 40,
  and: 30,
  or: 25,
  '?': 20,
  ':=': 10,
}

/** A minus before an expression. */
export const NEGATION = 70
/** Names, calls, texts: nothing takes them apart. */
export const HIGHEST = 80

export const bindingOf = (sign: string): number => bindings[sign] ?? 0

/** Behind these two jsonata reads on as far as it can: `a ?? b = c` is `a ?? (b = c)`. */
export const readsOnBehind = (operator: string): boolean => operator === '??' || operator === '?:'
