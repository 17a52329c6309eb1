/** Every runtime that the tests hold to the same numbers. */
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'

export interface RuntimeUnderTest {
  /** said in the test's title */
  name: string
  /** computes in float64: rounding cannot explain a difference */
  exact: boolean
  create: () => Promise<Runtime>
}

export const runtimes: RuntimeUnderTest[] = [
  { name: 'the reference', exact: true, create: async () => createReferenceRuntime() },
  { name: 'wasm with relaxed SIMD', exact: false, create: () => openWasm() },
  { name: 'wasm with plain SIMD', exact: false, create: () => openWasm({ relaxed: false }) },
]
