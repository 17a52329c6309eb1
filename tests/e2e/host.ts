/** A plain static host, as a school has one: the build in a sub-folder, no special headers. Its files may be changed between visits. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ensureBuilt } from '../support/built.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

export interface Host {
  /** with a slash at its end */
  url: string
  /** a copy of the build, which a test may change */
  folder: string
  close(): Promise<void>
}

/** What is worth compressing; the rest is so already. */
const COMPRESSED = new Set(['.html', '.js', '.css', '.svg', '.json', '.wasm', '.txt', '.webmanifest'])

/** Names of assets hold a hash of what is in them. */
const cacheOf = (path: string): string => (path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')

/** `compressed`: as most hosts send text, and with assets that stay fresh for a year. */
export async function startHost({ compressed = false } = {}): Promise<Host> {
  ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'pathway-host-'))
  cpSync('dist', folder, { recursive: true })
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname)
    const file = join(folder, path.replace(/^\/school\/course\//, '').replace(/^$/, 'index.html'))
    if (!path.startsWith('/school/course/') || !file.startsWith(folder) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    const type = types[extname(file)] ?? 'application/octet-stream'
    const content = readFileSync(file)
    if (compressed && COMPRESSED.has(extname(file))) {
      response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip', 'Cache-Control': cacheOf(path) }).end(gzipSync(content))
    } else {
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': compressed ? cacheOf(path) : 'no-cache' }).end(content)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The host has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/school/course/`,
    folder,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true })
    },
  }
}
