/** A runtime that counts what it is made to do: nothing of this may happen while a learner types. */
import type { Runtime } from '../../core/runtime/runtime.ts'

export interface Counts {
  stores: number
  compiled: number
  /** of all the weights; one that is moved by hand is none */
  uploads: number
}

/** The same runtime; `counts` grow with every call. */
export function counting(runtime: Runtime, counts: Counts): Runtime {
  return {
    ...runtime,
    async createStore(layout, options) {
      counts.stores++
      const store = await runtime.createStore(layout, options)
      return {
        ...store,
        write(buffer, data, offset) {
          if (buffer === 'weight' && data.length === layout.size) counts.uploads++
          store.write(buffer, data, offset)
        },
        compile(plan, beside) {
          counts.compiled++
          return store.compile(plan, beside)
        },
      }
    },
  }
}
