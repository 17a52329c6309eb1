/** The contract of every op once more, with the kernels that real GPUs get: slow where the adapter is a software one. */
import { afterAll, beforeAll, it } from 'vitest'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { cases } from '../contract/cases.ts'
import { expectContract } from '../contract/run.ts'
import { openRealGpu } from '../support/runtimes.ts'

let runtime: Runtime
beforeAll(async () => {
  runtime = await openRealGpu()
}, 60_000)
afterAll(() => runtime?.destroy())

it.each(cases.map((test) => [`${test.op} ${test.title}`, test] as const))('%s', { timeout: 300_000 }, (_, test) => expectContract(runtime, test))
