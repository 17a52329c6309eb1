/** What can be had of a task without understanding it. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { benchOf, readingsOf } from './bench.ts'

export default defineWidget({
  id: 'shortcut-bench',
  title: 'Shortcuts',
  teaches: 'Counting words in a part of each example can be right far more often than chance, without any of what the task is about.',
  params: {
    task: choice(['sentiment', 'reviews', 'entailment', 'similarity', 'endings']),
    examples: whole(20, 1800),
    shortcut: whole(0, 5),
  },
  defaults: { task: 'entailment', examples: 400, shortcut: 1 },
  shown: ['shortcut'],
  needs: 'device',
  readings: {
    chance: 'share of held-out examples that have the most frequent label',
    best: 'share that the best shortcut gets right',
    examples: 'examples that were learned from',
    chosen: 'share that the chosen shortcut gets right',
  },
  compute: ({ task, examples }, { core }) => benchOf(core, task, examples),
  readingsOf: (bench, { shortcut }) => readingsOf(bench, shortcut),
})
