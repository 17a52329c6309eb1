/** The numeric answers of the lessons on the parts of a block, computed again. */
import { modelParameters } from '../../src/core/model/model.ts'
import { gelu } from '../../src/core/ops/linear/reference.ts'
import { LAYER_NORM, norm } from '../../src/core/ops/norm/reference.ts'
import { sinusoids } from '../../src/core/sinusoids.ts'
import { mayRead } from '../../src/widgets/transformer/mask-families/masks.ts'
import type { Answers } from '../support/answers.ts'

/** Dot product of two places of a sinusoidal table whose waves have height 1. */
function dotOfPlaces(a: number, b: number, width: number): number {
  const table = sinusoids(Math.max(a, b) + 1, width)
  const height = Math.hypot(table[0]!, table[1]!)
  let dot = 0
  for (let c = 0; c < width; c++) dot += (table[a * width + c]! * table[b * width + c]!) / height ** 2
  return dot
}

/** LayerNorm without ε, gain 1 and bias 0. */
const layerNorm = (x: readonly number[]) =>
  norm(Float64Array.from(x), new Float64Array(x.length).fill(1), undefined, { rows: 1, width: x.length, eps: 0, kind: LAYER_NORM }).y

/** By a finite difference through a chain of layers y = x + slope·x. */
function chainSlope(slope: number, layers: number): number {
  const through = (x: number) => Array.from({ length: layers }).reduce<number>((y) => y + slope * y, x)
  return (through(1 + 1e-6) - through(1)) / 1e-6
}

/** Numbers in the feed-forward layer of a block, as the model itself lists them. */
const feedForward = (nEmbd: number): number =>
  modelParameters({ nLayer: 1, nHead: 1, nEmbd, nCtx: 8, nVocab: 8, dropout: 0 })
    .filter(({ name }) => name.includes('.mlp.'))
    .reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0)

/** Pairs of a reader and what it may read, among T tokens under the causal mask. */
function causalPairs(T: number): number {
  let pairs = 0
  for (let i = 0; i < T; i++) for (let j = 0; j < T; j++) if (mayRead(0, i, j)) pairs++
  return pairs
}

export const answers: Answers = {
  'transformer/feed-forward-and-gelu#value': () => gelu(-1),
  'transformer/feed-forward-and-gelu#ten': () => feedForward(10),
  'transformer/three-families#pairs': () => causalPairs(10),
  'transformer/positions#distance': () => dotOfPlaces(7, 8, 4),
  'transformer/residuals-and-layer-norm#slope': () => chainSlope(0.02, 5),
  'transformer/residuals-and-layer-norm#hand': () => layerNorm([1, 1, 1, 5])[3]!,
  'transformer/positions#table': () => sinusoids(512, 768).length,
}
