/**
 * Trains a model again from its own record: on the same kind of device the same seed, settings and text give the same numbers, to the
 * bit. That proves the claim; that they differ proves nothing, since another device rounds otherwise.
 */
import type { Model } from '../../core/checkpoint/model.ts'
import { flatten } from '../../core/checkpoint/tensors.ts'
import { prepareCorpus } from '../../core/data/corpus.ts'
import { toPlainError } from '../../core/errors.ts'
import { modelLayout } from '../../core/model/plans.ts'
import type { Runtime } from '../../core/runtime/runtime.ts'
import { Trainer } from '../../core/train/trainer.ts'
import { hashOf } from '../canonical.ts'
import type { Graded } from '../gradebook/graded.ts'

/** So many steps say how long all will take. */
const TRIAL = 10

export async function retrain(
  runtime: Runtime,
  { config, tokenizer, weights, run }: Model,
  { text, seconds }: { text: string; seconds: number },
  now: () => number,
): Promise<NonNullable<Graded['retrained']>> {
  const notDone = (why: string) => ({ outcome: 'not done' as const, said: `It was not trained again: ${why}.` })
  if (!run) return notDone('there is no record of its run (run.json)')
  if (run.f16) return notDone('it was trained in half precision')
  if (hashOf(text) !== run.corpus.sha256) return notDone(`its record is of another text, “${run.corpus.title}”`)
  try {
    const trainer = await Trainer.create(runtime, {
      config,
      settings: { ...run.settings, evalEvery: 0 },
      corpus: prepareCorpus(text, tokenizer),
    })
    try {
      const begun = now()
      await trainer.run({ until: Math.min(TRIAL, run.step), giveUpEvaluation: async () => true })
      const all = ((now() - begun) * run.step) / Math.min(TRIAL, run.step)
      if (all > seconds) return notDone(`its ${run.step} steps would take about ${Math.ceil(all)} seconds here, and ${seconds} are allowed`)
      await trainer.run({ until: run.step, shouldStop: () => now() - begun > seconds, giveUpEvaluation: async () => true })
      if (trainer.steps < run.step) return notDone(`after ${seconds} seconds ${trainer.steps} of its ${run.step} steps were done`)
      return compared(flatten(modelLayout(config), weights), (await trainer.snapshot()).weights)
    } finally {
      trainer.destroy()
    }
  } catch (error) {
    return notDone(toPlainError(error).message.replace(/\.$/, ''))
  }
}

function compared(handedIn: Float32Array, again: Float32Array): NonNullable<Graded['retrained']> {
  let [differing, apart, norm] = [0, 0, 0]
  for (let i = 0; i < handedIn.length; i++) {
    const [a, b] = [handedIn[i]!, again[i]!]
    if (a !== b) differing++
    apart += (a - b) ** 2
    norm += a ** 2
  }
  if (differing === 0) return { outcome: 'same', said: 'Trained again from its seed it has the same numbers, to the bit.' }
  const share = (100 * Math.sqrt(apart / norm)).toPrecision(2)
  return {
    outcome: 'other',
    said: `Trained again from its seed ${differing} of ${handedIn.length} numbers are others, by ${share} % of the weights’ length: it was trained on a device that rounds otherwise, or not as its record says.`,
  }
}
