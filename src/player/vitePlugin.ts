/** Vite plugin: builds the program of published pages from the same core, one script and one style sheet, `virtual:player`. */
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { BUILDS, buildKernels } from '../core/runtime/wasm/build.ts'

const ID = 'virtual:player'
const KERNELS = 'virtual:inline-kernels'
const DEV_PATH = '/@player.json'
const ENTRY = fileURLToPath(new URL('./main.ts', import.meta.url))

export function player(): Plugin {
  let serving = false
  return {
    name: 'player',
    configResolved(config) {
      serving = config.command === 'serve'
    },
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return
      if (serving) return `export default '${DEV_PATH}'`
      const reference = this.emitFile({ type: 'asset', name: 'player.json', source: await built() })
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`
    },
    configureServer(server) {
      server.middlewares.use(DEV_PATH, (_, response, next) => {
        buildPlayer().then((json) => {
          response.setHeader('Content-Type', 'application/json')
          response.end(json)
        }, next)
      })
    },
  }
}

let once: Promise<string> | undefined
/** Page and worker are two builds that need the same. */
const built = (): Promise<string> => {
  once ??= buildPlayer()
  return once
}

/** @returns a JSON of `script` and `style` */
export async function buildPlayer(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [inlineKernels()],
    build: {
      write: false,
      target: 'es2024',
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: { input: ENTRY, output: { format: 'iife', codeSplitting: false } },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []))
  const scripts = outputs.filter((file) => file.type === 'chunk')
  const styles = outputs.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
  if (scripts.length !== 1 || styles.length !== 1 || outputs.length !== 2)
    throw new Error(`The player must be one script and one style sheet, but it is ${outputs.map(({ fileName }) => fileName).join(', ')}.`)
  return JSON.stringify({ script: (scripts[0] as { code: string }).code, style: String((styles[0] as { source: unknown }).source) })
}

const inlineKernels = (): Plugin => ({
  name: 'inline-kernels',
  resolveId: (id) => (id === KERNELS ? `\0${KERNELS}` : undefined),
  async load(id) {
    if (id !== `\0${KERNELS}`) return
    const texts = await Promise.all(
      (['relaxed', 'plain'] as const).map(async (name) => [name, Buffer.from(await buildKernels(BUILDS[name])).toString('base64')]),
    )
    return `export default ${JSON.stringify(Object.fromEntries(texts))}`
  },
})
