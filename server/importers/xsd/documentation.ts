// The only place that reads what people wrote about a definition: xs:annotation, wsdl:documentation.
import { elementsOf, textOf, type XmlElement } from '../xml-element.ts'

const XML = 'http://www.w3.org/XML/1998/namespace'

/** The English texts of an annotation, else those without a language, else those in the first language. */
export function readDocumentation(element: XmlElement): string | undefined {
  const texts = elementsOf(element)
    .filter((child) => child.name === 'annotation')
    .flatMap((annotation) => elementsOf(annotation).filter((child) => child.name === 'documentation'))
    .map((each) => ({ language: languageOf(each), text: tidyText(wording(each)) }))
    .filter(({ text }) => text !== '')
  const chosen = texts.find(({ language }) => /^en\b/i.test(language)) ?? texts.find(({ language }) => language === '') ?? texts[0]
  if (chosen === undefined) return undefined
  return texts
    .filter(({ language }) => language === chosen.language)
    .map(({ text }) => text)
    .join('\n')
}

/** One line for each paragraph; indentation and line ends of the file are no part of the text. */
export function tidyText(text: string): string {
  return text
    .split(/\n[ \t\r]*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s+/g, ' '))
    .filter((paragraph) => paragraph !== '')
    .join('\n')
}

function languageOf(element: XmlElement): string {
  return element.attributes.find(({ name, namespace }) => name === 'lang' && namespace === XML)?.value ?? ''
}

/** Business documents (UBL, UN/CEFACT) keep the sentence in a `Definition` among other facts. */
function wording(documentation: XmlElement): string {
  const stack = elementsOf(documentation).reverse()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.name === 'Definition') return textOf(next)
    for (const child of elementsOf(next).reverse()) stack.push(child)
  }
  return textOf(documentation)
}
