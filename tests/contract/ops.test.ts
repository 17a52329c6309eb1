/** The contract of every op: each runtime gives the reference's numbers on odd shapes, and the same bits every time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpName } from '../../src/core/ops/name.ts'
import { ops } from '../../src/core/ops/registry.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import { runtimes } from '../support/runtimes.ts'
import { cases } from './cases.ts'
import { expectContract } from './run.ts'

it('covers every op on at least three shapes', () => {
  for (const op of Object.keys(ops) as OpName[]) expect(cases.filter((test) => test.op === op).length, op).toBeGreaterThanOrEqual(3)
})

it('binds at most eight storage buffers at once on webgpu, as many as every device has', () => {
  for (const { dispatches } of cases.map(({ trace }) => schedule(trace.plan())))
    for (const { bindings, label } of dispatches)
      expect(bindings.filter(({ access }) => access !== 'uniform').length, label).toBeLessThanOrEqual(8)
})

for (const { name, create } of runtimes.filter((candidate) => !candidate.exact)) {
  describe(`every op on ${name}`, () => {
    let runtime: Runtime
    beforeAll(async () => {
      runtime = await create()
    })
    afterAll(() => runtime?.destroy())

    it.each(cases.map((test) => [`${test.op} ${test.title}`, test] as const))('%s', (_, test) => expectContract(runtime, test))
  })
}
