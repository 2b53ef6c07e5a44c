// The order → invoice mapper of the demo as a careful colleague writes it by hand: the measure for generated code.
// It checks the same values, rounds as exactly and says the same of bad records.

type Issue = { row: number | null; path: string; code: string; value: unknown }
type OrderLine = {
  name: string
  quantity: number
  tax_class: string
  subtotal: string
  total: string
  sku?: string | null
  taxes?: { total?: string | null }[] | null
}
type ShippingLine = { method_title: string; total: string; total_tax: string }
type FeeLine = { name: string; tax_class: string; tax_status: string; total: string; total_tax: string }
type Order = {
  id: number
  number: string
  status: string
  currency: string
  date_created: string
  total: string
  transaction_id?: string | null
  coupon_lines?: { code?: string | null }[] | null
  line_items: OrderLine[]
  shipping_lines: ShippingLine[]
  fee_lines: FeeLine[]
}
type Contact = { ContactID?: string | null }
type Config = { [name: string]: string | number | undefined }
type InvoiceLine = {
  Description: string
  Quantity: number
  UnitAmount: number
  ItemCode?: string
  AccountCode: string
  TaxType: string
  TaxAmount?: number
  LineAmount: number
}

const statuses: Record<string, string | undefined> = { completed: 'AUTHORISED', 'on-hold': 'DRAFT', processing: 'AUTHORISED' }
const taxTypes: Record<string, string | undefined> = { '': 'TAX001', 'reduced-rate': 'TAX002', 'zero-rate': 'NONE' }

export function mapByHand(inputs: { order: unknown; contact: unknown }, config: Config) {
  const issues: Issue[] = []
  const { order, contact } = inputs
  const orderFits = checkOrder(order, issues)
  const contactFits = checkContact(contact, issues)
  const configFits = checkConfig(config, issues)
  if (!orderFits || !contactFits || !configFits) return { ok: false as const, issues }
  if (order.status !== 'processing' && order.status !== 'completed' && order.status !== 'on-hold')
    return { ok: false as const, issues: [{ row: null, path: 'order.status', code: 'not-applicable', value: null }] }
  const date = day(order.date_created)
  if (date === undefined) for (const row of [55, 56]) issues.push({ row, path: 'order.date_created', code: 'not-a-date', value: order.date_created })
  const status = statuses[order.status]
  if (status === undefined) issues.push({ row: 65, path: 'order.status', code: 'not-in-lookup-table', value: order.status })
  if (contact.ContactID == null) issues.push({ row: 3, path: 'contact.ContactID', code: 'missing', value: null })

  const lines: InvoiceLine[] = []
  for (let i = 0; i < order.line_items.length; i++) {
    const line = order.line_items[i] as OrderLine
    const at = `order.line_items[${i}]`
    const total = isDecimal(line.total) ? Number(line.total) : Number.NaN
    const off = isDecimal(line.subtotal) ? Number(line.subtotal) - total : Number.NaN
    if (Number.isNaN(off)) issues.push({ row: 6, path: `${at}.total`, code: 'not-a-number', value: [line.total, line.subtotal, line.name] })
    const taxType = taxTypes[line.tax_class]
    if (taxType === undefined) issues.push({ row: 12, path: `${at}.tax_class`, code: 'not-in-lookup-table', value: line.tax_class })
    const made: InvoiceLine = {
      Description: off > 0 ? `${line.name} (${off.toFixed(2)} off)` : line.name,
      Quantity: line.quantity,
      UnitAmount: amount(round(total / line.quantity, 4), issues, 8, `${at}.total`, [line.total, line.quantity]),
      AccountCode: setting(config, 'sales_account', '200'),
      TaxType: taxType ?? '',
      LineAmount: amount(round(total, 2), issues, 14, `${at}.total`, line.total),
    }
    if (line.taxes != null) made.TaxAmount = amount(round(sumOf(line.taxes), 2), issues, 13, `${at}.taxes`, line.taxes)
    if (line.sku != null && line.sku !== '') made.ItemCode = line.sku
    lines.push(made)
  }
  for (let i = 0; i < order.shipping_lines.length; i++) {
    const line = order.shipping_lines[i] as ShippingLine
    const at = `order.shipping_lines[${i}]`
    const total = isDecimal(line.total) ? Number(line.total) : Number.NaN
    const untaxed = isDecimal(line.total_tax) && Number(line.total_tax) === 0
    lines.push({
      Description: `Shipping: ${line.method_title}`,
      Quantity: 1,
      UnitAmount: amount(round(total, 4), issues, 25, `${at}.total`, line.total),
      AccountCode: setting(config, 'shipping_account', '260'),
      TaxType: untaxed ? setting(config, 'no_tax_type', 'NONE') : setting(config, 'default_tax_type', 'TAX001'),
      TaxAmount: amount(isDecimal(line.total_tax) ? round(Number(line.total_tax), 2) : Number.NaN, issues, 30, `${at}.total_tax`, line.total_tax),
      LineAmount: amount(round(total, 2), issues, 31, `${at}.total`, line.total),
    })
  }
  for (let i = 0; i < order.fee_lines.length; i++) {
    const line = order.fee_lines[i] as FeeLine
    const at = `order.fee_lines[${i}]`
    const total = isDecimal(line.total) ? Number(line.total) : Number.NaN
    const taxType = line.tax_status === 'none' ? setting(config, 'no_tax_type', 'NONE') : taxTypes[line.tax_class]
    if (taxType === undefined) issues.push({ row: 46, path: `${at}.tax_status`, code: 'not-in-lookup-table', value: line.tax_class })
    lines.push({
      Description: line.name,
      Quantity: 1,
      UnitAmount: amount(round(total, 4), issues, 42, `${at}.total`, line.total),
      AccountCode: setting(config, 'sales_account', '200'),
      TaxType: taxType ?? '',
      TaxAmount: amount(isDecimal(line.total_tax) ? round(Number(line.total_tax), 2) : Number.NaN, issues, 47, `${at}.total_tax`, line.total_tax),
      LineAmount: amount(round(total, 2), issues, 48, `${at}.total`, line.total),
    })
  }
  const days = config['payment_days'] ?? 0
  const codes = [...new Set((order.coupon_lines ?? []).flatMap((coupon) => coupon.code ?? []))]
  const reference = order.transaction_id != null && order.transaction_id !== '' ? order.transaction_id : codes.length > 0 ? codes.join(', ') : undefined
  if (issues.length > 0) return { ok: false as const, issues }
  const sum = lines.reduce((soFar, line) => soFar + line.LineAmount + (line.TaxAmount ?? 0), 0)
  const total = isDecimal(order.total) ? Number(order.total) : Number.NaN
  if (!(round(Math.abs(sum - total), 10) <= 0.005))
    issues.push({ row: null, path: 'Line amounts and tax agree with the order’s total to the cent', code: 'invariant', value: [sum, total] })
  if (lines.length === 0) issues.push({ row: null, path: 'An invoice has at least one line', code: 'invariant', value: [0, 0] })
  if (issues.length > 0) return { ok: false as const, issues }
  return {
    ok: true as const,
    value: {
      Type: 'ACCREC',
      Contact: { ContactID: contact.ContactID },
      LineItems: lines,
      Date: date,
      DueDate: days === 0 ? date : new Date(Date.parse(`${date}T00:00:00Z`) + Number(days) * 86_400_000).toISOString().slice(0, 10),
      LineAmountTypes: 'Exclusive',
      InvoiceNumber: `${setting(config, 'invoice_prefix', 'WC-')}${order.number}`,
      ...(reference === undefined ? {} : { Reference: reference }),
      Url: `${setting(config, 'shop_admin_url', 'https://shop.example.com/wp-admin')}/post.php?action=edit&post=${order.id}`,
      CurrencyCode: order.currency,
      Status: status,
      SentToContact: false,
    },
  }
}

function checkOrder(order: unknown, issues: Issue[]): order is Order {
  if (!isRecord(order)) return wrong(order, 'order', issues)
  const before = issues.length
  if (!Number.isInteger(order['id'])) wrong(order['id'], 'order.id', issues)
  for (const name of ['number', 'status', 'currency', 'date_created', 'total']) text(order, name, 'order', issues)
  if (order['transaction_id'] != null) text(order, 'transaction_id', 'order', issues)
  if (order['coupon_lines'] != null) {
    lists(order, 'coupon_lines', 'order', issues, (coupon, at) => {
      if (coupon['code'] != null) text(coupon, 'code', at, issues)
    })
  }
  lists(order, 'line_items', 'order', issues, (line, at) => {
    for (const name of ['name', 'tax_class', 'subtotal', 'total']) text(line, name, at, issues)
    if (!Number.isInteger(line['quantity'])) wrong(line['quantity'], `${at}.quantity`, issues)
    if (line['sku'] != null) text(line, 'sku', at, issues)
    if (line['taxes'] == null) return
    lists(line, 'taxes', at, issues, (tax, inside) => {
      if (tax['total'] != null) text(tax, 'total', inside, issues)
    })
  })
  lists(order, 'shipping_lines', 'order', issues, (line, at) => {
    for (const name of ['method_title', 'total', 'total_tax']) text(line, name, at, issues)
  })
  lists(order, 'fee_lines', 'order', issues, (line, at) => {
    for (const name of ['name', 'tax_class', 'tax_status', 'total', 'total_tax']) text(line, name, at, issues)
  })
  return issues.length === before
}

function checkContact(contact: unknown, issues: Issue[]): contact is Contact {
  if (!isRecord(contact)) return wrong(contact, 'contact', issues)
  const before = issues.length
  if (contact['ContactID'] != null) text(contact, 'ContactID', 'contact', issues)
  return issues.length === before
}

const SETTINGS = ['invoice_prefix', 'sales_account', 'shipping_account', 'default_tax_type', 'no_tax_type', 'shop_admin_url']

function checkConfig(config: Config, issues: Issue[]): boolean {
  const before = issues.length
  for (const name of SETTINGS) if (config[name] != null && typeof config[name] !== 'string') wrong(config[name], `config.${name}`, issues)
  if (config['payment_days'] != null && !Number.isInteger(config['payment_days'])) wrong(config['payment_days'], 'config.payment_days', issues)
  return issues.length === before
}

function setting(config: Config, name: string, otherwise: string): string {
  const value = config[name]
  return typeof value === 'string' ? value : otherwise
}

function lists(
  record: Record<string, unknown>,
  name: string,
  above: string,
  issues: Issue[],
  check: (line: Record<string, unknown>, at: string) => void,
): void {
  const list = record[name]
  if (!Array.isArray(list)) return void wrong(list, `${above}.${name}`, issues)
  for (let i = 0; i < list.length; i++) {
    const line: unknown = list[i]
    const at = `${above}.${name}[${i}]`
    if (isRecord(line)) check(line, at)
    else wrong(line, at, issues)
  }
}

function sumOf(taxes: readonly { total?: string | null }[]): number {
  let sum = 0
  for (const { total } of taxes) if (total != null) sum += isDecimal(total) ? Number(total) : Number.NaN
  return sum
}

function text(record: Record<string, unknown>, name: string, at: string, issues: Issue[]): void {
  if (typeof record[name] !== 'string') wrong(record[name], `${at}.${name}`, issues)
}

function wrong(value: unknown, path: string, issues: Issue[]): false {
  issues.push({ row: null, path, code: value == null ? 'missing-required' : 'wrong-type', value: value ?? null })
  return false
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDecimal(value: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(value)
}

function amount(value: number, issues: Issue[], row: number, path: string, given: unknown): number {
  if (Number.isFinite(value)) return value
  issues.push({ row, path, code: 'not-a-number', value: given })
  return 0
}

/** Half away from zero on the printed digits: the exponent is split off, so that no product can cross a half. */
function round(value: number, decimals: number): number {
  if (!Number.isFinite(value)) return value
  const scaled = Math.abs(value) * 10 ** decimals
  if (Math.abs((scaled % 1) - 0.5) > scaled * 1e-15) return (Math.sign(value) * Math.round(scaled)) / 10 ** decimals + 0
  const [digits = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  return Math.sign(value) * Number(`${Math.round(Number(`${digits}e${Number(exponent) + decimals}`))}e-${decimals}`) + 0
}

function day(value: string): string | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(value)
  if (found === null) return undefined
  const [, year, month, date, hour = '00', minute = '00', second = '00'] = found
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (Number(month) < 1 || Number(month) > 12 || Number(date) < 1 || Number(date) > last || hour > '23' || minute > '59' || second > '59') return undefined
  return `${year}-${month}-${date}`
}
