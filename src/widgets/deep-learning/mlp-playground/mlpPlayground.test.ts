/** What the lesson says of layers and units holds for the nets that are trained. */
import { expect, test, vi } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import type { NetEvent } from '../../../worker/protocol.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { passOf } from './pass.ts'
import { specOf, widened } from './spec.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'

test('a straight border cannot enclose the inner circle, three units can', async () => {
  const world = await openWorld()
  const single = await measure(widget, { data: 'circles', hidden: 'none', steps: 150 }, world)
  expect(single).toMatchObject({ parameters: 3, steps: 150 })
  expect(single.testAccuracy).toBeLessThan(0.75)
  const three = await measure(widget, { data: 'circles', hidden: '3' }, world)
  expect(three.parameters).toBe(13)
  expect(three.testAccuracy).toBeGreaterThan(0.9)
  const linear = await measure(widget, { data: 'circles', hidden: '8', activation: 'none', steps: 150 }, world)
  expect(linear.testAccuracy).toBeLessThan(0.75)
})

test('a second net waits for the first, and begins when that is stopped', async () => {
  const { core } = await openWorld()
  const first = trainNet(
    core,
    {
      kind: 'mlp',
      data: { set: 'xor', count: 60, noise: 0, seed: 1 },
      hidden: [4],
      activation: 'tanh',
      learningRate: 0.01,
      steps: 100_000,
      seed: 1,
    },
    () => {},
  )
  const second = measure(widget, { steps: 2 }, { core } as never)
  await vi.waitFor(async () => expect((await core.jobs()).map(({ status }) => status)).toEqual(['running', 'queued']))
  await core.stop((await core.jobs())[0]!.jobId)
  expect((await first).status).toBe('stopped')
  expect((await second).steps).toBe(2)
})

test('layers grow and vanish by steps', () => {
  expect(widened('none', 0, 0)).toBe('2')
  expect(widened('4,3', 1, -3)).toBe('4')
  expect(widened('1', 0, -1)).toBe('none')
})

test('a place that the page computes is the worker’s, unit by unit', async () => {
  const { core } = await openWorld()
  for (const activation of ['tanh', 'relu'] as const) {
    let last: Extract<NetEvent, { kind: 'mlp' }> | undefined
    await trainNet(core, specOf({ hidden: '3,2', activation, steps: 5 }), (event) => {
      last = event
    })
    const { layers, surface, units } = last!
    const side = Math.sqrt(surface.length)
    const middle = (cell: number): number => 1.2 * ((2 * (cell + 0.5)) / side - 1)
    for (const [row, column] of [
      [3, 30],
      [22, 7],
    ] as const) {
      const passes = passOf(layers, activation, [middle(column), -middle(row)])
      const cell = row * side + column
      expect(passes.at(-1)![0]!.y).toBeCloseTo(surface[cell]!, 5)
      for (const [l, layer] of units.entries()) for (const [u, map] of layer.entries()) expect(passes[l]![u]!.y).toBeCloseTo(map[cell]!, 5)
    }
  }
})
