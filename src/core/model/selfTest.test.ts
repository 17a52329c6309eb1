/** Every kind of model can be tried; what a device computes wrong is told (see also worker/device.test.ts). */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { families, gptVariants } from '../../../tests/support/variants.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { kindOf, selfTest } from './selfTest.ts'

let runtime: Runtime
beforeAll(async () => {
  runtime = await openWasm()
})
afterAll(() => runtime?.destroy())

it.each([...gptVariants, ...families])('$name', async ({ config }) => {
  const { fault, compileMs, runMs } = await selfTest(runtime, kindOf(config))
  expect(fault).toBeNull()
  expect(Math.min(compileMs, runMs)).toBeGreaterThan(0)
})

it('says why it could not be made', async () => {
  const refusing: Runtime = { ...runtime, createStore: () => Promise.reject(new Error('no memory')) }
  expect((await selfTest(refusing)).fault).toContain('no memory')
})
