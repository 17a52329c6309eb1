/** A commit that dies at any step leaves the old files or the new ones, for readers of ours and of others, and strangers as they were. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readFolder } from '../folder.ts'
import { commit, filesOf, finish } from './commit.ts'

const root = mkdtempSync(join(tmpdir(), 'pathway-commit-'))
afterAll(() => rmSync(root, { recursive: true }))

const bytes = (files: Record<string, string>) =>
  new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]))
const OLD = { 'config.json': 'old', 'model.safetensors': 'old', 'run.json': 'old', 'training_state.safetensors': 'old' }
const NEW = { 'config.json': 'new', 'model.safetensors': 'new', 'tokenizer.json': 'new', 'run.json': 'new' }
const GONE = ['training_state.safetensors']
const STRANGERS = { 'thesis.txt': 'mine', 'notes.json': 'mine' }

const read = (folder: string) => Object.fromEntries([...readFolder(folder)].map(([name, data]) => [name, new TextDecoder().decode(data)]))
/** As a program sees it that knows nothing of commits. */
const plain = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]),
  )

/** A folder with an old model and a person's own things. */
function folderOf(name: string): string {
  const folder = join(root, name)
  mkdirSync(join(folder, '.git'), { recursive: true })
  for (const [file, text] of Object.entries({ ...OLD, ...STRANGERS, '.git/HEAD': 'mine' })) writeFileSync(join(folder, file), text)
  return folder
}

it('at every step: whole before and whole after, finished by whoever writes next', () => {
  const folder = folderOf('model')
  const moments: string[] = []
  commit(folder, bytes(NEW), GONE, (change) => {
    const copy = join(root, `moment-${moments.length}`)
    cpSync(folder, copy, { recursive: true })
    moments.push(change)
  })
  expect(plain(folder)).toEqual({ ...NEW, ...STRANGERS })
  expect(moments.filter((change) => change.startsWith('put'))).toHaveLength(4)
  let promised = false
  for (const [i, change] of moments.entries()) {
    const moment = join(root, `moment-${i}`)
    const seen = read(moment)
    // Once it is promised it is never taken back.
    promised ||= seen['config.json'] === 'new'
    expect(seen, change).toEqual({ ...(promised ? NEW : OLD), ...STRANGERS })
    // Others find the old model, the new one, or none: never a part of each.
    const others = plain(moment)
    if (others['config.json'] !== undefined)
      expect(others, change).toEqual(others['config.json'] === 'new' ? { ...NEW, ...STRANGERS } : { ...OLD, ...STRANGERS })
    // The next save may be of anything.
    const again = join(root, `again-${i}`)
    cpSync(moment, again, { recursive: true })
    finish(moment)
    expect(plain(moment), change).toEqual({ ...(promised ? NEW : OLD), ...STRANGERS })
    commit(again, bytes({ ...NEW, 'run.json': 'newer' }), GONE)
    expect(plain(again), change).toEqual({ ...NEW, 'run.json': 'newer', ...STRANGERS })
    expect(
      readdirSync(again).filter((name) => name.startsWith('.')),
      change,
    ).toEqual(['.git'])
    expect(readFileSync(join(again, '.git/HEAD'), 'utf8')).toBe('mine')
  }
  expect(promised).toBe(true)
})

it('that cannot write leaves everything as it was', () => {
  const folder = folderOf('full')
  expect(() =>
    commit(folder, bytes(NEW), GONE, (change) => {
      if (change === 'write tokenizer.json') throw new Error('ENOSPC')
    }),
  ).toThrow('ENOSPC')
  expect(plain(folder)).toEqual({ ...OLD, ...STRANGERS })
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual(['.git'])
})

it("promises of a stranger's folder never lead out of it", () => {
  const folder = folderOf('hostile')
  const outside = join(root, 'outside.txt')
  writeFileSync(outside, 'mine')
  mkdirSync(join(folder, '.pathway-commit'))
  writeFileSync(join(folder, '.pathway-commit/commit.json'), JSON.stringify({ write: [], remove: ['../outside.txt'] }))
  expect([...filesOf(folder).keys()]).not.toContain('../outside.txt')
  finish(folder)
  expect(existsSync(outside)).toBe(true)
  expect(plain(folder)).toEqual({ ...OLD, ...STRANGERS })
})
