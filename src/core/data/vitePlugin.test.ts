import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { afterAll, expect, it } from 'vitest'
import { BUNDLED_TEXTS } from './bundled.ts'
import { readBundledText } from './node.ts'
import bundledTexts from './vitePlugin.ts'

const root = mkdtempSync(join(tmpdir(), 'texts-'))
afterAll(() => rmSync(root, { recursive: true }))

it('gives the page the same bytes as Node, as assets with a hash in their names', async () => {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? '\0entry' : null),
    load: (id: string) => (id === '\0entry' ? "export * from 'virtual:texts'" : null),
  }
  const { output } = (await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'silent',
    cacheDir: join(root, 'cache'),
    plugins: [entry, bundledTexts()],
    build: { write: false, minify: false, rolldownOptions: { input: 'entry', preserveEntrySignatures: 'strict' } },
  })) as Rolldown.RolldownOutput
  const code = output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  for (const { id } of BUNDLED_TEXTS) {
    const asset = output.find((file) => file.type === 'asset' && file.fileName.includes(id)) as Rolldown.OutputAsset
    expect(Buffer.from(asset.source).toString('utf8') === readBundledText(id)).toBe(true)
    const name = asset.fileName.split('/').at(-1)!
    expect(name).toMatch(new RegExp(`^${id}-[\\w-]{8}\\.txt$`))
    expect(code).toContain(`id: "${id}"`)
    expect(code).toContain(name)
  }
})
