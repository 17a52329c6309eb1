/** Every runtime that the tests hold to the same numbers. */
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Runtime, RuntimeKind } from '../../src/core/runtime/runtime.ts'

export const runtimes: { kind: RuntimeKind; create: () => Promise<Runtime> }[] = [
  { kind: 'reference', create: async () => createReferenceRuntime() },
]
