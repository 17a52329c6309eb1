/** `import`: from a folder, a zip and a hub on this machine, the same model folder; a second download asks for nothing. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hubFolder } from '../../tests/support/hubFolder.ts'
import { type HubServer, startHub } from '../../tests/support/hubServer.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'pathway-import-'))
const at = (name: string) => join(folder, name)
const { files } = hubFolder({ type: 'gpt2', dtype: 'F16', shards: 2, masks: 'BOOL' })
let hub: HubServer

async function gpt(...args: string[]): Promise<{ status: number; result: Record<string, unknown>; stderr: string }> {
  const ended = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'import', ...args, '--json'], {
    cwd: root,
  }).catch((error) => error)
  return { status: ended.code ?? 0, result: JSON.parse(ended.stdout || '{}'), stderr: ended.stderr }
}
const contents = (name: string) =>
  Object.fromEntries(readdirSync(at(name)).map((file) => [file, readFileSync(join(at(name), file)).toString('base64')]))

beforeAll(async () => {
  hub = await startHub({ 'a/b': files })
  // As in the cache of Hugging Face's library: every file is a link, and one leads nowhere.
  for (const name of ['blobs', 'in']) mkdirSync(at(name))
  for (const [name, data] of files) {
    writeFileSync(join(at('blobs'), name), data)
    symlinkSync(join(at('blobs'), name), join(at('in'), name))
  }
  symlinkSync(at('nowhere'), join(at('in'), 'LICENSE'))
  writeFileSync(at('in.zip'), zipSync({ b: Object.fromEntries(files) }))
})
afterAll(async () => {
  await hub.close()
  rmSync(folder, { recursive: true })
})

it('writes the same folder from wherever the model comes', async () => {
  const online = ['--from', 'hub:a/b', '--hub', hub.url, '--cache', at('cache')]
  const [disk, zip, first] = await Promise.all([
    gpt('--from', at('in'), '--out', at('disk')),
    gpt('--from', at('in.zip'), '--out', at('zip')),
    gpt(...online, '--out', at('hub')),
  ])
  for (const { status, stderr } of [disk, zip, first]) expect(status, stderr).toBe(0)
  expect(disk.result).toMatchObject({ stored: ['F16'], config: { nLayer: 2, nEmbd: 8 } })
  expect(first.result.downloaded).toBeGreaterThan(10_000)
  expect(first.stderr).toMatch(/a\/b at c0ffeec0: .* in 5 files/)
  expect(contents('zip')).toEqual(contents('disk'))
  expect(contents('hub')).toEqual(contents('disk'))

  hub.asked.length = 0
  const [again, missing] = await Promise.all([
    gpt(...online, '--out', at('again')),
    gpt('--from', 'hub:a/nothing', '--hub', hub.url, '--cache', at('cache'), '--out', at('x')),
  ])
  expect(again.result).toMatchObject({ downloaded: 0 })
  expect(hub.asked).toEqual([])
  expect(contents('again')).toEqual(contents('disk'))
  expect((await gpt('--from', at('in'), '--out', join(at('in.zip'), 'x'))).stderr).toMatch(/in\.zip" is a file/)
  expect([missing.status, missing.stderr]).toEqual([1, expect.stringMatching(/The hub has no model "a\/nothing"/)])
})
