/** A scaling law of one's own: models of several sizes trained in a queue, a power law fitted, and the next size predicted before it is trained. */
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'
import { MINUTES } from './ladder.ts'
import { climb, predicted, type Progress, readingsOf, type Value } from './law.ts'

export default defineWidget({
  id: 'scaling-law',
  title: 'A scaling law of your own',
  teaches: 'Losses of models of several sizes lie near one curve, so that the loss of a larger one can be said before it is trained.',
  needs: 'device',
  params: {
    minutes: choice(MINUTES),
    axis: choice(['flops', 'parameters', 'tokens']),
    view: choice(['mine', 'papers']),
    seed: whole(1, 99),
    guess: number(0.1, 6),
    steps: whole(3, 100_000),
  },
  defaults: { minutes: '2', axis: 'flops', view: 'mine', seed: 1, steps: 100_000 },
  shown: ['axis', 'view', 'guess'],
  readings: {
    sizes: 'sizes that the law is fitted to',
    floor: 'E of the law over parameters, nats a character',
    exponent: 'α of the law over parameters',
    predicted: 'loss of the next size that the law predicts, nats a character',
    low: 'lower end of the 95 % interval for that run, nats a character',
    high: 'upper end of it, nats a character',
  },
  compute: ({ minutes, seed, steps }, { core }) => predicted(core, { minutes, seed, steps }),
  run: async ({ minutes, seed, steps, guess }, { core }, report: (so: Progress) => void, before: Value | null): Promise<Value> =>
    climb(core, before ?? (await predicted(core, { minutes, seed, steps })), guess !== undefined, report),
  readingsOf,
})
