/** The loss of a text is the mean of its tokens’, its gradient is (p − y) / T, and a moved logit moves the loss as the gradient says. */
import { beforeAll, expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { meanOf, nudgeLogit, readTextLoss, readingsOf, sharesAt, sumOf, type TextLoss } from './textLoss.ts'

let read: TextLoss

beforeAll(async () => {
  const { core, handle } = await openWorld()
  read = await readTextLoss(core, handle, 'The people of this country')
})

test('the pass backwards gives (p − y) / T at every logit of every place', () => {
  const { targets, names, gradient, losses } = read
  const [T, V] = [losses.length, names.length]
  for (let t = 0; t < T; t++) {
    const p = sharesAt(read, t)
    for (let id = 0; id < V; id++) expect(gradient[t * V + id]! * T).toBeCloseTo(p[id]! - (id === targets[t] ? 1 : 0), 4)
    expect(sumOf(gradient.slice(t * V, (t + 1) * V))).toBeCloseTo(0, 5)
    expect(losses[t]).toBeCloseTo(-Math.log(p[targets[t]!]!), 4)
  }
})

test('a small move of a logit changes the mean by what the gradient predicts, a large one by less', () => {
  const worst = read.losses.indexOf(Math.max(...read.losses))
  const small = nudgeLogit(read, worst, read.targets[worst]!, 0.01)
  expect(small.measured / small.predicted).toBeCloseTo(1, 1)
  const large = nudgeLogit(read, worst, read.targets[worst]!, 20)
  expect(large.measured).toBeLessThan(0)
  expect(large.measured).toBeGreaterThan(large.predicted)
})

test('three units of one loss', () => {
  const { loss, perplexity, bitsPerCharacter, bits, characters } = readingsOf(read)
  expect(loss).toBeCloseTo(meanOf(read), 9)
  expect(Math.log2(perplexity!)).toBeCloseTo(bitsPerCharacter!, 9)
  expect(bits).toBeCloseTo(bitsPerCharacter! * characters!, 9)
})

test('what the model has never met costs more than an even guess, and what it knows much less', async () => {
  const { core, handle } = await openWorld()
  const strange = readingsOf(await readTextLoss(core, handle, 'Xq zjw Kvx qqq 7J;zx Wvjq'))
  expect(strange.overUniform).toBeGreaterThan(0.5)
  expect(readingsOf(read).overUniform).toBeLessThan(-2)
})
