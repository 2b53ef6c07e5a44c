// Formulas of the differential test, by what they are to give: every operator, construct and function of the language.
import { isFields, kindOfSample, otherWanted, writeName, writePath, writeScalar, type Stage, type Wanted, type Written } from './random-formulas.ts'

export function writeFormula(stage: Stage): string {
  return write(stage, otherWanted(stage.random), 2 + stage.random.below(3))
}

function write(stage: Stage, wanted: Wanted, depth: number): string {
  const { random } = stage
  const kind = random.chance(0.03) ? otherWanted(random) : wanted
  if (depth <= 0) return writeLeaf(stage, kind)
  if (random.chance(0.14)) return writeAround(stage, kind, depth)
  switch (kind) {
    case 'number':
      return writeNumber(stage, depth)
    case 'text':
      return writeText(stage, depth)
    case 'boolean':
      return writeCondition(stage, depth)
    case 'list':
      return writeList(stage, depth)
    case 'object':
      return writeObject(stage, depth)
  }
}

/** A field of that type where there is one, else a literal. */
function writeLeaf(stage: Stage, wanted: Wanted): string {
  const { random } = stage
  if (random.chance(0.75)) {
    for (let attempt = 0; attempt < 6; attempt++) {
      const path = writePath(stage, (inside) => writeCondition(inside, 0), 0)
      const kinds = new Set(path.samples.map(kindOfSample))
      if (kinds.size === 0 && !random.chance(0.1)) continue
      if (wanted === 'list' ? path.isMany || kinds.has('list') : !path.isMany && kinds.size === 1 && kinds.has(wanted)) return path.text
      if (path.isMany && kinds.size === 1 && kinds.has(wanted)) return `(${path.text})[${random.pick(['0', '-1'])}]`
    }
  }
  if (wanted === 'list') return writeLiteralList(stage)
  return wanted === 'object' ? `{"k": ${writeScalar(random, 'number')}}` : writeScalar(random, wanted)
}

function writeLiteralList({ random }: Stage): string {
  if (random.chance(0.2)) return random.pick(['[1..3]', '[0..0]', '[2..-1, 4]', '[-2..1, 7]'])
  const kind = random.pick(['number', 'text'] as const)
  return `[${Array.from({ length: random.below(4) }, () => writeScalar(random, kind)).join(', ')}]`
}

/** What can stand around a value of any type. */
function writeAround(stage: Stage, wanted: Wanted, depth: number): string {
  const { random } = stage
  const inner = (kind: Wanted) => write(stage, kind, depth - 1)
  switch (random.below(8)) {
    case 7: {
      const { text } = writePath(stage, (inside) => writeCondition(inside, 0), 1)
      return `($exists(${text}) ? ${random.pick([text, `$append(${text}, [1])`, `$append(1, ${text})`, `[${text}]`, `($x := ${text}; $x ?? 1)`])})`
    }
    case 0:
      return `(${inner('boolean')} ? ${inner(wanted)} : ${inner(wanted)})`
    case 1:
      return `(${inner('boolean')} ? ${inner(wanted)})`
    case 2:
      return `(${inner(wanted)} ?? ${inner(wanted)})`
    case 3:
      return `(${inner(wanted)} ?: ${inner(wanted)})`
    case 4: {
      const name = `v${stage.variables.length}`
      const value = random.chance(0.5) ? writePath(stage, (inside) => writeCondition(inside, 0), 1) : { text: inner('number'), samples: [1], isMany: false }
      const inside = { ...stage, variables: [...stage.variables, { name, samples: value.samples }] }
      return `($${name} := ${value.text}; ${write(inside, wanted, depth - 1)})`
    }
    case 5:
      return `(${inner(wanted)})${random.pick(['[0]', '[-1]', '[1]', ''])}`
    default: {
      const objects = objectPath(stage)
      const inside = { ...stage, here: itemsOf(objects) }
      return `${objects.text}.(${write(inside, wanted, depth - 1)})`
    }
  }
}

function objectPath(stage: Stage): Written {
  let path = writePath(stage, (inside) => writeCondition(inside, 0), 1)
  for (let attempt = 0; attempt < 5 && !itemsOf(path).some(isFields); attempt++) path = writePath(stage, (inside) => writeCondition(inside, 0), 1)
  return path
}

function itemsOf({ samples }: Written) {
  return samples.flatMap((value) => (Array.isArray(value) ? value : [value]))
}

function writeNumber(stage: Stage, depth: number): string {
  const { random } = stage
  const inner = (kind: Wanted) => write(stage, kind, depth - 1)
  switch (random.below(14)) {
    case 12:
      return `$${random.pick(['power', 'sqrt'])}($abs(${inner('number')}) % 1000${random.chance(0.5) ? '' : ', 2'})`
    case 13:
      return `$toMillis(${inner('text')}${random.pick(['', ', "[Y0001]-[M01]-[D01]"'])})`
    case 0:
    case 1:
      return `${inner('number')} ${random.pick(['+', '-', '*'])} ${inner('number')}`
    case 2:
      return `(${inner('number')}) ${random.pick(['/', '%'])} ${random.pick(['2', '3', '-4', '0.5'])}`
    case 3:
      return `-(${inner('number')})`
    case 4:
      return `$${random.pick(['abs', 'floor', 'ceil'])}(${inner('number')})`
    case 5:
      return `$round(${inner('number')}${random.pick(['', ', 2', ', -1', ', 0'])})`
    case 6:
      return `$number(${inner(random.pick(['number', 'text', 'boolean']))})`
    case 7:
      return `$length(${inner('text')})`
    case 8:
      return `$count(${inner(random.pick(['list', 'list', 'number', 'object']))})`
    case 9:
      return `$${random.pick(['sum', 'max', 'min', 'average'])}(${numbers(stage, depth - 1)})`
    case 10:
      return `$reduce(${numbers(stage, depth - 1)}, function($t, $i) { $t ${random.pick(['+', '-'])} $i }${random.pick(['', ', 0', `, ${writeScalar(random, 'number')}`])})`
    default:
      return writeLeaf(stage, 'number')
  }
}

function typedList(stage: Stage, kind: 'number' | 'text', depth: number): string {
  const { random } = stage
  for (let attempt = 0; attempt < 6; attempt++) {
    const path = writePath(stage, (inside) => writeCondition(inside, 0), 1)
    const items = itemsOf(path)
    if (items.length > 0 && items.every((item) => kindOfSample(item) === kind)) return path.text
  }
  return `[${Array.from({ length: random.below(4) }, () => write(stage, kind, Math.min(depth, 1))).join(', ')}]`
}
const numbers = (stage: Stage, depth: number) => typedList(stage, 'number', depth)
const texts = (stage: Stage, depth: number) => typedList(stage, 'text', depth)

function writeText(stage: Stage, depth: number): string {
  const { random } = stage
  const inner = (kind: Wanted) => write(stage, kind, depth - 1)
  switch (random.below(12)) {
    case 0:
    case 1:
      return `${inner(random.pick(['text', 'number', 'boolean']))} & ${inner('text')}`
    case 2:
      return `$string(${inner(random.pick(['text', 'number', 'boolean']))})`
    case 3:
      return random.chance(0.2)
        ? `((${inner('text')}) ~> $${random.pick(['uppercase()', 'substringBefore("a")', 'trim() ~> $length()'])})`
        : `$${random.pick(['uppercase', 'lowercase', 'trim'])}(${inner('text')})`
    case 4:
      return `$substring(${inner('text')}, ${random.pick(['0', '1', '-2', '5'])}${random.pick(['', ', 1', ', 3', ', -1', ', 0'])})`
    case 5:
      return `$${random.pick(['substringBefore', 'substringAfter'])}(${inner('text')}, ${writeScalar(random, 'text')})`
    case 6:
      return `$pad(${inner('text')}, ${random.pick(['3', '-3', '0', '6'])}${random.pick(['', ', "*"', ', "ab"', ', ""'])})`
    case 7:
      return `$join(${texts(stage, depth - 1)}${random.pick(['', ', ", "', ', ""'])})`
    case 8:
      return `$replace(${inner('text')}, ${random.pick(['"a"', '","', '"x"', '"."'])}, ${random.pick(['""', '"-"', '"$0"', '"$$"'])}${random.pick(['', ', 1', ', 0'])})`
    case 9:
      return `$type(${inner(otherWanted(random))})`
    case 10:
      return random.chance(0.5)
        ? `$formatNumber((${inner('number')}) % 1000000, ${random.pick(['"0.00"', '"#,##0.0#"', '"000"'])})`
        : `$fromMillis($floor(${inner('number')})${random.pick(['', ', "[Y0001]-[M01]-[D01]"', ', "[H01]:[m01]", "+0130"'])})`
    default:
      return writeLeaf(stage, 'text')
  }
}

function writeCondition(stage: Stage, depth: number): string {
  const { random } = stage
  const inner = (kind: Wanted) => (depth > 0 ? write(stage, kind, depth - 1) : writeLeaf(stage, kind))
  const scalar = random.pick(['number', 'text'] as const)
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
      return `${inner(scalar)} ${random.pick(['<', '<=', '>', '>='])} ${inner(scalar)}`
    case 3:
    case 4: {
      const kind = random.chance(0.1) ? otherWanted(random) : scalar
      return `${inner(kind)} ${random.pick(['=', '!='])} ${random.chance(0.05) ? 'null' : inner(kind)}`
    }
    case 5:
      return `${inner('boolean')} ${random.pick(['and', 'or'])} ${inner('boolean')}`
    case 6:
      return `$not(${inner(random.pick(['boolean', 'number', 'text', 'list']))})`
    case 7:
      return `$exists(${inner(otherWanted(random))})`
    case 8:
      return `$boolean(${inner(otherWanted(random))})`
    case 9:
      return `$contains(${inner('text')}, ${writeScalar(random, 'text')})`
    case 10:
      return `${inner(scalar)} in ${random.chance(0.5) ? typedList(stage, scalar, 0) : `[${inner(scalar)}, ${inner(scalar)}]`}`
    default:
      return depth > 0 ? writeLeaf(stage, 'boolean') : random.pick(['true', 'false', '$exists($)', '$ != null'])
  }
}

function writeList(stage: Stage, depth: number): string {
  const { random } = stage
  const inner = (kind: Wanted) => write(stage, kind, depth - 1)
  switch (random.below(13)) {
    case 0:
      return `[${Array.from({ length: random.below(4) }, () => inner(otherWanted(random))).join(', ')}]`
    case 1:
      return `$split(${inner('text')}, ${random.pick(['","', '"-"', '""', '" "'])}${random.pick(['', ', 2', ', 0'])})`
    case 2:
      return `$append(${inner(random.pick(['list', 'number']))}, ${inner(random.pick(['list', 'number']))})`
    case 3:
      return `$${random.pick(['distinct', 'reverse'])}(${inner('list')})`
    case 4:
      return `$sort(${random.chance(0.5) ? numbers(stage, depth - 1) : texts(stage, depth - 1)})`
    case 5:
      return `(${inner('list')})[${writeCondition({ ...stage, here: [1, 'a'] }, 0)}]`
    case 6:
    case 7: {
      const objects = objectPath(stage)
      const inside = { ...stage, here: itemsOf(objects) }
      const step = random.pick(['(', '[', '{'] as const)
      if (step === '{') return `${objects.text}.{"x": ${write(inside, otherWanted(random), depth - 1)}}`
      const body = write(inside, otherWanted(random), depth - 1)
      return step === '(' ? `${objects.text}.(${body})` : `${objects.text}.[${body}]`
    }
    case 8:
    case 9: {
      const list = random.chance(0.7) ? objectPath(stage) : { text: numbers(stage, 1), samples: [[1, 2]], isMany: true }
      const params = random.pick(['$i', '$i, $n', '$i, $n, $all'])
      const variables = [...stage.variables, { name: 'i', samples: itemsOf(list) }]
      const wanted = random.chance(0.6) ? otherWanted(random) : 'boolean'
      const name = wanted === 'boolean' ? random.pick(['filter', 'map']) : 'map'
      return `$${name}(${list.text}, function(${params}) { ${write({ ...stage, variables }, wanted, depth - 1)} })`
    }
    case 10: {
      const objects = objectPath(stage)
      const names = itemsOf(objects).flatMap((item) => (isFields(item) ? Object.keys(item) : []))
      return names.length === 0 ? writeLeaf(stage, 'list') : `$lookup(${objects.text}, ${JSON.stringify(random.pick(names))})`
    }
    case 11: {
      const objects = objectPath(stage)
      const names = itemsOf(objects).flatMap((item) => (isFields(item) ? Object.keys(item) : []))
      const call = random.pick(['$string()', '$uppercase()', '$number()', '$length()', '$substringBefore(",")', '$round(1)', '$not()'])
      return names.length === 0 ? writeLeaf(stage, 'list') : `${objects.text}.${writeName(random.pick(names))}.${call}`
    }
    default:
      return writeLeaf(stage, 'list')
  }
}

function writeObject(stage: Stage, depth: number): string {
  const { random } = stage
  if (random.chance(0.5)) return writeLeaf(stage, 'object')
  const fields = ['k', 'two words', '__proto__']
    .slice(0, 1 + random.below(3))
    .map((name) => `${JSON.stringify(name)}: ${write(stage, otherWanted(random), depth - 1)}`)
  const made = `{${fields.join(', ')}}`
  return random.chance(0.3) ? `(${made}).k` : made
}
