import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeImportError } from './import-error.ts'
import { attributeOf, elementsOf, parseXml, textOf, type XmlElement } from './xml-element.ts'

const root = (text: string): XmlElement => {
  const parsed = parseXml(text, 'a.xml')
  if (!parsed.ok) throw new Error(describeImportError(parsed.error))
  return parsed.value
}
const refusal = (text: string): string => {
  const parsed = parseXml(text, 'a.xml')
  if (parsed.ok) throw new Error('was read')
  return describeImportError(parsed.error)
}

describe('elements', () => {
  test('names come without prefixes, with namespaces; attributes without declarations; texts as they stand', () => {
    const order = root(
      '<?xml version="1.0"?>\n<o:order xmlns:o="urn:o" xmlns="urn:d" id="1" o:kind="a&amp;b"> x <line>1<![CDATA[<2>]]>&#51;</line>\n</o:order>',
    )
    expect([order.name, order.namespace]).toEqual(['order', 'urn:o'])
    expect(order.attributes).toEqual([
      { name: 'id', namespace: '', value: '1' },
      { name: 'kind', namespace: 'urn:o', value: 'a&b' },
    ])
    expect(attributeOf(order, 'id')).toBe('1')
    expect(attributeOf(order, 'kind')).toBeUndefined()
    expect(order.children.map((child) => (typeof child === 'string' ? child : child.name))).toEqual([' x ', 'line', '\n'])
    expect(elementsOf(order)).toMatchObject([{ name: 'line', namespace: 'urn:d', children: ['1<2>3'] }])
    expect(textOf(order)).toBe(' x 1<2>3\n')
  })

  test('prefixes in force are shared with the element around, unless some are declared', () => {
    const a = root('<a xmlns:p="urn:1"><b><c xmlns:p="urn:2" xmlns=""/></b></a>')
    const [b] = elementsOf(a)
    const [c] = elementsOf(b as XmlElement)
    expect(b?.namespaces).toBe(a.namespaces)
    expect([a.namespaces.get('p'), c?.namespaces.get('p'), c?.namespaces.get('xml')]).toEqual(['urn:1', 'urn:2', 'http://www.w3.org/XML/1998/namespace'])
  })

  test('lines are those of the opening `<name`, also where the tag goes on below or the lines end as on Windows', () => {
    const a = root('<a\r\n x="1"\r\n>\r\n<b/><c\n/>\n\n<d></d></a>')
    expect([a, ...elementsOf(a)].map(({ name, line }) => `${name}${line}`)).toEqual(['a1', 'b4', 'c4', 'd7'])
  })

  test('names that objects know are names only', () => {
    const a = root('<__proto__ constructor="1" __proto__="2"><toString/></__proto__>')
    expect(a.attributes.map(({ name, value }) => name + value)).toEqual(['constructor1', '__proto__2'])
    expect(Object.hasOwn(Object.prototype, 'constructor1')).toBe(false)
    expect(refusal('<a>&constructor;</a>')).toContain('entity is not known')
    expect(refusal('<__proto__:a/>')).toContain('is not declared')
  })

  test('any text comes back through escapes, wherever the parser cuts its pieces', () => {
    const character = fc.oneof(fc.constantFrom('<', '&', '>', ']]>', 'é', '\u{1f600}', '\n', '\r\n'), fc.string({ maxLength: 5 }))
    const escape = (said: string) => said.replace(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`)
    fc.assert(
      fc.property(fc.array(character), fc.integer({ min: 16_300, max: 16_400 }), (said, before) => {
        // eslint-disable-next-line no-control-regex
        const text = said.join('').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
        fc.pre(!/\p{Surrogate}/u.test(text))
        expect(textOf(root(`<a>${'x'.repeat(before)}${escape(text)}</a>`)).slice(before)).toBe(text.replace(/\r\n?/g, '\n'))
      }),
    )
  })
})

describe('refusals say the place and what to do', () => {
  test('every document type, whatever it declares: entities that grow, files, addresses, none', () => {
    const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    for (const doctype of [
      `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]>`,
      '<!DOCTYPE a [<!ENTITY l0 SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:9/a.dtd">',
      '<!DOCTYPE a [<!ENTITY % p SYSTEM "//127.0.0.1/a"> %p;]>',
      '<!DOCTYPE a>',
    ])
      expect(refusal(`<?xml version="1.0"?>\n${doctype}\n<a>&l0;</a>`)).toMatch(
        /^a\.xml declares a document type \(`<!DOCTYPE`, line 2\)\..* Delete the declaration, .* import the file again\.$/,
      )
  })

  test.each([
    ['', /line 1, column 1: there is no element in it/],
    ['<a>\n  <b></c>\n</a>', /line 2, column 10: this closing tag fits no open element/],
    ['<a>\n<p:b/></a>', /line 2, column \d+: the prefix "p" is not declared\. Add `xmlns:prefix/],
    ['<a>&nbsp;</a>', /line 1, column 10: this entity is not known\. Write the character itself/],
    ['<a/><b/>', /a second root element begins here/],
    ['<a x=1/>', /unquoted attribute value\.$/],
    ['<a x="1" x="2"/>', /duplicate attribute: x\.$/],
    ['<a>\u0001</a>', /disallowed character\.$/],
    ['<a>\n<b>', /^a\.xml ends in the middle, at line 2, column 4/],
    ['<a', /^a\.xml ends in the middle/],
    ['<a><!-- ', /^a\.xml ends in the middle/],
    [`<${'n'.repeat(513)}/>`, /the name of an element has more than 512 characters/],
    [`<a ${'n'.repeat(513)}=""/>`, /the name of an attribute has more than 512 characters/],
    [`${'<a>'.repeat(256)}\n<b>`, /nested too deeply at line 2: at most 256 levels/],
    ['<a>'.repeat(200_000), /nested too deeply/],
  ])('%#', (text, sentence) => expect(refusal(text)).toMatch(sentence))

  test('256 levels are read', () => {
    expect(textOf(root(`${'<a>'.repeat(256)}x${'</a>'.repeat(256)}`))).toBe('x')
  })

  test('prefixes declared again and again count as values, so that they cannot fill the memory', () => {
    const prefixes = Array.from({ length: 5_000 }, (_, i) => `xmlns:p${i}="u"`).join(' ')
    expect(refusal(`<a ${prefixes}>${'<b xmlns:q="u"/>'.repeat(2_000)}</a>`)).toMatch(/more than 5,000,000 values/)
  })
})
