import { describe, expect, it } from 'vitest'
import { unflatten } from '../checkpoint/tensors.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { ADAM } from '../train/settings.ts'
import { ablate, type AblationRun, ROWS, summarize } from './ablation.ts'
import { PAPER } from './settings.ts'
import { encodeTask } from './task.ts'
import { TaskTokenizer } from './tokens.ts'

const base = CharacterTokenizer.fromText('abcdefgh ')
const tokenizer = new TaskTokenizer(base)
const config = { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 16, nVocab: base.size, dropout: 0 }

/** "abcdabc …" goes up, "hgfehgf …" goes down: label 1 and 0. */
const texts = Array.from({ length: 40 }, (_, n) => {
  const [word, label] = n % 3 === 0 ? (['hgfe', 0] as const) : (['abcd', 1] as const)
  return { texts: [Array.from({ length: 6 + (n % 5) }, (_, i) => word[(i + n) % 4]).join('')], label }
})
const set = {
  id: 'toy',
  form: 'classification',
  title: '',
  credit: '',
  labels: ['down', 'up'],
  keep: 'start',
  train: texts.slice(0, 24),
  heldOut: texts.slice(24),
} as const

async function pretrained() {
  const layout = modelLayout(config)
  const store = await (await openWasm()).createStore(layout)
  store.write('weight', initialWeights(layout, 1))
  const program = await store.compile(trainingPlan(config, layout, 4, { ...ADAM, weightDecay: 0.01, clip: 1 }, 8))
  const rows = ['abcdabcda', 'hgfehgfeh', 'cdabcdabc', 'fehgfehgf'].map((text) => base.encode(text))
  program.write('ids', Int32Array.from(rows.flatMap((row) => [...row.subarray(0, 8)])))
  program.write('targets', Int32Array.from(rows.flatMap((row) => [...row.subarray(1)])))
  for (let step = 1; step <= 60; step++) program.replay({ step, learningRate: 5e-3, seed: 1, position: 0 })
  return unflatten(layout, await store.read('weight'))
}

describe('the ablation', () => {
  it('runs every row with every seed on the same examples, and reports each as it ends', { timeout: 60_000 }, async () => {
    const heard: string[] = []
    const options = {
      config,
      weights: await pretrained(),
      special: tokenizer.special,
      task: encodeTask(set, tokenizer, config.nCtx),
      settings: { ...PAPER, epochs: 4, batch: 8, learningRate: 5e-3 },
      seeds: [1, 2],
    }
    const runtime = await openWasm()
    const runs = await ablate(runtime, options, ({ row, seed }) => heard.push(`${row} ${seed}`))
    expect(heard).toEqual([1, 2].flatMap((seed) => ROWS.map(({ id }) => `${id} ${seed}`)))
    const lossOf = (id: AblationRun['row']) => summarize(runs.filter(({ row }) => row === id).map(({ report }) => report.loss)).mean
    for (const { report } of runs) expect(report.examples).toBe(16)
    // What the model knows of the two words from pre-training, it need not learn from labels.
    expect(lossOf('full')).toBeLessThan(lossOf('no-pretraining'))
    expect(new Set(runs.map(({ report }) => report.loss)).size).toBe(6)
    const again = await ablate(runtime, { ...options, seeds: [2] })
    expect(again.map(({ report }) => report)).toEqual(runs.slice(3).map(({ report }) => report))
  })

  it('summarizes by mean and sample deviation', () => {
    // Squares about the mean 3: 4, 1, 9, 0; their sum 14 over n − 1 = 3.
    const { mean, spread } = summarize([1, 2, 6, 3])
    expect(mean).toBe(3)
    expect(spread).toBeCloseTo(Math.sqrt(14 / 3), 12)
    expect(summarize([3])).toEqual({ mean: 3, spread: 0 })
  })
})

describe('a set as a task', () => {
  it('encodes, cuts and counts its texts', () => {
    const whole = encodeTask(set, tokenizer, 16)
    expect(whole.shape).toEqual({ form: 'classification', labels: 2, time: 12 })
    expect(whole.cuts).toBe('')
    const { special } = tokenizer
    expect(whole.train[0]!.input.sequences[0]).toEqual(
      Int32Array.from([special.start, ...base.encode(texts[0]!.texts[0]!), special.extract]),
    )
    const cut = encodeTask({ ...set, keep: 'end' }, tokenizer, 10)
    expect(cut.shape.time).toBe(10)
    expect(cut.cuts).toBe('16 of 40 examples were cut, by 2 tokens at most')
    expect(tokenizer.decode(cut.train[4]!.input.sequences[0]!)).toBe(`<|start|>${texts[4]!.texts[0]!.slice(-8)}<|extract|>`)
  })
})
