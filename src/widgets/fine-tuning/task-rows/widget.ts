/** The four input transformations on the learner's own sentences. */
import { defineWidget } from '../../frame/define.ts'
import { choice, modelName, text } from '../../frame/params.ts'
import { FORMS, readingsOf, textsOf } from './rows.ts'

export default defineWidget({
  id: 'task-rows',
  title: 'Input transformations',
  teaches:
    'Four kinds of task become rows of tokens that one and the same model reads: what is asked is said by where the learned tokens stand.',
  params: { form: choice(FORMS), first: text(1, 300), second: text(1, 300), third: text(1, 300), model: modelName() },
  defaults: {
    form: 'entailment',
    first: 'Anna lost the flute.',
    second: 'Anna was sad.',
    third: 'Anna was glad.',
    model: 'world',
  },
  needs: 'device',
  readings: {
    rows: 'sequences that the model reads',
    tokens: 'tokens in all of them',
    longest: 'tokens in the longest',
    special: 'learned tokens among them',
    cut: 'tokens that were left out for want of room',
  },
  compute: ({ form, first, second, third, model }, { core }) => core.taskRows({ id: model }, form, textsOf(form, [first, second, third])),
  readingsOf,
})
