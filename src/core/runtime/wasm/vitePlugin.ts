/** Vite plugin: builds the kernels and serves or emits them as two .wasm assets, `virtual:wasm-kernels`. */
import type { Plugin } from 'vite'
import { buildKernels } from './build.ts'

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
      if (serving) return `export default { relaxed: '${DEV_PATH}relaxed.wasm', plain: '${DEV_PATH}plain.wasm' }`
      const emit = async (name: 'relaxed' | 'plain') => {
        const reference = this.emitFile({
          type: 'asset',
          name: `kernels-${name}.wasm`,
          source: await buildKernels({ relaxed: name === 'relaxed' }),
        })
        return `${name}: import.meta.ROLLUP_FILE_URL_${reference}`
      }
      return `export default { ${await emit('relaxed')}, ${await emit('plain')} }`
    },
    configureServer(server) {
      server.middlewares.use(DEV_PATH, (request, response, next) => {
        const relaxed = request.url === '/relaxed.wasm'
        if (!relaxed && request.url !== '/plain.wasm') return next()
        buildKernels({ relaxed }).then((bytes) => {
          response.setHeader('Content-Type', 'application/wasm')
          response.end(bytes)
        }, next)
      })
    },
  }
}
