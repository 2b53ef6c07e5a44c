// The only place that names the endpoints of a WSDL, and that finds the schema of a message's element.
import type { GraphWriter } from '../../../shared/schema/graph-writer.ts'
import type { Endpoint, NodeId } from '../../../shared/schema/schema-graph.ts'
import { joinSentences } from '../join-sentences.ts'
import type { XmlElement } from '../xml-element.ts'
import type { SchemaReading } from '../xsd/read-schemas.ts'
import type { Definition } from '../xsd/schema-set.ts'

const LONGEST_SUMMARY = 120

type Rest = Omit<Endpoint, 'id' | 'kind' | 'method' | 'path'>
export type EndpointList = {
  /** `apart`: what tells it from another operation of the same name. */
  readonly add: (path: readonly string[], apart: string | undefined, at: string, rest: Rest) => void
  readonly list: () => Endpoint[]
}

export function collectEndpoints(writer: GraphWriter): EndpointList {
  const endpoints = new Map<string, Endpoint>()
  return {
    add(path, apart, at, rest) {
      const plain = `/${path.join('/')}`
      const longer = apart === undefined ? plain : `${plain}/${apart}`
      const chosen = endpoints.has(plain) ? longer : plain
      if (endpoints.has(chosen)) return writer.problem('duplicate-endpoint', at, `The operation ${plain} is described twice. The first is kept.`)
      endpoints.set(chosen, { id: `SOAP ${chosen}`, kind: 'operation', method: 'SOAP', path: chosen, ...rest })
    },
    list: () => [...endpoints.values()],
  }
}

/** A short text is the summary; of a longer one the first sentence is. The action is what calls are told apart by. */
export function endpointTexts(documentation: string | undefined, action: string | undefined): Pick<Endpoint, 'summary' | 'description'> {
  const [first = ''] = (documentation ?? '').split(/(?<=\.)\s|\n/)
  const summary = first.length <= LONGEST_SUMMARY ? first : `${first.slice(0, LONGEST_SUMMARY - 1).trimEnd()}…`
  const description = joinSentences(
    documentation === summary ? undefined : documentation,
    action === undefined || action === '' ? undefined : `SOAPAction: ${action}`,
  )
  return { ...(summary === '' ? {} : { summary }), ...(description === undefined ? {} : { description }) }
}

/** The element that a message names; `any` where no schema of the upload has it, which is reported. */
export function elementBody({ nodes, set }: Pick<SchemaReading, 'nodes' | 'set'>, said: string, at: XmlElement, file: string, writer: GraphWriter): NodeId {
  const { definition } = set.find('element', said, outsideSchemas(file, at))
  return definition === undefined ? writer.value({ types: ['any'] }, { file, line: at.line }) : nodes.ofElement(definition)
}

/** A place from which every schema of the upload can be named. */
export function outsideSchemas(file: string, element: XmlElement): Definition {
  return { element, document: { file, root: element, namespace: '', adopted: false, own: new Map(), definitions: new Map(), visible: [] } }
}
