/** The paper's table 5 and the left half of its figure 2, small: what a tuning is worth that begins with less of the base. */
import { defineWidget } from '../../frame/define.ts'
import { choice, modelName, whole } from '../../frame/params.ts'
import { climb, type Ladder, prepared, type Progress, readingsOf } from './ladder.ts'

export default defineWidget({
  id: 'transfer-ladder',
  title: 'How much of the model is taken over',
  teaches: 'The more blocks of a pre-trained model a tuning begins with, the better it does with the same few examples.',
  params: {
    model: modelName(),
    view: choice(['table', 'layers']),
    from: choice(['base', 'nothing']),
    transferred: whole(0, 96),
    auxiliary: choice(['with', 'without']),
    steps: whole(3, 600),
  },
  defaults: { view: 'layers', from: 'base', transferred: 96, auxiliary: 'with', steps: 120 },
  shown: ['view', 'from', 'transferred', 'auxiliary'],
  fit: ({ transferred }, { config }) => ({ transferred: Math.min(transferred, config.nLayer) }),
  needs: 'model',
  readings: {
    accuracy: 'share of held-out stories that are right, mean over three seeds',
    half: 'half of the 95 % interval of that mean',
    transferred: 'blocks that were taken over',
    examples: 'stories that were learned from',
    shortcut: 'share that the best shortcut gets right',
  },
  compute: ({ steps }, world) => prepared(world, steps),
  run: async (params, world, report: (so: Progress) => void, before: Ladder | null): Promise<Ladder> =>
    climb(world, params, before ?? (await prepared(world, params.steps)), report),
  readingsOf,
})
