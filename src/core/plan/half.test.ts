/** What becomes half precision where a plan takes rows of a tensor, and what its table says. */
import { expect, it } from 'vitest'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { halfPlan, halfTensors } from './half.ts'
import { elementBytes, rowsOf } from './plan.ts'
import { callRows } from './print.ts'
import { layOut, Trace } from './trace.ts'

/** x = a + a, [128,width]; then y = x + x in two pieces of 64 rows; then z = y + y, which nobody reads. */
function inPieces(width: number) {
  const t = new Trace('pieces', layOut([]))
  const a = t.input('a', [128, width])
  const [x, y, z] = ['x', 'y', 'z'].map((name) => t.activation(name, a.shape))
  const size = 128 * width
  t.call('add', { a, b: a }, { y: x }, { size })
  for (const from of [0, 64]) {
    const piece = rowsOf(x!, from, 64, width)
    t.call('add', { a: piece, b: piece }, { y: rowsOf(y!, from, 64, width) }, { size: size / 2 })
  }
  t.call('add', { a: y, b: y }, { y: z }, { size })
  return halfPlan(t.plan())
}

it('keeps f32 where rows would begin between two binding offsets, and where only the host reads', () => {
  expect(halfTensors(inPieces(4))).toEqual(['x', 'y'])
  expect(halfTensors(inPieces(3))).toEqual([])
})

it('counts two bytes a number in the table', () => {
  const rows = callRows(inPieces(4))
  expect(rows.map(({ shapes, bytesRead, bytesWritten }) => [shapes, bytesRead, bytesWritten])).toEqual([
    ['[128,4] [128,4] → f16[128,4]', 4096, 1024],
    ['f16[64,4] f16[64,4] → f16[64,4]', 1024, 512],
    ['f16[64,4] f16[64,4] → f16[64,4]', 1024, 512],
    ['f16[128,4] f16[128,4] → [128,4]', 2048, 2048],
  ])
})

it('leaves what a GPU binds where it can be bound, chunks of a large vocabulary too', () => {
  const config = { nLayer: 1, nHead: 2, nEmbd: 8, nCtx: 512, nVocab: 40478, dropout: 0 }
  const plan = halfPlan(trainingPlan(config, modelLayout(config), 1, { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0, clip: 1 }))
  const bound = plan.calls.flatMap(({ inputs, outputs }) => [...Object.values(inputs), ...Object.values(outputs)])
  expect(bound.some(({ dtype, offset }) => dtype === 'f16' && offset > 0)).toBe(true)
  for (const tensor of bound) if (tensor.kind === 'activation') expect((elementBytes(tensor) * tensor.offset) % 256, tensor.name).toBe(0)
  for (const name of ['logits/chunk', 'grad/logits/chunk', 'losses']) expect(plan.tensors.get(name)!.dtype).toBe('f32')
})
