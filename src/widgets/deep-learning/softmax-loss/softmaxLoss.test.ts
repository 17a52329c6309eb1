/** The gradient is the core's own, and what differences give; the core's loss is the loss. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import { readLogits, softmaxOf, withMove } from './softmax.ts'
import widget from './widget.ts'

const text = 'the people'
const plain = { temperature: 1, moves: '', add: 0 }

test('loss and p − y are what the core computes', async () => {
  const { core, handle } = await openWorld()
  const read = await readLogits(core, handle, text)
  expect(read.names[read.target]).toBe('e')
  const { loss, gradient } = softmaxOf(read, plain)
  const { tensors } = await core.probe(handle, text, ['losses', 'grad/logits'])
  const T = tensors[0]!.data.length
  expect(loss).toBeCloseTo(tensors[0]!.data.at(-1)!, 4)
  const last = tensors[1]!.data.slice(-gradient.length)
  for (const [id, value] of gradient.entries()) expect(value / T).toBeCloseTo(last[id]!, 5)
})

test('at any temperature the gradient is what moving a logit does; a number added to all changes nothing', async () => {
  const { core, handle } = await openWorld()
  const read = await readLogits(core, handle, text)
  const settings = { temperature: 2.5, moves: withMove('', read.target, read.target, -3), add: 0 }
  const { gradient, loss } = softmaxOf(read, settings)
  for (const id of [read.target, 3, 7]) {
    const logits = read.logits.map((z, i) => z + (i === id ? 1e-5 : 0))
    expect((softmaxOf({ ...read, logits }, settings).loss - loss) / 1e-5).toBeCloseTo(gradient[id]!, 4)
  }
  expect(softmaxOf(read, { ...settings, add: 150 }).loss).toBeCloseTo(loss, 9)
})

test('plain powers overflow at 32 bits', async () => {
  const world = await openWorld()
  expect(await measure(widget, { text, add: 0 }, world)).toMatchObject({ overflow: 0 })
  expect(await measure(widget, { text, add: 100 }, world)).toMatchObject({ overflow: 1, gradientSum: expect.closeTo(0, 9) })
})
