/** Vite plugin: builds the kernels and serves or emits them as .wasm assets, `virtual:wasm-kernels`. */
import type { Plugin } from 'vite'
import { BUILDS, buildKernels } from './build.ts'

const ID = 'virtual:wasm-kernels'
const RESOLVED = `\0${ID}`
const DEV_PATH = '/@wasm-kernels/'

export function wasmKernels(): Plugin {
  let serving = false
  return {
    name: 'wasm-kernels',
    configResolved(config) {
      serving = config.command === 'serve'
    },
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return
      const urls: string[] = []
      for (const [name, build] of Object.entries(BUILDS)) {
        if (serving) urls.push(`${name}: '${DEV_PATH}${name}.wasm'`)
        else {
          const reference = this.emitFile({ type: 'asset', name: `kernels-${name}.wasm`, source: await buildKernels(build) })
          urls.push(`${name}: import.meta.ROLLUP_FILE_URL_${reference}`)
        }
      }
      return `export default { ${urls.join(', ')} }`
    },
    configureServer(server) {
      server.middlewares.use(DEV_PATH, (request, response, next) => {
        const build = Object.entries(BUILDS).find(([name]) => request.url === `/${name}.wasm`)?.[1]
        if (!build) return next()
        buildKernels(build).then((bytes) => {
          response.setHeader('Content-Type', 'application/wasm')
          response.end(bytes)
        }, next)
      })
    },
  }
}
