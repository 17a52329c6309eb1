/** How often the open model is right where it was never taught, and whether it is as sure as it is right. */
import { PROMPT_NAMES, TASKS } from '../../../experiments/zeroShot.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, modelName, whole } from '../../frame/params.ts'
import { askAll, type Progress, readingsOf } from './askAll.ts'

export default defineWidget({
  id: 'calibration',
  title: 'As sure as it is right?',
  teaches: 'How a question is put decides how often a model is right, and being sure is another thing than being right.',
  params: { model: modelName(), task: choice(TASKS), prompt: choice(PROMPT_NAMES), examples: whole(10, 200) },
  defaults: { task: 'sentiment', prompt: 'felt', examples: 100 },
  needs: 'model',
  restarts: false,
  readings: {
    accuracy: 'share of the stories for which the likeliest answer is right',
    confidence: 'mean share that the likeliest answer had',
    over: 'confidence − accuracy',
    error: 'expected calibration error: mean distance of the dots from the diagonal, weighted by stories',
    floor: 'share of the most frequent answer',
  },
  run: ({ task, prompt, examples }, { core, handle, model, signal }, report: (so: Progress) => void) =>
    askAll({ core, handle, context: model.config.nCtx, signal }, { task, prompt, examples }, report),
  readingsOf,
})
