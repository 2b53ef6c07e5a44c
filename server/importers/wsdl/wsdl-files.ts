// The only place that joins the WSDL files of an upload: their messages, port types, bindings and services, and whom a name means.
import { attributeOf, elementsOf, textOf, type XmlElement } from '../xml-element.ts'
import { tidyText } from '../xsd/documentation.ts'
import { createFileFinder } from '../xsd/find-file.ts'
import { XSD, type Report, type SchemaSource } from '../xsd/schema-set.ts'

export const WSDL_1 = 'http://schemas.xmlsoap.org/wsdl/'
export const WSDL_2 = 'http://www.w3.org/ns/wsdl'
export const SOAP_1_1 = 'http://schemas.xmlsoap.org/wsdl/soap/'
export const SOAP_1_2 = 'http://schemas.xmlsoap.org/wsdl/soap12/'

export type WsdlFile = { readonly file: string; readonly root: XmlElement }
/** One component of a file, e.g. a `wsdl:message`. */
export type WsdlPart = { readonly file: string; readonly namespace: string; readonly element: XmlElement }
type Component = 'message' | 'portType' | 'binding' | 'service' | 'interface'

export type ServiceDescriptions = {
  readonly list: (component: Component) => readonly WsdlPart[]
  /** Whom a name inside a value means, e.g. `tns:OrderIn`; what is not there is reported. */
  readonly find: (component: Component, said: string, from: WsdlPart) => WsdlPart | undefined
}

export function isWsdl(root: XmlElement | undefined): boolean {
  return (root?.namespace === WSDL_1 && root.name === 'definitions') || (root?.namespace === WSDL_2 && root.name === 'description')
}

export function joinDescriptions(files: readonly WsdlFile[], uploaded: readonly WsdlFile[], report: Report): ServiceDescriptions {
  const lists = new Map<string, WsdlPart[]>()
  const tables = new Map<string, WsdlPart>()
  const findFile = createFileFinder(uploaded)
  const missing = new Set<string>()
  for (const { file, root } of files) {
    const namespace = attributeOf(root, 'targetNamespace') ?? ''
    for (const element of elementsOf(root)) {
      if (element.namespace !== root.namespace) continue
      if (element.name === 'import' || element.name === 'include') {
        const location = attributeOf(element, 'location')?.trim()
        if (location === undefined || missing.has(location) || findFile(location, file).some((each) => each.root !== root)) continue
        missing.add(location)
        report('external-reference', `${file}, line ${element.line}`, `${location} is not among the uploaded files. Upload this file too.`, location)
        continue
      }
      const part: WsdlPart = { file, namespace, element }
      const list = lists.get(element.name) ?? []
      list.push(part)
      lists.set(element.name, list)
      const name = attributeOf(element, 'name') ?? ''
      // Without their namespace too: prefixes are wrong often enough.
      for (const key of [`${element.name} ${namespace} ${name}`, `${element.name} ${name}`]) if (!tables.has(key)) tables.set(key, part)
    }
  }
  return {
    list: (component) => lists.get(component) ?? [],
    find(component, said, from) {
      const at = said.indexOf(':')
      const name = said.slice(at + 1).trim()
      const namespace = from.element.namespaces.get(at < 0 ? '' : said.slice(0, at).trim()) ?? ''
      const found = tables.get(`${component} ${namespace} ${name}`) ?? tables.get(`${component} ${name}`)
      if (found === undefined && missing.size === 0)
        report('unresolved-reference', `${from.file}, line ${from.element.line}`, `No uploaded file has the ${component} ${name}.`)
      return found
    },
  }
}

/** The schemas inside `types`. */
export function listInlineSchemas({ file, root }: WsdlFile): SchemaSource[] {
  return childrenOf(root, 'types')
    .flatMap(elementsOf)
    .filter(({ namespace, name }) => namespace === XSD && name === 'schema')
    .map((each) => ({ file, root: each }))
}

/** Of the same namespace as the element: those of extensions (soap:operation) are others. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).filter((child) => child.name === name && child.namespace === element.namespace)
}

export function readWsdlDocumentation(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined
  const text = childrenOf(element, 'documentation')
    .map((each) => tidyText(textOf(each)))
    .filter((each) => each !== '')
    .join('\n')
  return text === '' ? undefined : text
}

/** The first element of SOAP with this name, at any depth: bodies may stand in parts of a multipart message. */
export function findSoap(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return listSoap(element, name)[0]
}

export function listSoap(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = []
  const stack = element === undefined ? [] : [element]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ((next.namespace === SOAP_1_1 || next.namespace === SOAP_1_2) && next.name === name) found.push(next)
    const children = elementsOf(next)
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i] as XmlElement)
  }
  return found
}
