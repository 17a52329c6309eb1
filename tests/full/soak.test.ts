/** Long runs, in `npm run check:full` alone: nothing grows, every kill resumes to the bit, the first run beats the bigram. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { bigramLoss } from '../../src/core/data/bigram.ts'
import { type Corpus, prepareCorpus } from '../../src/core/data/corpus.ts'
import { readBundledText } from '../../src/core/data/node.ts'
import { uniform } from '../../src/core/random.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { CharacterTokenizer } from '../../src/core/tokenizer/characters.ts'
import { suggestRun } from '../../src/core/train/preset.ts'
import { Trainer, type TrainerOptions } from '../../src/core/train/trainer.ts'

const MINUTE = 60_000
const KILLS = 200
const STEPS = 10_000
/** By then everything is compiled, pooled and warm. */
const WARM = 1000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

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

describe(`${STEPS} steps without growth`, () => {
  it('on wasm', { timeout: 10 * MINUTE }, async () => {
    const { heap, external } = await growth(await Trainer.create(runtime, tiny(STEPS)), 'wasm')
    expect(external).toBeLessThan(1e6)
    expect(heap).toBeLessThan(4e6)
  })

  it('on webgpu, where no step makes a buffer, a bind group or a pipeline', { timeout: 40 * MINUTE }, async () => {
    const gpu = await openWebGpu()
    const made = countMaking(gpu.device)
    const options = tiny(STEPS)
    // A step of the smallest model there is, because a software adapter takes a hundredth of a second for any.
    const trainer = await Trainer.create(gpu, {
      ...options,
      config: { ...options.config, nHead: 1, nEmbd: 4, nCtx: 4 },
      settings: { ...options.settings, batch: 1 },
    })
    let before: Record<string, number> = {}
    const { heap, external } = await growth(trainer, 'webgpu', () => {
      before = { ...made }
    })
    console.log(`webgpu: made before step ${WARM} ${JSON.stringify(before)}, at the end ${JSON.stringify(made)}`)
    gpu.destroy()
    expect(made).toEqual(before)
    expect(external).toBeLessThan(1e6)
    expect(heap).toBeLessThan(4e6)
  })
})

/** Bytes more at the last step than at step `WARM`, after a collection each time. */
async function growth(trainer: Trainer, name: string, atStart?: () => void): Promise<{ heap: number; external: number }> {
  const begun = performance.now()
  await trainer.run({ until: WARM })
  // The trainer keeps a last good state as time passes, wherever that finds the run: its staging buffers are made now.
  await trainer.snapshot()
  atStart?.()
  const before = memory()
  await trainer.run({ until: STEPS - 1 })
  const after = memory()
  trainer.destroy()
  const grown = { heap: after.heap - before.heap, external: after.external - before.external }
  const seconds = (performance.now() - begun) / 1000
  console.log(
    `${name}: from step ${WARM} to ${STEPS - 1} the heap grew by ${grown.heap} bytes from ${before.heap}, buffers by ${grown.external} from ${before.external}; ${seconds.toFixed(1)} s`,
  )
  return grown
}

/** How often the device was asked for something that has to be freed again. */
function countMaking(device: GPUDevice): Record<string, number> {
  const made: Record<string, number> = {}
  for (const name of ['createBuffer', 'createBindGroup', 'createShaderModule', 'createComputePipelineAsync'] as const) {
    const make = device[name].bind(device) as (descriptor: never) => unknown
    made[name] = 0
    Object.assign(device, {
      [name]: (descriptor: never) => {
        made[name]!++
        return make(descriptor)
      },
    })
  }
  return made
}

describe('a long run', () => {
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

/** After a collection. */
function memory(): { heap: number; external: number } {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, external: arrayBuffers }
}
