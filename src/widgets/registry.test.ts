/** Every widget keeps the contract: a folder, a declaration, a README, a component, and arguments that are checked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { declared } from './declared.ts'
import { loads } from './registry.ts'

/** `src/widgets/<part>/<id>`, by id. */
const folders = new Map(
  readdirSync('src/widgets', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['frame', 'testing'].includes(entry.name))
    .flatMap(({ name: part }) => readdirSync(`src/widgets/${part}`).map((id) => [id, `src/widgets/${part}/${id}`] as const)),
)

test('every folder is a widget, and every widget a folder', () => {
  expect(Object.keys(declared).sort()).toEqual([...folders.keys()].sort())
})

describe.each(Object.entries(declared))('%s', (id, meta) => {
  test('says what it is', () => {
    expect(meta.id).toBe(id)
    expect(meta.title).not.toBe('')
    expect(meta.teaches).toMatch(/\.$/)
    expect(loads[id]).toBeTypeOf('function')
  })

  test('has a README of at most 15 lines', () => {
    const path = `${folders.get(id)}/README.md`
    expect(existsSync(path)).toBe(true)
    const text = readFileSync(path, 'utf8')
    expect(text.startsWith(`# ${id}\n`)).toBe(true)
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
  })

  test('refuses an argument that it does not know', () => {
    expect(v.safeParse(meta.schema, { nonsense: '1' }).success).toBe(false)
  })
})

test('arguments are checked by value', () => {
  const accepts = (id: string, given: Record<string, string>) => v.safeParse(declared[id]!.schema, given).success
  expect(accepts('trainer', {})).toBe(true)
  expect(accepts('live-number', { show: 'odds' })).toBe(true)
  expect(accepts('live-number', { show: 'luck' })).toBe(false)
  expect(accepts('live-number', {})).toBe(false)
  expect(accepts('writer', { start: 'yes' })).toBe(true)
  expect(accepts('writer', { start: 'maybe' })).toBe(false)
  expect(accepts('attention-view', { text: 'x'.repeat(401) })).toBe(false)
})
