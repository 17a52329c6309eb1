/** Code that the learner writes, tested against the core on the open model's weights. */
import { check } from '../../../exercises/check.ts'
import { exercises } from '../../../exercises/all.ts'
import { EXERCISES, type Known } from '../../../exercises/exercise.ts'
import { knownOf, testedModel } from '../../../exercises/known.ts'
import { runHere } from '../../../sandbox/run.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

/** What the code is tested against. */
export interface Against {
  known: Known
  /** the model's name */
  name: string
  /** why it is not the open one; null where it is */
  why: string | null
}

async function against(
  exercise: (typeof EXERCISES)[number],
  text: string,
  { core, model, handle }: { core: CoreApi; model: ModelSummary; handle: ModelHandle },
): Promise<Against> {
  const tested = await testedModel(core, model, handle)
  return { known: await knownOf(core, tested, text, exercises[exercise]), name: tested.model.name, why: tested.why }
}

export default defineWidget({
  id: 'exercise',
  title: 'Your code, tested',
  teaches: 'Every number that the code gives is compared with what the core computes with the same weights and the same text.',
  params: {
    exercise: choice(EXERCISES),
    /** whose code is run and shown: the learner's own, or the lesson's */
    code: choice(['mine', 'lesson']),
    /** without an editor: for code that is written in another figure of the lesson */
    editor: choice(['here', 'elsewhere']),
    text: text(12, 24),
  },
  defaults: { exercise: 'tensors', code: 'mine', editor: 'here', text: 'the people of us' },
  shown: ['code', 'editor'],
  needs: 'model',
  readings: {
    passed: 'tests that the code passes',
    tests: 'tests that there are',
    difference: 'largest difference between a number of the code’s and the core’s',
  },
  compute: ({ exercise, text }, world) => against(exercise, text, world),
  /** Where nobody has written code, `mine` is what one begins with. */
  async measure({ exercise, code, text }, world) {
    const { known } = await against(exercise, text, world)
    const { start, solution } = exercises[exercise]
    const { passed, tests, difference } = await check(exercise, code === 'lesson' ? solution : start, { known, run: runHere })
    return { passed, tests: tests.length, difference }
  },
})
