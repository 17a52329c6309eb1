/** A small model with random weights, moments and a record: what checkpoint tests write, read and break. */
import type { RunRecord } from '../../src/core/checkpoint/run.ts'
import { unflatten } from '../../src/core/checkpoint/tensors.ts'
import type { Model } from '../../src/core/checkpoint/hfFolder.ts'
import { initialWeights } from '../../src/core/model/init.ts'
import { modelLayout } from '../../src/core/model/plans.ts'
import { CharacterTokenizer } from '../../src/core/tokenizer/characters.ts'

export const record: RunRecord = {
  version: 1,
  step: 40,
  settings: { batch: 4, steps: 100, learningRate: 1e-3, warmup: 10, weightDecay: 0.01, clip: 1, evalEvery: 20, seed: 1 },
  corpus: { id: 'moby-dick', title: 'Moby-Dick', sha256: '0123456789abcdef'.repeat(4), characters: 1_186_468 },
  cursor: 40,
  curve: [
    { step: 1, loss: 2.6391 },
    { step: 40, loss: 1.1 / 3 },
  ],
  evaluations: [{ step: 40, trainLoss: 2.1, valLoss: 2.2, bitsPerCharacter: 2.2 / Math.LN2 }],
  samples: [{ step: 40, prompt: 'The ', text: 'The sea 😀\n', validationLoss: 2.2 }],
  uniformLoss: Math.log(14),
  bigramLoss: 2.4,
}

/** @param text the vocabulary's characters */
export function tinyModel({ text = 'Call me Ishma\n😀"\\', nLayer = 2, nHead = 2, nEmbd = 8, nCtx = 6, seed = 1 } = {}): Required<Model> {
  const tokenizer = CharacterTokenizer.fromText(text)
  const config = { nLayer, nHead, nEmbd, nCtx, nVocab: tokenizer.size, dropout: 0.1 }
  const layout = modelLayout(config)
  const random = (stream: number) => initialWeights(layout, seed + stream)
  // Biases and gains are random too: a model that loads with them wrong must compute something else.
  const weights = random(0).map((value, i) => value + 0.05 * Math.sin(i))
  const trainingState = {
    step: 40,
    m: unflatten(layout, random(1)),
    v: unflatten(
      layout,
      random(2).map((value) => value * value),
    ),
    run: record,
  }
  return { config, tokenizer, weights: unflatten(layout, weights), trainingState, run: record }
}
