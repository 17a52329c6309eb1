/** Gives the worker the handwritten digits: `virtual:digits` is the address of one packed file, an asset with a hash in its name once built. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { DIGITS, packDigits } from './digits.ts'
import { readDigits } from './node.ts'

const MODULE = 'virtual:digits'

export default function handwrittenDigits(): Plugin {
  let folder = ''
  return {
    name: 'handwritten-digits',
    configResolved(config) {
      folder = join(config.cacheDir, 'digits')
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null
      const path = join(folder, `digits-${DIGITS}.bin`)
      if (!existsSync(path)) write(folder, path)
      return `import url from ${JSON.stringify(`${path}?url&no-inline`)}\nexport const digits = url\n`
    },
  }
}

/** Writes beside and renames: the page's and the worker's build may both be here at once. */
function write(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, packDigits(readDigits()))
  renameSync(`${path}.${process.pid}`, path)
}
