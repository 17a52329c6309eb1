/** Builds `sandbox.html`: the page in which learners' code runs, whole in one file, with a policy of its own that knows its scripts by their hashes. */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const FILE = 'sandbox.html'

/** Nothing but these two scripts, workers that they make, and what runs in those: no connection, picture, style, frame or form. */
const policy = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`).join(' ')} 'unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

export default function sandbox(): Plugin {
  let building = false
  return {
    name: 'sandbox',
    configResolved({ command }) {
      building = command === 'build'
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== `/${FILE}`) return next()
        // Built at every request: what a file of it says may have changed.
        sandboxPage().then((html) => {
          for (const [name, value] of Object.entries(server.config.server.headers ?? {})) response.setHeader(name, String(value))
          response.setHeader('Content-Type', 'text/html')
          response.end(html)
        }, next)
      })
    },
    async buildStart() {
      if (building) this.emitFile({ type: 'asset', fileName: FILE, source: await sandboxPage() })
    },
  }
}

export async function sandboxPage(): Promise<string> {
  const worker = await script('worker.ts', {})
  const frame = await script('frame.ts', { WORKER: JSON.stringify(worker) })
  const outer = await script('outer.ts', { FRAME: JSON.stringify(frame) })
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy([outer, frame])}">
    <title>Where your code runs</title>
  </head>
  <body><script>${outer}</script></body>
</html>
`
}

/** A file of this folder as one script without imports. */
async function script(file: string, define: Record<string, string>): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: fileURLToPath(new URL(file, import.meta.url)), output: { format: 'iife' } },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error(`${file} of the sandbox was not built`)
  // What would end the script's element is written otherwise; in a string it means the same.
  return output.output[0].code.trim().replaceAll('</script', '<\\/script')
}
