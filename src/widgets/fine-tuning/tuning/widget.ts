/** Fine-tuning, live: a base learns a task, is measured beside what needs no understanding, and forgets. */
import { defineWidget } from '../../frame/define.ts'
import { choice, modelName, number, text, whole } from '../../frame/params.ts'

import { tuneAndMeasure } from './measured.ts'

export default defineWidget({
  id: 'tuning',
  title: 'Fine-tuning',
  teaches:
    'A pre-trained model learns to answer with labels: its losses fall, it is right more often than a shortcut, and its old text costs it more.',
  params: {
    model: modelName(),
    task: choice(['sentiment', 'reviews', 'entailment', 'similarity', 'endings']),
    csv: text(1, 20_000),
    from: choice(['base', 'nothing']),
    examples: whole(8, 5000),
    epochs: whole(1, 40),
    batch: whole(1, 128),
    rate: number(0, 0.1),
    lambda: number(0, 10),
    seed: whole(0, 9999),
  },
  defaults: { task: 'sentiment', from: 'base' },
  needs: 'model',
  readings: {
    accuracy: 'share of held-out examples that are right',
    examples: 'examples that were learned from',
    epochs: 'rounds over them that were planned',
    taskLoss: 'L2 on held-out examples, nats an example',
    shortcut: 'share that the best shortcut gets right',
    ownTextBefore: 'loss on the base’s own held-out text before, nats a token',
    ownText: 'the same after',
  },
  measure: tuneAndMeasure,
})
