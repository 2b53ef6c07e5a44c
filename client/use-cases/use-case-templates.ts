// Use cases that most integrations have, in our own words: the only place for their texts. Someone starts from one and says it their way.
import type { Step, UseCase } from '../../shared/project/use-case.ts'

export type UseCaseTemplate = {
  readonly key: string
  readonly title: string
  /** When to take it, in a few words. */
  readonly when: string
  readonly actor: string
  readonly story: string
  readonly priority: NonNullable<UseCase['priority']>
  readonly outcomes: readonly string[]
  readonly strategy: readonly string[]
  /** `of`: which of the outcomes it measures, from 0. */
  readonly measures: readonly { readonly text: string; readonly of?: number }[]
  readonly exclusions: readonly string[]
  readonly steps: readonly { readonly kind: Step['kind']; readonly title: string }[]
}

export const useCaseTemplates: readonly UseCaseTemplate[] = [
  {
    key: 'invoices',
    title: 'Invoice each order',
    when: 'A shop or order system, and accounting',
    actor: 'Bookkeeper',
    story: 'As the bookkeeper I want every order that was paid in accounting as an invoice, so that nobody types invoices from mails.',
    priority: 'must',
    outcomes: [
      'Every paid order has exactly one invoice, within the hour',
      'Invoice and order agree to the cent, tax included',
      'Each line is booked to the right account and with the right tax',
      'The bookkeeper finds the buyer and the order from the invoice',
    ],
    strategy: ['The month is closed in days, not weeks', 'More orders need no more people in accounting'],
    measures: [
      { text: 'Paid orders without an invoice at the end of a day: 0', of: 0 },
      { text: 'Difference between orders and invoices at month end: under 1.00', of: 1 },
      { text: 'Invoices typed by hand: how many a day now, and 0 then' },
    ],
    exclusions: ['Refunds and credit notes', 'Orders from before the first day', 'Stock and cost of goods'],
    steps: [
      { kind: 'trigger', title: 'An order was paid' },
      { kind: 'retrieve', title: 'Get the order' },
      { kind: 'transform', title: 'Order to contact' },
      { kind: 'send', title: 'Find or make the contact' },
      { kind: 'transform', title: 'Order to invoice' },
      { kind: 'send', title: 'Make the invoice' },
      { kind: 'notify', title: 'Tell accounting what failed' },
    ],
  },
  {
    key: 'customers',
    title: 'Keep customers in step',
    when: 'Two systems that both know your customers',
    actor: 'Sales assistant',
    story: 'As a sales assistant I want a customer’s details to be the same in both systems, so that I never ask a customer for an address twice.',
    priority: 'must',
    outcomes: [
      'A change of a customer in the leading system is in the other one within ten minutes',
      'A new customer is made once, and found again by the customer number',
      'It is written down which system leads for which detail',
    ],
    strategy: ['One truth about each customer, so that mails and parcels arrive', 'A basis for every later use case about customers'],
    measures: [
      { text: 'Customers whose details differ, in a weekly comparison: under 0.5 %', of: 0 },
      { text: 'Customers that stand there twice, newly made in a month: 0', of: 1 },
    ],
    exclusions: ['Merging customers that stand there twice already', 'Consent to advertising', 'Customers without an order for five years'],
    steps: [
      { kind: 'trigger', title: 'Every ten minutes' },
      { kind: 'retrieve', title: 'Get customers changed since the last run' },
      { kind: 'decide', title: 'Is the change newer than what the other system has?' },
      { kind: 'transform', title: 'Customer to contact' },
      { kind: 'send', title: 'Make or change the contact' },
      { kind: 'notify', title: 'List what could not be matched' },
    ],
  },
  {
    key: 'stock',
    title: 'Stock levels to the shop',
    when: 'A warehouse or ERP system, and a shop',
    actor: 'Warehouse lead',
    story: 'As the warehouse lead I want the shop to show what really lies on the shelf, so that we never sell what we do not have.',
    priority: 'must',
    outcomes: [
      'The shop shows the free stock of each product, at most five minutes old',
      'A product without stock can no longer be ordered',
      'Reserved pieces are not offered a second time',
    ],
    strategy: ['Fewer cancelled orders, fewer apologies', 'The last pieces can be sold without a safety margin'],
    measures: [
      { text: 'Orders cancelled for want of stock: from 3 % to under 0.2 %', of: 1 },
      { text: 'Age of the stock shown, for 99 of 100 products: under five minutes', of: 0 },
    ],
    exclusions: ['Stock at suppliers', 'Stock-taking and corrections', 'Several warehouses: the first release has one'],
    steps: [
      { kind: 'trigger', title: 'Stock of a product changed' },
      { kind: 'retrieve', title: 'Get the free stock' },
      { kind: 'decide', title: 'Is the product in the shop?' },
      { kind: 'transform', title: 'Stock to product quantity' },
      { kind: 'send', title: 'Change the quantity in the shop' },
    ],
  },
  {
    key: 'payouts',
    title: 'Payouts to accounting',
    when: 'A payment provider, and accounting',
    actor: 'Accountant',
    story: 'As the accountant I want each payout split into sales, fees and refunds, so that the clearing account is empty after every payout.',
    priority: 'should',
    outcomes: [
      'Each payout is one entry with its sales, fees and refunds',
      'The clearing account is zero after each payout has arrived at the bank',
      'Each payment is found from its order, and the other way round',
    ],
    strategy: ['The cash position is known every morning', 'Auditors get their proof without being asked for it'],
    measures: [
      { text: 'Clearing account after a payout: 0.00', of: 1 },
      { text: 'Payouts matched by hand: from every one to under 1 in 50', of: 0 },
    ],
    exclusions: ['Chargebacks: they are listed and booked by hand', 'Payouts in a foreign currency', 'Payouts from before the first day'],
    steps: [
      { kind: 'trigger', title: 'Each night' },
      { kind: 'retrieve', title: 'Get payouts since the last run' },
      { kind: 'retrieve', title: 'Get what each payout consists of' },
      { kind: 'transform', title: 'Payout to journal entry' },
      { kind: 'send', title: 'Make the journal entry' },
      { kind: 'notify', title: 'Tell accounting what does not add up' },
    ],
  },
  {
    key: 'payroll',
    title: 'Employees to payroll',
    when: 'A personnel system, and payroll',
    actor: 'Payroll clerk',
    story: 'As the payroll clerk I want joiners, leavers and changes before payroll closes, so that everybody is paid right the first time.',
    priority: 'must',
    outcomes: [
      'Everybody who joined by the closing day is in payroll with contract, hours and account',
      'Nobody who left is paid after the last day',
      'A change of salary counts from the day that the contract says',
    ],
    strategy: ['No payment is corrected afterwards', 'Personal data is typed once and seen by fewer people'],
    measures: [
      { text: 'Payslips corrected after a run: from 12 to under 1 a month' },
      { text: 'Joiners missing on the closing day: 0', of: 0 },
      { text: 'Payments to people who had left: 0', of: 1 },
    ],
    exclusions: ['Working hours and absences', 'Expenses', 'Payslips: payroll sends them', 'Freelancers'],
    steps: [
      { kind: 'trigger', title: 'Each night, and on the closing day at noon' },
      { kind: 'retrieve', title: 'Get people changed since the last run' },
      { kind: 'decide', title: 'Does the change count by the closing day?' },
      { kind: 'transform', title: 'Person to employee' },
      { kind: 'send', title: 'Make or change the employee' },
      { kind: 'notify', title: 'Give payroll the list of changes' },
    ],
  },
  {
    key: 'tickets',
    title: 'Tickets to CRM',
    when: 'A help desk, and the system of sales',
    actor: 'Account manager',
    story: 'As an account manager I want to see what a customer asked support before I call, so that I am not the last to know.',
    priority: 'should',
    outcomes: [
      'Each ticket stands at its customer, with subject, state and urgency',
      'An urgent ticket of a key customer is told to the account manager within minutes',
      'A ticket that was closed reads as closed',
    ],
    strategy: ['Fewer customers leave after trouble that sales did not know of', 'Sales and support speak of the same customer'],
    measures: [
      { text: 'Tickets that found their customer: 98 of 100', of: 0 },
      { text: 'Time from an urgent ticket to the first call: under two hours', of: 1 },
    ],
    exclusions: ['What is written inside a ticket: it stays in the help desk', 'Answering tickets from the other side', 'Tickets closed before the first day'],
    steps: [
      { kind: 'trigger', title: 'A ticket was made or changed' },
      { kind: 'retrieve', title: 'Get the ticket and who wrote it' },
      { kind: 'decide', title: 'Is the customer known?' },
      { kind: 'transform', title: 'Ticket to activity' },
      { kind: 'send', title: 'Make or change the activity' },
      { kind: 'notify', title: 'Tell the account manager when it is urgent' },
    ],
  },
  {
    key: 'catalogue',
    title: 'Product catalogue to marketplace',
    when: 'A product system, and a marketplace',
    actor: 'Product manager',
    story: 'As the product manager I want our catalogue on the marketplace as we wrote it, so that new products sell there from their first day.',
    priority: 'should',
    outcomes: [
      'A product that is released is on the marketplace within a day, with texts, pictures and price',
      'A product that is withdrawn can no longer be bought there',
      'What the marketplace refuses is listed with its reason, and somebody mends it',
    ],
    strategy: ['A second place to sell without a second catalogue to care for', 'Prices are the same everywhere'],
    measures: [
      { text: 'Released products that are offered after a day: 97 of 100', of: 0 },
      { text: 'Products refused for missing facts: from 1 in 5 to under 1 in 50', of: 2 },
    ],
    exclusions: ['Orders from the marketplace', 'Advertising there', 'Translations: only languages that the catalogue has'],
    steps: [
      { kind: 'trigger', title: 'Every hour' },
      { kind: 'retrieve', title: 'Get products released or changed' },
      { kind: 'transform', title: 'Product to offer' },
      { kind: 'send', title: 'Make or change the offer' },
      { kind: 'wait', title: 'Until the marketplace has checked it' },
      { kind: 'decide', title: 'Was it taken?' },
      { kind: 'notify', title: 'List what was refused, with the reason' },
    ],
  },
  {
    key: 'report',
    title: 'Daily report',
    when: 'Any system, and people who want its figures each morning',
    actor: 'Branch manager',
    story: 'As a branch manager I want yesterday’s figures at seven in the morning, so that I can decide before we open.',
    priority: 'could',
    outcomes: [
      'At seven each manager has the figures of their own branch, and of no other',
      'The figures agree with the system they come from',
      'A day that is not complete says so',
    ],
    strategy: ['Decisions on the day, not after the month', 'Nobody builds lists by hand in the evening'],
    measures: [
      { text: 'Reports there by seven: 29 of 30 days', of: 0 },
      { text: 'Figures that differ from the source in the weekly sample: 0', of: 1 },
      { text: 'Time spent on building lists: from 40 minutes a day to none' },
    ],
    exclusions: ['Forecasts', 'Figures of the current day', 'Changing figures in the report'],
    steps: [
      { kind: 'trigger', title: 'Each day at six' },
      { kind: 'retrieve', title: 'Get yesterday’s records' },
      { kind: 'transform', title: 'Records to lines of the report' },
      { kind: 'send', title: 'Put the report where the managers find it' },
      { kind: 'notify', title: 'Tell the managers, and operations when it failed' },
    ],
  },
]
