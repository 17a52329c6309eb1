/** Where the command line keeps downloads: `--cache`, else `$XDG_CACHE_HOME/pathway-to-gpt`, else `~/.cache/pathway-to-gpt`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PartStore } from '../core/hub/cache.ts'

export const cacheFolder = (asked: string | undefined): string =>
  asked ?? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'pathway-to-gpt')

export function diskStore(root: string): PartStore {
  const at = (path: string) => join(root, ...path.split('/'))
  return {
    read: async (path) => (existsSync(at(path)) ? new Uint8Array(readFileSync(at(path))) : null),
    async write(path, data) {
      mkdirSync(dirname(at(path)), { recursive: true })
      // Beside and renamed: a part that is there is whole.
      const beside = `${at(path)}.${process.pid}.new`
      writeFileSync(beside, data)
      renameSync(beside, at(path))
      return data.length
    },
    remove: async (path) => rmSync(at(path), { recursive: true, force: true }),
    async list(folder) {
      if (!existsSync(at(folder))) return []
      const entries = readdirSync(at(folder), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && !entry.name.endsWith('.new'),
      )
      return entries.map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      )
    },
  }
}
