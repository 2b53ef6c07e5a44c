// The small functions of generated code that change texts and write numbers.
import type { Written } from './written-function.ts'

const fill = (name: string, joined: string): Written => ({
  needs: [],
  code: `/** To a length in characters. */
function ${name}(text: string, length: number, filling: string): string {
  const missing = Math.max(length - [...text].length, 0)
  const added = [...filling.repeat(missing)].slice(0, missing).join('')
  return ${joined}
}`,
})

const pad = (name: string): Written => ({
  needs: [],
  code: `/** To a length in characters, of which some are two units of a string. */
function ${name}(text: string, length: number, filling: string): string {
  return text.${name}(length + text.length - [...text].length, filling)
}`,
})

export const textFunctions = {
  padStart: pad('padStart'),
  padEnd: pad('padEnd'),
  fillStart: fill('fillStart', 'added + text'),
  fillEnd: fill('fillEnd', 'text + added'),
  textBefore: {
    needs: [],
    code: `/** The whole text where it has no \`mark\`. */
function textBefore(text: string, mark: string): string {
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(0, at)
}`,
  },
  textAfter: {
    needs: [],
    code: `/** The whole text where it has no \`mark\`. */
function textAfter(text: string, mark: string): string {
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(at + mark.length)
}`,
  },
  readNumber: {
    needs: [],
    code: `/** NaN for a text that is not written in this way. */
function readNumber(value: unknown, pattern: RegExp): number {
  if (typeof value !== 'string') return typeof value === 'number' ? value : Number.NaN
  const [, whole, decimals = '0'] = pattern.exec(value) ?? []
  return whole === undefined ? Number.NaN : Number(\`\${whole.replaceAll(/[^-\\d]/g, '')}.\${decimals}\`)
}`,
  },
  writeNumber: {
    needs: ['cutDigits'],
    code: `/** With that many decimals, to which the number is rounded already. */
function writeNumber(value: number, decimals: number, point = '.', group = ''): string {
  const digits = cutDigits(value, decimals).head.padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replaceAll(/\\B(?=(\\d{3})+$)/g, group)
  return \`\${value < 0 ? '-' : ''}\${whole}\${decimals === 0 ? '' : point}\${digits.slice(digits.length - decimals)}\`
}`,
  },
  scaleBy: {
    needs: [],
    code: `/** Times ten to a power, exactly: the printed digits with the point moved. */
function scaleBy(value: number, power: number): number {
  if (Number.isInteger(value)) return power < 0 ? value / 10 ** -power : value * 10 ** power
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Number.isFinite(value) ? Number(\`\${digits}e\${Number(exponent) + power}\`) : value
}`,
  },
} satisfies Record<string, Written>
