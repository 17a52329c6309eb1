/** The command that tries a device: here the CPU, which has no tiles to compare. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const gpt = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'device', '--runtime', 'wasm', '--json', ...args]).then(
    ({ stdout }) =>
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  )

const sizes = ['--layers', '1', '--heads', '2', '--embd', '8', '--ctx', '8', '--batch', '2', '--steps', '2']

it('tries a variant’s kernels, and times a step of it', async () => {
  const [tried, timed] = await gpt(...sizes, '--variant', 'norm=pre')
  expect(tried).toMatchObject({ runtime: 'wasm', selfTest: { fault: null, compileMs: expect.any(Number), runMs: expect.any(Number) } })
  expect(timed).toMatchObject({ ceilings: [], stepMs: { median: expect.any(Number) } })
  expect(await gpt('--self-test')).toHaveLength(1)
})

it('times nothing with dropout', async () => {
  await expect(gpt('--dropout', '0.1')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--dropout is not for device') })
})
