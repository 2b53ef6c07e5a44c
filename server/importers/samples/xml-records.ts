// The only place that turns XML of samples into plain values: elements and attributes by name, repeated elements as lists, all texts. Types come later.
import type { RawObject } from '../../../shared/schema/raw-schema.ts'
import { setOwn, TEXT_NAME } from '../../../shared/schema/type-texts.ts'
import type { XmlElement } from '../xml-element.ts'

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const SOAP = /^http:\/\/(schemas\.xmlsoap\.org\/soap\/envelope|www\.w3\.org\/2003\/05\/soap-envelope)/

/**
 * `{ orders: { order: [...] } }`: the root under its name. Attributes are `@name`, the text beside them or beside elements is `#text`,
 * `xsi:nil` is null. Prefixes are left out unless two names would fall together. `lines`: where each object stands.
 */
export function xmlToValue(root: XmlElement, lines: WeakMap<object, number>): RawObject {
  const top = insideSoap(root)
  const clashes = findClashes(top)
  const holder: Record<string, unknown> = {}
  const stack: { element: XmlElement; put: (value: unknown) => void }[] = [{ element: top, put: (value) => setOwn(holder, top.name, value) }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { element, put } = next
    if (element.attributes.some(({ name, namespace, value }) => namespace === XSI && name === 'nil' && /^(true|1)$/.test(value.trim()))) {
      put(null)
      continue
    }
    const attributes = element.attributes.filter(({ namespace }) => namespace !== XSI)
    const children = element.children.filter((child) => typeof child !== 'string')
    const text = element.children
      .filter((child) => typeof child === 'string')
      .join('')
      .trim()
    if (attributes.length === 0 && children.length === 0) {
      put(text)
      continue
    }
    const made: Record<string, unknown> = {}
    lines.set(made, element.line)
    put(made)
    for (const { name, namespace, value } of attributes) setOwn(made, `@${nameIn(element, name, namespace, clashes)}`, value)
    const byName = new Map<string, XmlElement[]>()
    for (const child of children) {
      const name = nameIn(element, child.name, child.namespace, clashes)
      const same = byName.get(name)
      if (same === undefined) byName.set(name, [child])
      else same.push(child)
    }
    for (const [name, same] of byName) {
      const [only] = same
      if (same.length === 1 && only !== undefined) {
        setOwn(made, name, null)
        stack.push({ element: only, put: (value) => setOwn(made, name, value) })
      } else {
        const items: unknown[] = []
        setOwn(made, name, items)
        for (const [i, child] of same.entries()) stack.push({ element: child, put: (value) => (items[i] = value) })
      }
    }
    if (text !== '') setOwn(made, TEXT_NAME, text)
  }
  return holder
}

/** What a SOAP message is about. */
function insideSoap(root: XmlElement): XmlElement {
  if (root.name !== 'Envelope' || !SOAP.test(root.namespace)) return root
  const body = root.children.find((child) => typeof child !== 'string' && child.name === 'Body')
  const inside = typeof body === 'string' ? [] : (body?.children.filter((child) => typeof child !== 'string') ?? [])
  return inside[0] ?? root
}

/** Names below one name that stand in several namespaces. */
function findClashes(root: XmlElement): ReadonlySet<string> {
  const seen = new Map<string, string>()
  const clashes = new Set<string>()
  const note = (parent: string, name: string, namespace: string) => {
    const key = `${parent} ${name}`
    const before = seen.get(key)
    if (before === undefined) seen.set(key, namespace)
    else if (before !== namespace) clashes.add(key)
  }
  const stack = [root]
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    for (const { name, namespace } of element.attributes) if (namespace !== XSI) note(element.name, `@${name}`, namespace)
    for (const child of element.children) {
      if (typeof child === 'string') continue
      note(element.name, child.name, child.namespace)
      stack.push(child)
    }
  }
  return clashes
}

/** With its prefix only where the name alone would not do. */
function nameIn(parent: XmlElement, name: string, namespace: string, clashes: ReadonlySet<string>): string {
  if (namespace === '' || clashes.size === 0) return name
  if (!clashes.has(`${parent.name} ${name}`) && !clashes.has(`${parent.name} @${name}`)) return name
  const prefix = [...parent.namespaces].find(([key, uri]) => uri === namespace && key !== '')?.[0]
  return prefix === undefined ? name : `${prefix}:${name}`
}
