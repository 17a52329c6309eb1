/** What every runtime does with a plan beside its numbers: constants, and the timing of each call. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytesOf } from '../../src/core/plan/plan.ts'
import { callLabel, callRows, printRows } from '../../src/core/plan/print.ts'
import { layOut, Trace } from '../../src/core/plan/trace.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { runtimes } from '../support/runtimes.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import { weight } from './cases/case.ts'
import { linears } from './cases/linear.ts'

const positions = Float32Array.from({ length: 12 }, (_, i) => i / 8)
const scalars = { step: 1, learningRate: 0, seed: 1, position: 0 }

/** ids [2,3] → wte[id] + positions[t], 4 wide; the positions are a constant. */
function trace(data = positions): Trace {
  const t = new Trace('fixed positions', layOut([weight('wte', 5, 4)]))
  const inputs = { ids: t.input('ids', [2, 3], 'i32'), wte: t.weight('wte'), wpe: t.constant('positions', [3, 4], data) }
  const args = { batch: 2, time: 3, width: 4, vocab: 5, ctx: 3, dropout: 0, stream: 0, decode: 0 }
  t.call('embedding', inputs, { x: t.activation('x', [2, 3, 4]) }, args)
  return t
}

describe.each(runtimes)('programs on $name', ({ create }) => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await create()
  })
  afterAll(() => runtime?.destroy())

  it('hold their constants from the start, count them, and let nobody write them', async () => {
    const plan = trace().plan()
    const store = await runtime.createStore(plan.layout)
    const program = await store.compile(plan)
    expect(await program.read('positions')).toEqual(positions)
    expect(program.bytes).toBeGreaterThanOrEqual(bytesOf(plan, false))
    expect(() => program.write('positions', new Float32Array(12))).toThrow('positions is a constant')
    program.write('ids', new Int32Array(6))
    program.replay(scalars)
    expect(await program.read('x')).toEqual(Float32Array.from([...positions, ...positions]))
    await expect(store.compile(trace(new Float32Array(11)).plan())).rejects.toThrow('holds 12 numbers, but 11 were given')
  })

  it('time each call, where there is a clock, while they compute the same', async () => {
    const plan = trace().plan()
    const program = await (await runtime.createStore(plan.layout)).compile(plan)
    if (runtime.kind === 'wasm') expect(program.profile).toBeDefined()
    if (!program.profile) return
    program.write('ids', new Int32Array(6))
    const times = await program.profile(scalars)
    expect(times.map(({ label }) => label)).toEqual(plan.calls.map(callLabel))
    for (const { ms } of times) expect(ms).toBeGreaterThanOrEqual(0)
    expect(await program.read('x')).toEqual(Float32Array.from([...positions, ...positions]))
  })
})

it('a plan prints as a table with totals', () => {
  const rows = callRows(trace().plan(), [
    { label: 'embedding x', ms: 0.25 },
    { label: 'reduce partial sums', ms: 0.5 },
  ])
  expect(rows).toEqual([
    {
      kernel: 'embedding',
      output: 'x',
      shapes: '[2,3] [5,4] [3,4] → [2,3,4]',
      flops: 24,
      bytesRead: 4 * (6 + 20 + 12),
      bytesWritten: 96,
      ms: 0.25,
    },
    { kernel: 'reduce partial sums', output: '', shapes: '', flops: 0, bytesRead: 0, bytesWritten: 0, ms: 0.5 },
  ])
  const lines = printRows(rows).split('\n')
  expect(lines[0]).toMatch(/kernel +output +shapes +MFLOP +KiB read +KiB written +ms$/)
  expect(lines.at(-1)).toMatch(/^total of 2 .* 0\.750$/)
  expect(printRows(callRows(trace().plan()))).not.toContain('ms')
})

it('calls that add to one weight share one reduction on webgpu', () => {
  const [many, few] = linears.filter(({ title }) => title.includes('three times on one weight')).map(({ trace }) => schedule(trace.plan()))
  expect(many.dispatches.map(({ label }) => label.split(' ')[0])).toEqual(['linearBackwardWeight', 'reduce'])
  expect(many.callsOf).toEqual([[0, 1, 2], []])
  // Few rows need no partial sums; calls that share a weight do.
  expect(few.callsOf).toEqual([[0, 1, 2], []])
})

it('layers of one shape share a dispatch on webgpu, unless one computes what the other reads', () => {
  const plans = linears.filter(({ title }) => title.includes('layers')).map(({ trace }) => schedule(trace.plan()))
  expect(plans.map(({ callsOf }) => callsOf.filter((calls) => calls.length > 1))).toEqual([[[2, 1, 0]], [[2, 1, 0]], [[2, 1, 0]], []])
  expect([...plans[0]!.packs.keys()].toSorted()).toEqual(['dy0', 'dy1', 'dy2', 'x0', 'x1', 'x2'])
  expect(plans[3]!.callsOf).toEqual([[0], [1], [2]])
})
