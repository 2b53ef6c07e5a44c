// The only place that knows, by what stands in it, a file that is a description of a kind we do not read.
import { detectFormat } from '../../shared/schema/detect-format.ts'
import type { OpenedFile } from './format-reader.ts'

/** Its name in words. Without it such a file would pass for one sample record of many fields. */
export function nameOfForeignKind({ syntax, value, xml, text }: OpenedFile): string | undefined {
  if (syntax === 'xml') return xml === undefined ? undefined : nameOfXml(xml.name, xml.namespace)
  const announced = HEADS.find(({ head }) => text.slice(0, 200).trimStart().startsWith(head))?.name
  if (announced !== undefined) return announced
  if (syntax !== 'json' && syntax !== 'yaml' && syntax !== 'json-lines') return undefined
  const { kind, name } = detectFormat(value)
  return kind === 'unsupported' ? name : undefined
}

const HEADS = [
  { head: '#%RAML ', name: 'RAML' },
  { head: 'FORMAT: 1A', name: 'API Blueprint' },
] as const

const XML_KINDS = [
  { root: 'Edmx', namespace: /^http:\/\/(docs\.oasis-open\.org\/odata|schemas\.microsoft\.com\/ado)\//, name: 'OData metadata (EDMX)' },
  { root: 'application', namespace: /^http:\/\/(wadl\.dev\.java\.net|research\.sun\.com\/wadl)\//, name: 'WADL' },
  { root: 'grammar', namespace: /^http:\/\/relaxng\.org\/ns\/structure\//, name: 'RELAX NG' },
  { root: 'element', namespace: /^http:\/\/relaxng\.org\/ns\/structure\//, name: 'RELAX NG' },
  { root: 'schema', namespace: /^http:\/\/(purl\.oclc\.org\/dsdl\/schematron|www\.ascc\.net\/xml\/schematron)$/, name: 'Schematron' },
  { root: 'stylesheet', namespace: /^http:\/\/www\.w3\.org\/1999\/XSL\/Transform$/, name: 'An XSLT stylesheet' },
  { root: 'soapui-project', namespace: /^http:\/\/eviware\.com\/soapui\//, name: 'A SoapUI project' },
] as const

function nameOfXml(root: string, namespace: string): string | undefined {
  return XML_KINDS.find((kind) => kind.root === root && kind.namespace.test(namespace))?.name
}
