// Rules of opening dropped folders: files keep their paths, what systems put there for themselves stays away.
import { expect, test } from 'vitest'
import { readChosen, readDropped } from './dropped-files.ts'

type Tree = { readonly [name: string]: string | Tree }

function entryOf(name: string, content: string | Tree, above = ''): FileSystemEntry {
  const fullPath = `${above}/${name}`
  const own = { name, fullPath, isFile: typeof content === 'string', isDirectory: typeof content !== 'string' }
  if (typeof content === 'string') return { ...own, file: (give: (file: File) => void) => give(new File([content], name)) } as unknown as FileSystemEntry
  let parts = Object.entries(content).map(([inner, value]) => [entryOf(inner, value, fullPath)])
  const createReader = () => ({
    readEntries(give: (entries: FileSystemEntry[]) => void) {
      const [part = [], ...rest] = parts
      parts = rest
      give(part)
    },
  })
  return { ...own, createReader } as unknown as FileSystemEntry
}

function drop(tree: Tree): Parameters<typeof readDropped>[0] {
  const items = Object.entries(tree).map(([name, content]) => ({ webkitGetAsEntry: () => entryOf(name, content) }))
  return { items, files: [new File(['x'], 'as given')] } as unknown as DataTransfer
}

test('a dropped folder gives its files under their paths, with what they hold', async () => {
  const files = await readDropped(drop({ api: { 'main.yaml': 'm', a: { 'types.yaml': 'of a' }, b: { 'types.yaml': 'of b' } }, 'alone.json': '{}' }))
  expect(files.map(({ name }) => name).sort()).toEqual(['alone.json', 'api/a/types.yaml', 'api/b/types.yaml', 'api/main.yaml'])
  expect(await files.find(({ name }) => name === 'api/b/types.yaml')?.text()).toBe('of b')
})

test('what systems and editors leave in folders is not sent', async () => {
  const files = await readDropped(drop({ api: { '.DS_Store': 'x', 'Thumbs.db': 'x', '.git': { config: 'x' }, __MACOSX: { '._a': 'x' }, 'a.yaml': 'a' } }))
  expect(files.map(({ name }) => name)).toEqual(['api/a.yaml'])
})

test('dropped files without a folder are as they were given', async () => {
  expect((await readDropped(drop({ 'a.yaml': 'a' }))).map(({ name }) => name)).toEqual(['as given'])
})

test('a chosen folder gives its files under their paths, chosen files stay as they are', async () => {
  const inFolder = (path: string) => Object.defineProperty(new File(['x'], path.replace(/^.*\//, '')), 'webkitRelativePath', { value: path })
  const plain = new File(['x'], 'plain.json')
  const files = readChosen([inFolder('api/a/types.yaml'), inFolder('api/.DS_Store'), inFolder('api/.git/config'), plain])
  expect(files.map(({ name }) => name)).toEqual(['api/a/types.yaml', 'plain.json'])
  expect(files[1]).toBe(plain)
})
