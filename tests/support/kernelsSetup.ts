/** Compiles the kernels before any test starts, so that no test waits for a compiler, nor do several compile the same. */
import { BUILDS, buildKernels } from '../../src/core/runtime/wasm/build.ts'

export default async function setup(): Promise<void> {
  for (const build of Object.values(BUILDS)) await buildKernels(build)
}
