/** Long runs, in `npm run check:full` alone: nothing grows, every kill resumes to the bit, the first run beats the bigram. */
import { beforeAll, describe, expect, it } from 'vitest'
import { bigramLoss } from '../../src/core/data/bigram.ts'
import { type Corpus, prepareCorpus } from '../../src/core/data/corpus.ts'
import { readBundledText } from '../../src/core/data/node.ts'
import { uniform } from '../../src/core/random.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { CharacterTokenizer } from '../../src/core/tokenizer/characters.ts'
import { suggestRun } from '../../src/core/train/preset.ts'
import { Trainer, type TrainerOptions } from '../../src/core/train/trainer.ts'

const MINUTE = 60_000
const KILLS = 200
const STEPS = 10_000

let runtime: Runtime
let corpus: Corpus
let nVocab: number

beforeAll(async () => {
  runtime = await openWasm()
  const text = await readBundledText('moby-dick')
  const tokenizer = CharacterTokenizer.fromText(text)
  corpus = prepareCorpus(text, tokenizer)
  nVocab = tokenizer.size
})

const tiny = (steps: number): TrainerOptions => ({
  config: { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 16, nVocab, dropout: 0.1 },
  settings: { batch: 2, steps, learningRate: 1e-2, warmup: 20, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 5 },
  corpus,
})

describe('a long run', () => {
  it(`takes ${STEPS} steps without growing`, { timeout: 10 * MINUTE }, async () => {
    const trainer = await Trainer.create(runtime, tiny(STEPS))
    await trainer.run({ until: 1000 })
    const before = memory()
    await trainer.run({ until: STEPS - 1 })
    const after = memory()
    trainer.destroy()
    expect(after.external - before.external).toBeLessThan(8e6)
    expect(after.heap - before.heap).toBeLessThan(8e6)
  })

  it(`gives the same bits after ${KILLS} kills`, { timeout: 10 * MINUTE }, async () => {
    const steps = 5 * KILLS + 5
    const whole = await Trainer.create(runtime, tiny(steps))
    await whole.run()
    const expected = await whole.snapshot()
    whole.destroy()

    let state: TrainerOptions['state']
    let kills = 0
    while ((state?.step ?? 0) < steps) {
      const alive = kills < KILLS ? 1 + Math.floor(5 * uniform(99, kills)) : steps
      const trainer = await Trainer.create(runtime, { ...tiny(steps), ...(state && { state }) })
      // killed one to five steps on: what is left is the snapshot that was taken
      await trainer.run({ until: trainer.steps + alive })
      const snapshot = await trainer.snapshot()
      state = { ...snapshot, weights: snapshot.weights.slice(), m: snapshot.m.slice(), v: snapshot.v.slice() }
      trainer.destroy()
      kills++
    }
    expect(kills).toBeGreaterThanOrEqual(KILLS)
    expect(state).toEqual(expected)
  })

  it('beats the bigram with the run that a slow computer is given', { timeout: 10 * MINUTE }, async () => {
    const { sizes, training } = suggestRun({ gflopsPerSecond: 5, vocab: nVocab, trainTokens: corpus.train.length })
    const trainer = await Trainer.create(runtime, { config: { ...sizes, nVocab }, settings: training, corpus })
    await trainer.run()
    const { validationLoss } = await trainer.evaluate()
    trainer.destroy()
    expect(validationLoss).toBeLessThan(bigramLoss(corpus.train, corpus.validation, nVocab))
  })
})

/** After a collection, where Node lets us ask for one. */
function memory(): { heap: number; external: number } {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, external: arrayBuffers }
}
