/** Smaller models from the command line: what they print, and that what was saved can be used. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'pathway-fewer-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const gpt = async (...args: string[]) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args, '--runtime', 'wasm', '--json'], { cwd: root })
  return JSON.parse(stdout.trim().split('\n').at(-1)!)
}
const model = 'public/checkpoints/first'

it('quantizes; the folder is a quarter as large, writes and is measured, and is not trained by mistake', async () => {
  const { before, after } = await gpt('quantize', '--model', model, '--out', at('q8'))
  expect(after.fileBytes).toBeLessThan(0.28 * before.fileBytes)
  expect(Math.abs(after.loss - before.loss)).toBeLessThan(0.005)
  const { loss } = await gpt('eval', '--model', at('q8'), '--corpus', 'state-of-the-union')
  expect(loss).toBeCloseTo(after.loss, 10)
  expect(await gpt('sample', '--model', at('q8'), '--tokens', '5')).toMatchObject({ tokens: 5 })
  await expect(gpt('train', '--init', at('q8'), '--corpus', 'state-of-the-union', '--out', at('no'))).rejects.toThrow('are quantized')
}, 120_000)
