// The order → invoice mapper of the demo as a careful colleague writes it by hand: the measure for generated code.
// It checks the same values, rounds as exactly and says the same of bad records.

type Issue = { row: number | null; path: string; code: string; value: unknown }
type OrderLine = { name: string; quantity: number; tax_class: string; total: string; total_tax: string; sku?: string | null }
type ShippingLine = { method_title: string; total: string; total_tax: string }
type FeeLine = { name: string; tax_class: string; tax_status: string; total: string; total_tax: string }
type Order = {
  id: number
  number: string
  status: string
  currency: string
  date_created: string
  transaction_id?: string | null
  line_items: OrderLine[]
  shipping_lines: ShippingLine[]
  fee_lines: FeeLine[]
}
type Contact = { ContactID?: string | null }
type Config = { [name: string]: string | undefined }
type InvoiceLine = {
  Description: string
  Quantity: number
  UnitAmount: number
  ItemCode?: string
  AccountCode: string
  TaxType: string
  TaxAmount: number
  LineAmount: number
}

const statuses: Record<string, string | undefined> = { completed: 'AUTHORISED', 'on-hold': 'DRAFT', processing: 'AUTHORISED' }
const taxTypes: Record<string, string | undefined> = { '': 'TAX001', 'reduced-rate': 'TAX002', 'zero-rate': 'NONE' }

export function mapByHand(inputs: { order: unknown; contact: unknown }, config: Config) {
  const issues: Issue[] = []
  const { order, contact } = inputs
  const orderFits = checkOrder(order, issues)
  const contactFits = checkContact(contact, issues)
  if (!orderFits || !contactFits) return { ok: false as const, issues }
  const date = day(order.date_created)
  if (date === undefined) for (const row of [55, 56]) issues.push({ row, path: 'order.date_created', code: 'not-a-date', value: order.date_created })
  const status = statuses[order.status]
  if (status === undefined) issues.push({ row: 64, path: 'order.status', code: 'not-in-lookup-table', value: order.status })
  if (contact.ContactID == null) issues.push({ row: 3, path: 'contact.ContactID', code: 'missing', value: null })

  const lines: InvoiceLine[] = []
  for (let i = 0; i < order.line_items.length; i++) {
    const line = order.line_items[i] as OrderLine
    const at = `order.line_items[${i}]`
    const total = Number(line.total)
    const taxType = taxTypes[line.tax_class]
    if (taxType === undefined) issues.push({ row: 12, path: `${at}.tax_class`, code: 'not-in-lookup-table', value: line.tax_class })
    const made: InvoiceLine = {
      Description: line.name,
      Quantity: line.quantity,
      UnitAmount: amount(isDecimal(line.total) ? round(total / line.quantity, 4) : Number.NaN, issues, 8, `${at}.total`, line.total),
      AccountCode: config['sales_account'] ?? '200',
      TaxType: taxType ?? '',
      TaxAmount: amount(isDecimal(line.total_tax) ? round(Number(line.total_tax), 2) : Number.NaN, issues, 13, `${at}.total_tax`, line.total_tax),
      LineAmount: amount(isDecimal(line.total) ? round(total, 2) : Number.NaN, issues, 14, `${at}.total`, line.total),
    }
    if (line.sku != null && line.sku !== '') made.ItemCode = line.sku
    lines.push(made)
  }
  for (let i = 0; i < order.shipping_lines.length; i++) {
    const line = order.shipping_lines[i] as ShippingLine
    const at = `order.shipping_lines[${i}]`
    const total = isDecimal(line.total) ? Number(line.total) : Number.NaN
    const untaxed = line.total_tax === '0.00' || line.total_tax === '0' || line.total_tax === ''
    lines.push({
      Description: `Shipping: ${line.method_title}`,
      Quantity: 1,
      UnitAmount: amount(round(total, 4), issues, 25, `${at}.total`, line.total),
      AccountCode: config['shipping_account'] ?? '260',
      TaxType: untaxed ? (config['no_tax_type'] ?? 'NONE') : (config['default_tax_type'] ?? 'TAX001'),
      TaxAmount: amount(isDecimal(line.total_tax) ? round(Number(line.total_tax), 2) : Number.NaN, issues, 30, `${at}.total_tax`, line.total_tax),
      LineAmount: amount(round(total, 2), issues, 31, `${at}.total`, line.total),
    })
  }
  for (let i = 0; i < order.fee_lines.length; i++) {
    const line = order.fee_lines[i] as FeeLine
    const at = `order.fee_lines[${i}]`
    const total = isDecimal(line.total) ? Number(line.total) : Number.NaN
    const taxType = line.tax_status === 'none' ? (config['no_tax_type'] ?? 'NONE') : taxTypes[line.tax_class]
    if (taxType === undefined) issues.push({ row: 46, path: `${at}.tax_status`, code: 'not-in-lookup-table', value: line.tax_class })
    lines.push({
      Description: line.name,
      Quantity: 1,
      UnitAmount: amount(round(total, 4), issues, 42, `${at}.total`, line.total),
      AccountCode: config['sales_account'] ?? '200',
      TaxType: taxType ?? '',
      TaxAmount: amount(isDecimal(line.total_tax) ? round(Number(line.total_tax), 2) : Number.NaN, issues, 47, `${at}.total_tax`, line.total_tax),
      LineAmount: amount(round(total, 2), issues, 48, `${at}.total`, line.total),
    })
  }
  if (issues.length > 0) return { ok: false as const, issues }
  return {
    ok: true as const,
    value: {
      Type: 'ACCREC',
      Contact: { ContactID: contact.ContactID },
      LineItems: lines,
      Date: date,
      DueDate: date,
      LineAmountTypes: 'Exclusive',
      InvoiceNumber: `${config['invoice_prefix'] ?? 'WC-'}${order.number}`,
      ...(order.transaction_id ? { Reference: order.transaction_id } : {}),
      Url: `${config['shop_admin_url'] ?? 'https://shop.example.com/wp-admin'}/post.php?action=edit&post=${order.id}`,
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
  for (const name of ['number', 'status', 'currency', 'date_created']) text(order, name, 'order', issues)
  if (order['transaction_id'] != null) text(order, 'transaction_id', 'order', issues)
  lists(order, 'line_items', issues, (line, at) => {
    for (const name of ['name', 'tax_class', 'total', 'total_tax']) text(line, name, at, issues)
    if (!Number.isInteger(line['quantity'])) wrong(line['quantity'], `${at}.quantity`, issues)
    if (line['sku'] != null) text(line, 'sku', at, issues)
  })
  lists(order, 'shipping_lines', issues, (line, at) => {
    for (const name of ['method_title', 'total', 'total_tax']) text(line, name, at, issues)
  })
  lists(order, 'fee_lines', issues, (line, at) => {
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

function lists(order: Record<string, unknown>, name: string, issues: Issue[], check: (line: Record<string, unknown>, at: string) => void): void {
  const list = order[name]
  if (!Array.isArray(list)) return void wrong(list, `order.${name}`, issues)
  for (let i = 0; i < list.length; i++) {
    const line: unknown = list[i]
    const at = `order.${name}[${i}]`
    if (isRecord(line)) check(line, at)
    else wrong(line, at, issues)
  }
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
