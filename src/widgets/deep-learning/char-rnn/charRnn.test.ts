/** The page's pass over a passage is the core's, and the gradient that it goes back with is the one that differences give. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { expectClose } from '../../../../tests/support/compare.ts'
import { idsOf, readRnn, reachOf, type Rnn, sharesOf, statesOf, trainRnn } from '../../../experiments/rnn.ts'
import { totalOf } from '../../../instruments/explain/terms.ts'
import { passageGradient, readPassage } from '../../../experiments/rnnReading.ts'
import { softmaxParts, stateTerms } from './sums.ts'
import { runToEnd } from '../../../experiments/runToEnd.ts'

const sizes = { width: 12, steps: 40, time: 16, batch: 4, seed: 1 }
const passage = 'The dog sat on'

test('states are those of the core, and the model is gone afterwards', async () => {
  const { core, text } = await openWorld()
  const { ref, vocabulary } = await core.addText('prose', text)
  const { rnnSpec } = await import('../../../experiments/rnn.ts')
  const { model } = await runToEnd(core, { kind: 'train', keep: false, spec: rnnSpec(sizes, ref) }, () => {})
  const handle = { id: model!.id }
  const rnn = await readRnn(core, handle, vocabulary, sizes.width)
  const { tensors } = await core.probe(handle, passage, ['h.0.state'])
  expectClose(statesOf(rnn, idsOf(rnn, passage)), tensors[0]!.data, { rtol: 1e-4, atol: 1e-5 })

  const before = (await core.models()).length
  const again = await trainRnn(core, { own: text }, sizes)
  expectClose(again.rnn.state, rnn.state, { rtol: 1e-6, atol: 1e-7 })
  expect(await core.models()).toHaveLength(before)
  const read = readPassage(again.rnn, passage)
  expect(read.surprise).toHaveLength(passage.length - 1)
  expect(read.next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
})

const C = 3
const some = (n: number, by: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(by * (i + 1)))
const rnn: Rnn = {
  vocabulary: ['?', 'a', 'b', 'c'],
  width: C,
  embed: some(12, 1.3),
  input: some(9, 0.7),
  bias: some(3, 2.1),
  state: some(9, 1.7),
  head: some(12, 0.9),
  headBias: some(4, 0.4),
}

test('the reach is what moving a state does to the last loss', () => {
  const ids = [1, 2, 3, 1, 2]
  // a state is moved by moving the sum inside tanh of a net that begins there
  const lossFrom = (t: number, h: Float64Array): number => {
    let now = h
    for (const id of ids.slice(t + 1, 4)) {
      const x = Float64Array.from(
        { length: C },
        (_, c) =>
          rnn.bias[c]! +
          [0, 1, 2].reduce((sum, k) => sum + rnn.embed[id * C + k]! * rnn.input[k * C + c]! + now[k]! * rnn.state[k * C + c]!, 0),
      )
      now = x.map(Math.tanh)
    }
    return -Math.log(sharesOf(rnn, now)[ids[4]!]!)
  }
  const states = statesOf(rnn, ids.slice(0, 4))
  const expected = [3, 2, 1, 0].map((t) => {
    const h = states.slice(t * C, (t + 1) * C)
    const slopes = [0, 1, 2].map((c) => {
      const moved = (by: number) =>
        lossFrom(
          t,
          h.map((value, i) => (i === c ? value + by : value)),
        )
      return (moved(1e-5) - moved(-1e-5)) / 2e-5
    })
    return Math.hypot(...slopes)
  })
  expectClose(reachOf(rnn, ids), expected, { rtol: 1e-5, atol: 1e-9 })
})

test('what a number opens to comes to that number, and its gradient is what moving it does', () => {
  const read = readPassage(rnn, 'abcab')
  for (const [t, c] of [
    [0, 1],
    [3, 2],
  ] as const) {
    const { character, bias, before } = stateTerms(rnn, read, t, c)
    expect(Math.tanh(totalOf(character) + bias + totalOf(before))).toBeCloseTo(read.states[t * C + c]!, 6)
    const { power, total } = softmaxParts(rnn, read, t, 2)
    expect(power / total).toBeCloseTo(read.shares[t]![2]!, 6)
  }
  const moved = (place: number, by: number): number => {
    const h = new Float64Array(5 * C)
    for (let t = 0; t < 5; t++) {
      for (let c = 0; c < C; c++) {
        const { character, bias } = stateTerms(rnn, read, t, c)
        const back = t === 0 ? 0 : [0, 1, 2].reduce((sum, k) => sum + h[(t - 1) * C + k]! * rnn.state[k * C + c]!, 0)
        h[t * C + c] = Math.tanh(totalOf(character) + bias + back) + (t * C + c === place ? by : 0)
      }
    }
    return read.ids.slice(1).reduce((sum, id, t) => sum - Math.log(sharesOf(rnn, h.slice(t * C, (t + 1) * C))[id]!), 0) / 4
  }
  const slopes = Array.from({ length: 5 * C }, (_, place) => (moved(place, 1e-5) - moved(place, -1e-5)) / 2e-5)
  expectClose(passageGradient(rnn, read), slopes, { rtol: 1e-5, atol: 1e-7 })
})
