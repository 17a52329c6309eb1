/** A transformer from parts, and an RNN of its size, at copying. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { POSITIONS, type Progress, race, readingsOf } from './race.ts'

export default defineWidget({
  id: 'copy-race',
  title: 'Copying, by attention and by a carried state',
  teaches: 'Two layers of attention learn to look up what followed the last time; an RNN of the same size has to have kept it.',
  needs: 'device',
  params: {
    layers: whole(1, 4),
    heads: whole(1, 8),
    width: whole(8, 128),
    positions: choice(POSITIONS),
    mask: choice(['causal', 'none']),
    steps: whole(30, 4000),
    seed: whole(1, 99),
  },
  defaults: { layers: 1, heads: 1, width: 32, positions: 'learned', mask: 'causal', steps: 1500, seed: 1 },
  readings: {
    right: 'share of the second words’ letters, all but the first, that the transformer writes right',
    rightRnn: 'the same of the RNN',
    parameters: 'parameters of the transformer',
    parametersRnn: 'parameters of the RNN',
    matching: 'largest prefix-matching score of a head of the transformer',
  },
  run: (params, { core }, report: (so: Progress) => void) => race(core, params, report),
  readingsOf,
})
