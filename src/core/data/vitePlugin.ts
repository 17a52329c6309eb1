/** Gives the page the bundled texts: `virtual:texts` lists an address for each, an asset with a hash in its name once built. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { BUNDLED_TEXTS } from './bundled.ts'
import { readBundledText } from './node.ts'

const MODULE = 'virtual:texts'

/**
 * Writes each text into Vite's cache and imports it with `?url`, so that serving, hashing and
 * relative addresses (pages, workers, any base) are Vite's own.
 */
export default function bundledTexts(): Plugin {
  let folder = ''
  return {
    name: 'bundled-texts',
    configResolved(config) {
      folder = join(config.cacheDir, 'texts')
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null
      const files = BUNDLED_TEXTS.map((text) => ({ id: text.id, path: writeText(folder, text.id) }))
      const imports = files.map((file, i) => `import url${i} from ${JSON.stringify(`${file.path}?url&no-inline`)}`)
      const list = files.map((file, i) => `{ id: ${JSON.stringify(file.id)}, url: url${i} }`)
      return `${imports.join('\n')}\nexport const texts = [${list.join(', ')}]\n`
    },
  }
}

/** Writes beside and renames: the page's and the worker's build may both be here at once. */
function writeText(folder: string, id: string): string {
  const path = join(folder, `${id}.txt`)
  const text = readBundledText(id)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return path
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
  return path
}
