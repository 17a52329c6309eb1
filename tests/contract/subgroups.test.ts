/** Reductions give the same bits with subgroups and without: the same pairs, and a + b = b + a. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ANY_GPU } from '../../src/core/ops/wgsl.ts'
import { watchDevice } from '../../src/core/runtime/webgpu/device.ts'
import { lanesInOrder } from '../../src/core/runtime/webgpu/lanes.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { pipelineCache } from '../../src/core/runtime/webgpu/pipelines.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import { createReader } from '../../src/core/runtime/webgpu/staging.ts'
import type { WebGpuRuntime } from '../../src/core/runtime/webgpu/webgpu.ts'
import { type Case, cases } from './cases.ts'
import { bits, runTwice } from './run.ts'

const codeOf = ({ trace }: Case, subgroups: boolean) =>
  schedule(trace.plan(), { ...ANY_GPU, subgroups })
    .dispatches.map(({ code }) => code)
    .join()
/** Each op once at a size that fills its workgroup: 64 threads a row, 256 for gradient norms and for tokens. */
const full = cases.filter((test) => /131,70|71,67|777 |of 1031/.test(test.title) && codeOf(test, true) !== codeOf(test, false))
const reducing = [...new Map(full.map((test) => [test.op, test])).values()]

let [by, without]: WebGpuRuntime[] = []
beforeAll(async () => {
  by = await openWebGpu({ target: { software: false, subgroups: true } })
  without = await openWebGpu({ target: { software: false, subgroups: false } })
})
afterAll(() => {
  by?.destroy()
  without?.destroy()
})

it('is asked of every op that reduces', () => {
  const ops = [
    'norm',
    'normBackward',
    'addLayerNorm',
    'addLayerNormBackward',
    'crossEntropy',
    'softCrossEntropy',
    'gradNorm',
    'sampleToken',
  ]
  expect(reducing.map(({ op }) => op)).toEqual(expect.arrayContaining(ops))
})

it.each(reducing)('$op $title', { timeout: 120_000 }, async (test) => {
  const [[expected], [actual]] = [await runTwice(without!, test), await runTwice(by!, test)]
  expect(expected!.size).toBeGreaterThan(0)
  for (const [name, values] of expected!) expect(bits(actual!.get(name)!).equals(bits(values)), name).toBe(true)
})

it('uses subgroups where their lanes lie in order, and nowhere else', async () => {
  const { device } = by!
  const watch = watchDevice(device)
  const gpu = { device, watch, reader: createReader(device, watch), compile: pipelineCache(device) }
  expect(await lanesInOrder(gpu)).toBe(true)
  const turned = pipelineCache(device)
  expect(
    await lanesInOrder({ ...gpu, compile: (one) => turned({ ...one, code: one.code.replace('peer ==', 'width - 1u - peer ==') }) }),
  ).toBe(false)
  expect(await lanesInOrder({ ...gpu, compile: () => Promise.reject(new Error('refused')) })).toBe(false)
})
