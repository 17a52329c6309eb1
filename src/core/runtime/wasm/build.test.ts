import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { putAtOnce } from './build.ts'

it('the kernels are written whole by any number of writers at once, and nothing is left beside them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pathway-kernels-'))
  const path = join(folder, 'cache/kernels.wasm')
  const bytes = new Uint8Array(200_000).fill(7)
  await Promise.all(Array.from({ length: 20 }, () => putAtOnce(path, bytes)))
  expect(readdirSync(join(folder, 'cache'))).toEqual(['kernels.wasm'])
  expect(readFileSync(path).equals(bytes)).toBe(true)
  rmSync(folder, { recursive: true })
})
