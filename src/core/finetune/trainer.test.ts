import { beforeAll, describe, expect, it } from 'vitest'
import { config, special } from '../../../tests/support/tinyTask.ts'
import { initialWeights } from '../model/init.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import type { StepReport } from '../train/loop.ts'
import { type Example, epochOrder, packBatch } from './batches.ts'
import { taskLayout } from './grow.ts'
import { classificationInput } from './inputs.ts'
import { type FineTuneSettings, fineTuningRate, PAPER, validateFineTuning } from './settings.ts'
import { FineTuner, type FineTunerOptions } from './trainer.ts'

/** Is token 7 in the text? 60 texts of 4 to 9 tokens. */
const examples = Array.from({ length: 60 }, (_, n): Example => {
  const text = Int32Array.from({ length: 4 + (n % 6) }, (_, i) => (i * i * 3 + n * (i + 2) + Math.floor(n / 7)) % 11)
  return { input: classificationInput(text, special, { time: 12 }), label: text.includes(7) ? 1 : 0 }
})
const settings: FineTuneSettings = { ...PAPER, batch: 16, epochs: 25, learningRate: 5e-3 }
const task = { form: 'classification', labels: 2, time: 12 } as const
const options = (change: Partial<FineTuneSettings> = {}): FineTunerOptions => ({
  config,
  special,
  task,
  examples: examples.slice(0, 45),
  settings: { ...settings, ...change },
  weights: initialWeights(taskLayout(config, 2), 1),
})

let runtime: Runtime
beforeAll(async () => {
  runtime = await openWasm()
}, 60_000)

describe('fine-tuning', () => {
  it('learns a rule, and knows it on examples that it never saw', async () => {
    const tuner = await FineTuner.create(runtime, options())
    const reports: StepReport[] = []
    const before = await tuner.evaluate(examples.slice(45))
    expect(await tuner.run({ onStep: (report) => reports.push(report) })).toBe('done')
    const after = await tuner.evaluate(examples.slice(45))
    expect(reports).toHaveLength(25 * 3)
    expect(reports.at(-1)!.fineTuning!.epoch).toBe(25)
    const [first, last] = [reports[0]!.fineTuning!, reports.at(-1)!.fineTuning!]
    expect(last.taskLoss).toBeLessThan(first.taskLoss / 2)
    expect(last.tokenLoss!).toBeLessThan(first.tokenLoss!)
    expect(reports[0]!.loss).toBeCloseTo(first.taskLoss + 0.5 * first.tokenLoss!, 6)
    expect(first.tokenLoss!).toBeCloseTo(Math.log(14), 0)
    expect(after.accuracy).toBeGreaterThanOrEqual(0.8)
    expect(after.loss).toBeLessThan(before.loss)
    expect(after.confusion.flat().reduce((a, b) => a + b)).toBe(15)
    tuner.destroy()
  })

  it('gives the same bits for the same seed, and goes on from any step as if it had never stopped', async () => {
    const whole = await FineTuner.create(runtime, options({ epochs: 3 }))
    await whole.run()
    const first = await FineTuner.create(runtime, options({ epochs: 3 }))
    let asked = 0
    expect(await first.run({ shouldStop: () => ++asked > 4 })).toBe('stopped')
    expect(first.steps).toBe(4)
    const second = await FineTuner.create(runtime, { ...options({ epochs: 3 }), state: await first.snapshot() })
    expect(await second.run()).toBe('done')
    const [a, b] = [await whole.snapshot(), await second.snapshot()]
    expect(b).toEqual(a)
    const other = await FineTuner.create(runtime, options({ epochs: 3, seed: 2 }))
    await other.run()
    expect((await other.snapshot()).weights).not.toEqual(a.weights)
    for (const tuner of [whole, first, second, other]) tuner.destroy()
  })

  it('leaves the auxiliary objective out where λ is 0', async () => {
    const tuner = await FineTuner.create(runtime, options({ epochs: 1, lambda: 0 }))
    const reports: StepReport[] = []
    await tuner.run({ onStep: (report) => reports.push(report) })
    expect(reports.map(({ fineTuning }) => fineTuning!.tokenLoss)).toEqual([null, null, null])
    expect(reports[0]!.loss).toBe(reports[0]!.fineTuning!.taskLoss)
    tuner.destroy()
  })

  it('stops with the step and the rate where the loss is no number', async () => {
    const tuner = await FineTuner.create(runtime, options({ learningRate: 1e30 }))
    await expect(tuner.run()).rejects.toMatchObject({
      code: 'not-a-number',
      message: expect.stringMatching(/^At step \d+, with the learning rate at \d/),
    })
    tuner.destroy()
  })

  it('refuses what cannot be learned from', async () => {
    await expect(FineTuner.create(runtime, { ...options(), examples: [] })).rejects.toThrow('There are no examples')
    const tuner = await FineTuner.create(runtime, { ...options(), examples: [{ ...examples[0]!, label: 2 }] })
    await expect(tuner.run()).rejects.toThrow('the label 2, but there are the labels 0 to 1')
    tuner.destroy()
    expect(() => validateFineTuning({ ...PAPER, lambda: -1 })).toThrow('λ is -1, but it must be a number from 0 up.')
  })
})

describe('the order of examples', () => {
  it('is a permutation that differs between epochs and seeds', () => {
    const orders = [epochOrder(50, 1, 0), epochOrder(50, 1, 1), epochOrder(50, 2, 0)]
    for (const order of orders) expect(order.toSorted()).toEqual(Int32Array.from({ length: 50 }, (_, i) => i))
    expect(new Set(orders.map(String)).size).toBe(3)
    expect(epochOrder(50, 1, 1)).toEqual(orders[1])
  })

  it('puts any example first about equally often', () => {
    const counts = new Array<number>(5).fill(0)
    for (let epoch = 0; epoch < 2000; epoch++) counts[epochOrder(5, 3, epoch)[0]!]!++
    for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(80)
  })
})

describe('a batch', () => {
  it('weighs each token so that all sequences count the same, and padding nothing', () => {
    const two = [
      [1, 2],
      [3, 4, 5, 6],
    ].map((ids) => ({ input: classificationInput(Int32Array.from(ids), special, { time: 8 }), label: 1 }))
    const { ids, targets, tokenWeights, at, labels, labelWeights } = packBatch(
      two,
      { form: 'classification', labels: 2, batch: 3, time: 8 },
      special,
      0.5,
    )
    expect([...ids.subarray(0, 8)]).toEqual([11, 1, 2, 13, 12, 12, 12, 12])
    expect([...targets.subarray(0, 3)]).toEqual([1, 2, 13])
    expect([...at[0]!]).toEqual([3, 13, 16])
    expect([...labels]).toEqual([1, 1, 0])
    expect([...labelWeights]).toEqual([0.5, 0.5, 0])
    // λ/2 for each of the two sequences, over 3 and over 5 targets; the third has none.
    expect([...tokenWeights].map((w) => Math.round(w * 1e4))).toEqual([
      833,
      833,
      833,
      0,
      0,
      0,
      0,
      0,
      500,
      500,
      500,
      500,
      500,
      0,
      0,
      0,
      ...new Array(8).fill(0),
    ])
  })
})

describe('the learning rate', () => {
  it('rises over the first share of the steps and falls in a line to the last', () => {
    const rates = Array.from({ length: 1000 }, (_, i) => fineTuningRate(i + 1, { ...PAPER, learningRate: 1, warmup: 0.01 }, 1000))
    expect(rates.slice(0, 10)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    expect(rates[504]).toBeCloseTo((1001 - 505) / 991, 12)
    expect(rates.at(-1)).toBeCloseTo(1 / 991, 12)
  })

  it('begins at its top where 0.2 % are less than a step', () => {
    expect(fineTuningRate(1, PAPER, 30)).toBe(PAPER.learningRate)
    expect(fineTuningRate(30, PAPER, 30)).toBeCloseTo(PAPER.learningRate / 30, 12)
  })
})
