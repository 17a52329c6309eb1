/** One question of a task that the open model was never taught, answered by how likely it finds each answer as a text. */
import { ask, chosen, PROMPT_NAMES, questionOf, TASKS } from '../../../experiments/zeroShot.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, modelName, text, whole } from '../../frame/params.ts'

const EXAMPLES = 200

export default defineWidget({
  id: 'zero-shot',
  title: 'A task that was never taught',
  teaches:
    'A language model answers a question that it was never trained for, if the question is put as a text whose likeliest end is the answer.',
  params: {
    model: modelName(),
    task: choice(TASKS),
    example: whole(0, EXAMPLES - 1),
    prompt: choice(PROMPT_NAMES),
    story: text(2, 600),
  },
  defaults: { task: 'endings', example: 0, prompt: 'felt' },
  needs: 'model',
  readings: {
    right: '1 where the likeliest answer is right, 0 where it is not; missing for a story of one’s own',
    share: 'share that the likeliest answer has among the answers',
    answer: 'number of the likeliest answer, from 1',
    own: '1 where the story is one’s own, 0 where it is the set’s',
  },
  compute: async ({ task, example, prompt, story }, { core, handle, model }) => {
    const set = await core.labelled(task, { train: 0, heldOut: EXAMPLES })
    const one = set.heldOut[example]!
    return { told: one.texts[0]!, ...(await ask(core, handle, questionOf(task, set, one, prompt, story), model.config.nCtx)) }
  },
  readingsOf: (asked) => {
    const answer = chosen(asked)
    return {
      answer: answer + 1,
      share: asked.shares[answer]!,
      own: Number(asked.right === null),
      ...(asked.right !== null && { right: Number(asked.right === answer) }),
    }
  },
})
