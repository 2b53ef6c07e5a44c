// Texts that try to leave the place they are written to, and the shape of code by which that would be seen: for the injection tests.
import { parseSync } from 'oxc-parser'

export const hostile: readonly string[] = [
  "'",
  '"',
  '`',
  '\\',
  "\\'",
  "';process.exit()//",
  '"+process.exit()+"',
  '`;process.exit();`',
  '${process.exit()}',
  '`${process.exit()}`',
  '$\\{x}',
  '*/process.exit()/*',
  '/*',
  '*/',
  '//',
  '*\u200b/',
  '\n',
  '\r\n',
  'a\nb',
  '\u2028',
  '\u2029x',
  'a\u2028process.exit()',
  '</script><script>alert(1)</script>',
  '<!--',
  '-->',
  '\u202eabc',
  '\u2066x\u2069',
  '\u0000',
  '\u001b[31m',
  '\u0085',
  '\ufeff',
  '\ufffe',
  '\ud800',
  '\udc00x',
  '😀',
  '👩‍👩‍👧',
  'ﬀ',
  'İ',
  'ı',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'class',
  'default',
  'await',
  'let',
  'eval',
  'arguments',
  'undefined',
  'NaN',
  'Infinity',
  'Object',
  'Map',
  'Number',
  'map',
  'issues',
  'problem',
  'at',
  'index',
  'config',
  'mapped',
  'order',
  '1abc',
  '007',
  ' ',
  '',
  '-',
  'a.b',
  'a[0]',
  '?.[x',
  '?.',
  'x:y',
  '@ts-ignore',
  '@ts-expect-error',
  '#!/bin/sh',
  '{',
  '}',
  '})',
  ']',
  ',',
  ';',
  '=>',
  'A'.repeat(300),
  '\\u0027',
  '\\x27',
  'cw_hidden_0041_',
  '[]',
  '{}',
  '$ref',
  '+1',
  'import("fs")',
  'require',
  'any',
  'as any',
  '!',
]

/** Kinds of nodes only: names, literals and positions are left out, and a property's key counts as a key however it is written. */
export function skeleton(code: string): string {
  const parsed = parseSync('x.ts', code)
  if (parsed.errors.length > 0) return `does not parse: ${parsed.errors[0]?.message ?? ''}`
  const shapeOf = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(shapeOf)
    if (typeof node !== 'object' || node === null || !('type' in node)) return undefined
    const { type, ...rest } = node as { type: string } & Record<string, unknown>
    // `.name` or `['odd name']`, `name:` or `'odd name':`: one shape.
    if (type === 'MemberExpression') return ['Member', shapeOf(rest['object'])]
    if (type === 'Property' || type === 'TSPropertySignature') return [type, shapeOf(rest['value'] ?? rest['typeAnnotation'])]
    return [
      type,
      ...Object.values(rest)
        .map(shapeOf)
        .filter((part) => part !== undefined),
    ]
  }
  return JSON.stringify(shapeOf(parsed.program))
}
