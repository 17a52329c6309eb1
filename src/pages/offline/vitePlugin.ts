/** Builds the service worker beside the page, with the list of all that was built and published. Only in production. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite'

/** Fonts in formats that no supported browser asks for, lessons as only a first visit reads them, and what the page itself never loads. */
const LEFT_OUT = /\.(ttf|woff|map|md)$|^screenshot\.png$|^assets\/.*\.html$/

export default function offline(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const files = courseFiles(bundle, config.publicDir)
          .map(([url, content]) => ({ url, revision: revisionOf(url, content) }))
          .sort((a, b) => (a.url < b.url ? -1 : 1))
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: await workerWith(config.root, files) })
      },
    },
  }
}

/** All that the course needs once it is open, by its name. */
export function courseFiles(bundle: Rolldown.OutputBundle, publicDir: string): (readonly [name: string, content: string | Uint8Array])[] {
  const built = Object.values(bundle).map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const)
  return [...built, ...published(publicDir)].filter(([name]) => !LEFT_OUT.test(name))
}

/** Files under `assets/` carry their hash in the name; for them that is revision enough. */
const revisionOf = (name: string, content: string | Uint8Array): string | null =>
  name.startsWith('assets/') ? null : createHash('sha256').update(content).digest('hex').slice(0, 16)

/** Every file of the public folder, which the build copies as it is. */
function published(folder: string): [name: string, content: Uint8Array][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name))])
}

async function workerWith(root: string, files: object[]): Promise<string> {
  const input = join(root, 'src/pages/offline/serviceWorker.ts')
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { BUILT_FILES: JSON.stringify(files) },
    build: { write: false, target: 'es2022', modulePreload: false, rollupOptions: { input, output: { format: 'iife' } } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('the service worker was not built')
  return output.output[0].code
}
