/** Every family and variant learns: in a fixed number of steps it beats the counted bigram. And every one on a GPU, even a software one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ModelConfig } from '../../src/core/config.ts'
import { bigramLoss } from '../../src/core/data/bigram.ts'
import { type Corpus, prepareCorpus } from '../../src/core/data/corpus.ts'
import { readBundledText } from '../../src/core/data/node.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { CharacterTokenizer } from '../../src/core/tokenizer/characters.ts'
import { Trainer } from '../../src/core/train/trainer.ts'
import { allModels, families, gptVariants } from '../support/variants.ts'
import { expectReferenceNumbers } from '../support/wholeModel.ts'

const MINUTE = 60_000
const STEPS = 1000

describe(`after ${STEPS} steps on 200,000 characters`, () => {
  let corpus: Corpus
  let nVocab: number
  let counted: number

  beforeAll(async () => {
    const text = (await readBundledText('moby-dick')).slice(30_000, 230_000)
    const tokenizer = CharacterTokenizer.fromText(text)
    nVocab = tokenizer.size
    corpus = prepareCorpus(text, tokenizer)
    counted = bigramLoss(corpus.train, corpus.validation, nVocab)
  })

  async function learn(config: ModelConfig, learningRate: number): Promise<number> {
    const settings = { batch: 8, steps: STEPS, learningRate, warmup: 100, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 }
    const sizes = { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: config.family === 'mlp' ? 8 : 32, nVocab, dropout: 0 }
    const trainer = await Trainer.create(await openWasm(), { config: { ...config, ...sizes }, settings, corpus })
    await trainer.run()
    const { validationLoss } = await trainer.evaluate()
    trainer.destroy()
    return validationLoss
  }

  it.each([...gptVariants, ...families].filter(({ name }) => name !== 'bigram').map(({ name, config }) => [name, config] as const))(
    '%s beats the bigram',
    { timeout: 5 * MINUTE },
    async (name, config) => {
      const loss = await learn(config, 2e-3)
      console.log(`${name}: ${loss.toFixed(3)} nats, bigram ${counted.toFixed(3)}`)
      expect(loss).toBeLessThan(counted - 0.05)
    },
  )

  it('a learned bigram comes close to the counted one', { timeout: 5 * MINUTE }, async () => {
    const loss = await learn({ ...families[0]!.config, family: 'bigram' }, 0.1)
    expect(Math.abs(loss - counted)).toBeLessThan(0.03)
  })
})

describe('loss and gradients on webgpu', () => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await openWebGpu()
  })
  afterAll(() => runtime?.destroy())

  it.each(allModels.map(({ name, config }) => [name, config] as const))('%s', { timeout: 4 * MINUTE }, (_, config) =>
    expectReferenceNumbers(runtime, config),
  )
})
