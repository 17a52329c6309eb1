/** A build is used again only while nothing that it is made of has changed since. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isFresh } from './built.ts'

let root: string
let page: string
const sources = () => [join(root, 'src'), join(root, 'index.html')]
/** as many minutes ago */
const age = (path: string, minutes: number): void => utimesSync(path, new Date(), new Date(Date.now() - minutes * 60_000))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pathway-built-'))
  page = join(root, 'dist.html')
  mkdirSync(join(root, 'src', 'pages'), { recursive: true })
  for (const name of ['dist.html', 'index.html', 'src/pages/a.ts', 'src/pages/b.ts', 'src/pages/a.test.ts']) {
    writeFileSync(join(root, name), name)
    age(join(root, name), 60)
  }
  age(join(root, 'src', 'pages'), 60)
  age(join(root, 'src'), 60)
  age(page, 30)
})
afterEach(() => rmSync(root, { recursive: true }))

it('is fresh while the sources are older', () => expect(isFresh(page, sources())).toBe(true))

it('is missing at first', () => {
  rmSync(page)
  expect(isFresh(page, sources())).toBe(false)
})

it.each([
  ['a file deep down is changed', () => age(join(root, 'src/pages/b.ts'), 10), false],
  ['a file at the top is changed', () => age(join(root, 'index.html'), 10), false],
  ['a file is taken away', () => rmSync(join(root, 'src/pages/b.ts')), false],
  ['a test is changed', () => age(join(root, 'src/pages/a.test.ts'), 10), true],
] as const)('when %s', (_, change, fresh) => {
  change()
  expect(isFresh(page, sources())).toBe(fresh)
})
