/** The chatbot: taught in the page, graded on held-out dialogues, talked to. */
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'
import { heldOutFor, type Progress, readingsOf, train } from './run.ts'

export default defineWidget({
  id: 'chatbot',
  title: 'A chatbot',
  teaches: 'Taught on dialogues, a language model answers from the turns that its window holds, and says that it does not know the rest.',
  params: {
    steps: whole(10, 12000),
    batch: whole(1, 16),
    rate: number(0, 0.1),
    loss: choice(['answers', 'all']),
    dialogues: whole(20, 20000),
    heldOut: whole(1, 200),
    seed: whole(1, 99),
  },
  defaults: { steps: 1000, batch: 4, rate: 1.5e-3, loss: 'answers', dialogues: 6000, seed: 1 },
  needs: 'device',
  readings: {
    known: 'share of questions that the story answers, right word for word',
    unknown: 'share of the other questions to which it says that it does not know',
    outside: 'share of questions about names that the world lacks to which it says that it does not know',
    tooShy: 'share of questions that the story answers to which it says that it does not know',
    baseline: 'share of questions that the story answers which the commonest answer gets right',
    heldOut: 'held-out questions that were asked',
  },
  run: ({ rate, heldOut, ...rest }, { core }, report: (so: Progress) => void) =>
    train(core, { ...rest, learningRate: rate, heldOut: heldOut ?? heldOutFor(rest.steps) }, report),
  readingsOf,
})
