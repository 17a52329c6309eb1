/** A step that was not kept is computed again, and is the step that was. */
import { expect, it } from 'vitest'
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { stateAt } from './rewind.ts'
import type { TrainingSettings } from './settings.ts'
import { Trainer } from './trainer.ts'

const config: ModelConfig = { nLayer: 1, nHead: 2, nEmbd: 8, nCtx: 6, nVocab: 5, dropout: 0.1 }
const settings: TrainingSettings = { batch: 2, steps: 30, learningRate: 1e-2, warmup: 3, weightDecay: 0.1, clip: 1, evalEvery: 7, seed: 3 }
const tokens = (n: number) => Int32Array.from({ length: n }, (_, i) => [0, 3, 1, 4, 2][(i * i) % 5]!)
const options = { config, settings, corpus: { train: tokens(200), validation: tokens(40) } }

it('gives any step of a run to the bit, from any snapshot before it, and a branch from there ends where the run ended', async () => {
  const runtime = await openWasm()
  const run = await Trainer.create(runtime, options)
  const start = await run.snapshot()
  await run.run({ until: 11 })
  const eleven = await run.snapshot()
  await run.run({ until: 23 })
  const there = await run.snapshot()
  await run.run()
  const end = await run.snapshot()

  expect(await stateAt(runtime, options, start, 23)).toEqual(there)
  expect(await stateAt(runtime, options, eleven, 23)).toEqual(there)
  expect(await stateAt(runtime, options, eleven, 11)).toBe(eleven)
  const branch = await Trainer.create(runtime, { ...options, state: there })
  await branch.run()
  expect(await branch.snapshot()).toEqual(end)
  for (const step of [10, 31, 11.5]) await expect(stateAt(runtime, options, eleven, step)).rejects.toThrow(CourseError)
})
