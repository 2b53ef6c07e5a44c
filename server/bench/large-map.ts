// A field map of many rows of all sorts, and one edit of it: what benchmarks of compiling and of review measure.
import { constant, copy, field, of, ofItem, type MapSetup, type RowSetup } from '../../fixtures/build.ts'
import type { Project } from '../../shared/project/project.ts'
import type { Transform } from '../../shared/transform/transform.ts'

/** The row's formula, constant or text is another one in each round. */
export function editOne(project: Project, round: number): Project {
  const at = (round * 37) % project.rows.length
  const rows = project.rows.map((row, index) => {
    if (index !== at || row.transform === undefined) return row
    const { transform } = row
    if (transform.kind === 'formula') return { ...row, transform: { ...transform, text: `${transform.text} /* round ${round} */` } }
    if (transform.kind === 'template') return { ...row, transform: { ...transform, parts: [...transform.parts, String(round)] } }
    return { ...row, note: `round ${round}` }
  })
  return { ...project, rows }
}

/** `count` rows, the last two of them a list and its item. */
export function mapOf(count: number): MapSetup {
  const transforms: ((index: number) => { readonly transform: Transform; readonly type: string })[] = [
    () => ({ transform: copy(of('order', 'number')), type: 'text' }),
    (index) => ({ transform: { kind: 'formula', text: `$uppercase(status) & "-${index}-" & number` }, type: 'text' }),
    () => ({ transform: { kind: 'number', from: of('order', 'total'), steps: [{ do: 'round', decimals: 2, mode: 'half-away-from-zero' }] }, type: 'number' }),
    (index) => ({ transform: { kind: 'template', parts: [`WC-${index}-`, of('order', 'number')] }, type: 'text' }),
    (index) => ({ transform: { kind: 'formula', text: `count > ${index} ? $number(total) * ${index} : $round($number(total) / 3, 2)` }, type: 'number' }),
    () => ({ transform: { kind: 'date', from: of('order', 'created'), read: 'iso', write: 'yyyy-MM-dd' }, type: 'text' }),
    () => ({
      transform: {
        kind: 'when',
        cases: [{ if: { test: 'compare', left: of('order', 'status'), operator: '=', right: constant('paid') }, then: copy(of('order', 'name')) }],
        otherwise: { kind: 'constant', value: 'none' },
      },
      type: 'text',
    }),
    (index) => ({ transform: { kind: 'formula', text: `$sum(lines[quantity > ${index % 5}].(price * quantity)) ?? 0` }, type: 'number' }),
    () => ({ transform: { kind: 'text', from: of('order', 'name'), steps: [{ do: 'trim' }, { do: 'upper' }] }, type: 'text' }),
  ]
  const rows: RowSetup[] = []
  const destination: Record<string, string> = {}
  for (let index = 0; rows.length < count - 2; index++) {
    const made = transforms[index % transforms.length]?.(index)
    if (made === undefined) break
    destination[`F${index}`] = made.type
    rows.push({ to: `F${index}`, transform: made.transform })
  }
  rows.push({ to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].Q', transform: copy(ofItem('quantity')) }] })
  return {
    inputs: {
      order: {
        number: 'text!',
        status: 'text!',
        total: 'text!',
        count: 'number!',
        created: 'text!',
        name: 'text!',
        lines: field([{ price: 'number!', quantity: 'number!' }], { required: true }),
      },
    },
    destination: { ...destination, Lines: [{ Q: 'number' }] },
    rows,
  }
}
