/** The loop: it learns, resumes to the bit, stops when told, and survives a loss that is no number. */
import { describe, expect, it } from 'vitest'
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { createReferenceRuntime } from '../runtime/reference/reference.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import type { EvaluationReport, StepReport } from './loop.ts'
import { learningRateAt } from '../schedule.ts'
import type { TrainingSettings } from './settings.ts'
import { isSound, type Snapshot } from './snapshot.ts'
import { Trainer, type TrainerOptions } from './trainer.ts'

const config: ModelConfig = { nLayer: 1, nHead: 2, nEmbd: 8, nCtx: 6, nVocab: 5, dropout: 0.1 }
const settings: TrainingSettings = { batch: 2, steps: 12, learningRate: 1e-2, warmup: 3, weightDecay: 0.1, clip: 1, evalEvery: 6, seed: 3 }
const tokens = (n: number) => Int32Array.from({ length: n }, (_, i) => [0, 3, 1, 4, 2][(i * i) % 5]!)
const corpus = { train: tokens(200), validation: tokens(40) }

const create = (options: Partial<TrainerOptions> = {}) => Trainer.create(createReferenceRuntime(), { config, settings, corpus, ...options })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it was accepted'),
    (error: unknown) => error as CourseError,
  )

describe('Trainer', () => {
  it('reports every step, evaluates on time, and learns', async () => {
    const steps: StepReport[] = []
    const evaluations: EvaluationReport[] = []
    const trainer = await create({ settings: { ...settings, steps: 60, evalEvery: 30 } })
    const before = await trainer.evaluate()
    expect(await trainer.run({ onStep: (s) => steps.push(s), onEvaluation: (e) => evaluations.push(e) })).toBe('done')
    expect(steps.map((s) => s.step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    expect(evaluations.map((e) => e.step)).toEqual([30, 60])
    expect(evaluations[1]!.validationLoss).toBeLessThan(before.validationLoss - 0.2)
    expect(evaluations[1]!.bitsPerCharacter).toBeCloseTo(evaluations[1]!.validationLoss / Math.LN2, 12)
    expect(steps[1]!.learningRate).toBe(learningRateAt(2, { ...settings, steps: 60 }))
  })

  // The reference keeps its state in float64, which a snapshot rounds; wasm trains in the float32 that is saved.
  it('resumes exactly, dropout and data included', async () => {
    const runtime = await openWasm()
    const start = (state?: Snapshot) => Trainer.create(runtime, { config, settings, corpus, ...(state && { state }) })
    const whole = await start()
    await whole.run()
    const first = await start()
    expect(await first.run({ until: 5 })).toBe('stopped')
    const second = await start(await first.snapshot())
    await second.run()
    expect(await second.snapshot()).toEqual(await whole.snapshot())
  })

  it('says how much memory a model needs that is too large, and leaves room for the next', async () => {
    const runtime = await openWasm()
    const huge = { ...config, nLayer: 48, nHead: 64, nEmbd: 4096 }
    const error = await refusal(Trainer.create(runtime, { config: huge, settings, corpus }))
    expect([error.code, error.message]).toEqual(['out-of-memory', expect.stringMatching(/needs 154,\d{3} MB of memory/)])
    const trainer = await Trainer.create(runtime, { config, settings, corpus })
    expect(await trainer.run()).toBe('done')
  })

  it('stops within one step, and goes on in the same trainer as if it had not', async () => {
    const whole = await create()
    await whole.run()
    const trainer = await create()
    await trainer.run({ shouldStop: () => trainer.steps === 4 })
    expect(trainer.steps).toBe(4)
    await trainer.run()
    expect(await trainer.snapshot()).toEqual(await whole.snapshot())
  })

  it('ends on a loss that is no number, says what to try, and keeps a finite model', async () => {
    const trainer = await create({ settings: { ...settings, learningRate: 1e30, warmup: 0 } })
    const error = await refusal(trainer.run())
    expect(error).toBeInstanceOf(CourseError)
    expect(error.code).toBe('not-a-number')
    expect(error.message).toMatch(/At step \d+, with the learning rate at \d.*e\+\d+/)
    expect(error.hint).toMatch(/^Try a learning rate of 0\.001, /)
    const kept = await trainer.snapshot()
    expect(isSound(kept)).toBe(true)
    expect(kept.step).toBe(trainer.steps)
  })

  it.each([
    ['an id out of range', { corpus: { ...corpus, train: Int32Array.from([...tokens(50), 5]) } }, 'bad-ids', 'Token id 5'],
    ['an empty batch', { settings: { ...settings, batch: 0 } }, 'bad-argument', 'The batch is 0'],
    [
      'a learning rate that is no number',
      { settings: { ...settings, learningRate: Number.NaN } },
      'bad-argument',
      'The learning rate is NaN',
    ],
    ['too short a text', { corpus: { ...corpus, validation: tokens(6) } }, 'bad-text', 'validation'],
    [
      'a state of another model',
      { state: { weights: new Float32Array(3), m: new Float32Array(3), v: new Float32Array(3), step: 1, cursor: 1 } },
      'bad-checkpoint',
      '3 numbers',
    ],
  ] as const)('refuses %s', async (_, options, code, words) => {
    const error = await refusal(create(options as Partial<TrainerOptions>).then((trainer) => trainer.evaluate()))
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
  })
})

describe('learningRateAt', () => {
  it('rises in a line to the top at the end of the warm-up, and falls to zero at the last step', () => {
    const schedule = { learningRate: 4, warmup: 4, steps: 12 }
    expect([1, 2, 4].map((step) => learningRateAt(step, schedule))).toEqual([1, 2, 4])
    expect(learningRateAt(8, schedule)).toBeCloseTo(2, 12)
    expect(learningRateAt(12, schedule)).toBe(0)
  })

  it('knows runs without a warm-up, and runs that are all warm-up', () => {
    expect(learningRateAt(1, { learningRate: 1, warmup: 0, steps: 2 })).toBeCloseTo(0.5, 12)
    expect(learningRateAt(5, { learningRate: 1, warmup: 10, steps: 5 })).toBe(0.5)
  })
})
