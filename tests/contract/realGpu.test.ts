/** The kernels that real GPUs get, where a software adapter gets others: the smallest case of each op, here on whatever adapter there is. `check:full` runs all. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ANY_GPU } from '../../src/core/ops/wgsl.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import { openRealGpu } from '../support/runtimes.ts'
import { type Case, cases } from './cases.ts'
import { expectContract } from './run.ts'

const codeOf = ({ trace }: Case, software: boolean) =>
  schedule(trace.plan(), { ...ANY_GPU, software })
    .dispatches.map(({ code }) => code)
    .join()
/** An op's cases go from small to large. */
const smallest = [...new Map(cases.toReversed().map((test) => [test.op, test])).values()]
const apart = smallest.filter((test) => codeOf(test, true) !== codeOf(test, false))

let runtime: Runtime
beforeAll(async () => {
  runtime = await openRealGpu()
})
afterAll(() => runtime?.destroy())

it('has kernels of its own for the ops that cost most', () => {
  expect(apart.map(({ op }) => op)).toEqual(expect.arrayContaining(['linear', 'linearBackwardWeight', 'attention', 'attentionBackward']))
})

it.each(apart.map((test) => [`${test.op} ${test.title}`, test] as const))('%s', (_, test) => expectContract(runtime, test))
