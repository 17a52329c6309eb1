/** What every kind of training has in common: one report, stopped and resumed to the bit, finite when it fails, and nothing left behind. */
import { describe, expect, it } from 'vitest'
import { config as taskConfig, exampleTask, special } from '../../../tests/support/tinyTask.ts'
import { unflatten } from '../checkpoint/tensors.ts'
import { Distiller } from '../compress/distill.ts'
import { TARGETS } from '../compress/lora.ts'
import { LoraTrainer } from '../compress/trainLora.ts'
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { taskLayout } from '../finetune/grow.ts'
import { PAPER } from '../finetune/settings.ts'
import { FineTuner } from '../finetune/trainer.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout } from '../model/plans.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import type { Loop, StepReport } from './loop.ts'
import { SaveTimes } from './saveTimes.ts'
import { isSound, type Snapshot } from './snapshot.ts'
import { Trainer } from './trainer.ts'

const config: ModelConfig = { nLayer: 1, nHead: 2, nEmbd: 8, nCtx: 6, nVocab: 5, dropout: 0.1 }
const base = unflatten(modelLayout(config), initialWeights(modelLayout(config), 4))
const tokens = Int32Array.from({ length: 200 }, (_, i) => [0, 3, 1, 4, 2][(i * i) % 5]!)
const { shape, examples } = exampleTask('classification')

interface Start {
  learningRate?: number
  state?: Snapshot
}
/** Six steps of each. */
const kinds: Record<string, (runtime: Runtime, start: Start) => Promise<Loop>> = {
  training: (runtime, start) =>
    Trainer.create(runtime, { config, settings: settings(start), corpus: { train: tokens, validation: tokens.subarray(0, 40) }, ...start }),
  'fine-tuning': (runtime, { learningRate = 1e-2, state }) =>
    FineTuner.create(runtime, {
      config: taskConfig,
      special,
      task: shape,
      examples,
      settings: { ...PAPER, batch: 1, epochs: 2, learningRate },
      weights: initialWeights(taskLayout(taskConfig, 3), 1),
      ...(state && { state }),
    }),
  adapters: (runtime, start) =>
    LoraTrainer.create(runtime, {
      config,
      base,
      lora: { rank: 2, alpha: 4, targets: TARGETS },
      settings: settings(start),
      tokens,
      ...start,
    }),
  distillation: (runtime, start) =>
    Distiller.create(runtime, {
      teacher: { config: { ...config, dropout: 0 }, weights: base },
      student: { ...config, nEmbd: 4 },
      how: { alpha: 0.5, temperature: 2 },
      settings: settings(start),
      tokens,
      ...start,
    }),
}
const settings = ({ learningRate = 1e-2 }: Start) => ({
  batch: 2,
  steps: 6,
  learningRate,
  warmup: 0,
  weightDecay: 0.1,
  clip: 1,
  evalEvery: 0,
  seed: 3,
})

/** The same runtime, which knows what of it is alive, and has no memory for its `failAt`th thing. */
function counted(runtime: Runtime, failAt = Number.POSITIVE_INFINITY) {
  const live = new Set<unknown>()
  let made = 0
  const track = async <T extends { destroy(): void }>(make: () => Promise<T>): Promise<T> => {
    if (++made === failAt) throw new CourseError('out-of-memory', `There is no room for thing ${made}.`, 'Less.')
    const thing = await make()
    const destroy = thing.destroy.bind(thing)
    live.add(thing)
    thing.destroy = () => {
      live.delete(thing)
      destroy()
    }
    return thing
  }
  const opened: Runtime = {
    ...runtime,
    createStore: (...args) =>
      track(async () => {
        const store = await runtime.createStore(...args)
        return { ...store, compile: (...plans) => track(() => store.compile(...plans)) }
      }),
  }
  return { runtime: opened, live, made: () => made }
}

describe.each(Object.entries(kinds))('%s', (name, create) => {
  it('leaves no store and no program behind, wherever there is no memory for one', async () => {
    const whole = counted(await openWasm())
    const loop = await create(whole.runtime, {})
    expect(whole.live.size).toBe(whole.made())
    loop.destroy()
    expect(whole.live.size).toBe(0)
    for (let failAt = 1; failAt <= whole.made(); failAt++) {
      const { runtime, live } = counted(await openWasm(), failAt)
      await expect(create(runtime, {})).rejects.toThrow(`no room for thing ${failAt}`)
      expect(live.size).toBe(0)
    }
  })

  it('says the same of every step, stops at once, and goes on from its snapshot with the bits of a run that never stopped', async () => {
    const runtime = await openWasm()
    const reports: StepReport[] = []
    const onStep = (report: StepReport) => reports.push(report)
    const whole = await create(runtime, {})
    expect(await whole.run({ onStep })).toBe('done')
    const losses = reports.splice(0).map(({ loss }) => loss)

    const first = await create(runtime, {})
    expect(await first.run({ onStep, shouldStop: () => first.steps === 2 })).toBe('stopped')
    const second = await create(runtime, { state: structuredClone(await first.snapshot()) })
    expect(await second.run({ onStep })).toBe('done')
    expect(await second.snapshot()).toEqual(await whole.snapshot())
    expect(reports.map(({ loss }) => loss)).toEqual(losses)
    expect(reports.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6])
    const common = ['gradNorm', 'learningRate', 'loss', 'secondsLeft', 'step', 'stepMs', 'tokensPerSecond']
    for (const { fineTuning, ...report } of reports) {
      expect(Object.keys(report).sort()).toEqual(common)
      expect(Object.values(report).every(Number.isFinite)).toBe(true)
      expect(fineTuning !== undefined).toBe(name === 'fine-tuning')
    }
    for (const loop of [whole, first, second]) loop.destroy()
  })

  it('goes back to its last good state where a loss is no number', async () => {
    const loop = await create(await openWasm(), { learningRate: 1e30 })
    await expect(loop.run()).rejects.toMatchObject({
      code: 'not-a-number',
      message: expect.stringMatching(/^At step \d, .* The model of step 0 is kept\.$/),
      hint: expect.stringContaining('a learning rate of 0.001'),
    })
    const kept = await loop.snapshot()
    expect([isSound(kept), kept.step, kept.cursor, loop.steps]).toEqual([true, 0, 0, 0])
    expect(kept.weights).toEqual(await loop.store.read('weight'))
    loop.destroy()
  })
})

describe('saves on the way', () => {
  it('come with the state of a whole step, at once where that is asked for', async () => {
    const loop = await kinds.training!(await openWasm(), {})
    const saved: number[] = []
    await loop.run({
      save: async ({ step }) => void saved.push(step),
      onStep: ({ step }) => {
        if (step === 2 || step === 4) loop.saveSoon()
      },
    })
    expect(saved).toEqual([2, 4])
    loop.destroy()
  })

  it('are due soon after the start, then every few seconds, or so rarely that they cost a twentieth of the time', async () => {
    let now = 0
    const times = new SaveTimes(() => now)
    const isDueAt = async (at: number, costMs = 0) => {
      now = at
      let saved = false
      await times.ifDue(async () => {
        saved = true
        now += costMs
      })
      return saved
    }
    times.begin()
    expect([await isDueAt(1499), await isDueAt(1500, 10)]).toEqual([false, true])
    expect([await isDueAt(5509), await isDueAt(5510, 1000)]).toEqual([false, true])
    expect([await isDueAt(26_509), await isDueAt(26_510)]).toEqual([false, true])
    times.soon()
    expect(await isDueAt(26_511)).toBe(true)
  })
})
