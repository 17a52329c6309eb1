/** A GPU for tests: the wasm runtime in disguise, which can be lost and made to compute wrong. */
import type { Runtime } from '../../core/runtime/runtime.ts'
import { openWasm } from '../../core/runtime/wasm/node.ts'

/** `lose` takes it away; `change` is laid over what it does. */
export async function disguised(change: (runtime: Runtime) => Partial<Runtime> = () => ({})): Promise<Runtime & { lose(): void }> {
  const wasm = await openWasm()
  let lose!: () => void
  const lost = new Promise<string>((resolve) => {
    lose = () => resolve('test')
  })
  return { ...wasm, kind: 'webgpu', adapter: 'a GPU', lost, lose, ...change(wasm) }
}
