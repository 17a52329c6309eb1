/** Every exercise against a real core: the lesson's code passes, what one begins with does not, and usual mistakes are called by their names. */
import { beforeAll, describe, expect, it } from 'vitest'
import { openWorld } from '../../tests/support/world.ts'
import { experiment } from '../experiments/experiment.ts'
import { runHere } from '../sandbox/run.ts'
import { exercises } from './all.ts'
import { check, type Checked, mistaken } from './check.ts'
import { EXERCISES, type ExerciseId, type Known } from './exercise.ts'
import { knownOf } from './known.ts'

const TEXT = 'the people of us'
/** of the shipped model, and of a small one, in which many mistakes can be tried */
const known = {} as Record<ExerciseId, Known>
const small = {} as Record<ExerciseId, Known>

beforeAll(async () => {
  const { core, model, handle } = await openWorld()
  for (const id of EXERCISES) known[id] = await knownOf(core, { model, handle }, TEXT, exercises[id])
  const text = (await core.texts())[0]!.ref
  const sizes = { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 24, dropout: 0 }
  const training = { batch: 4, steps: 300, learningRate: 0.01, warmup: 30, initStd: 0.2, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 }
  await experiment(core, { text, sizes, training, samplePrompt: 'the' }, undefined, async (trained) => {
    const described = await core.describe(trained)
    for (const id of EXERCISES) small[id] = await knownOf(core, { model: described, handle: trained }, TEXT, exercises[id])
  })
}, 60_000)

const checked = (id: ExerciseId, source: string, of = known): Promise<Checked> => check(id, source, { known: of[id], run: runHere })
const firstFailure = ({ tests }: Checked) => tests.find(({ passed }) => !passed)

describe.each(EXERCISES)('%s', (id) => {
  const exercise = exercises[id]

  it('the lesson’s code passes all tests, and its numbers are the core’s', async () => {
    const result = await checked(id, exercise.solution)
    expect(result.tests.filter(({ passed }) => !passed)).toEqual([])
    expect(result.difference).toBeLessThan(1e-4)
    expect(exercise.tests.some(({ hidden }) => hidden)).toBe(true)
  })

  it('what one begins with runs, and fails with a first wrong number', async () => {
    const result = await checked(id, exercise.start)
    expect(result.broken).toBeNull()
    expect(firstFailure(result)?.said).toBeTruthy()
  })

  it.each(exercise.mistakes.map((mistake) => [mistake.id, mistake] as const))('%s is called by its name', async (_, mistake) => {
    const failure = firstFailure(await checked(id, mistaken(exercise, mistake), small))
    expect(failure?.said).toMatch(/^[\w.’ ]+(\[\d+\])* (is|has) .+, and should (be|have) .+\.$/)
    expect(failure?.means).toBe(mistake.says)
  })
})
