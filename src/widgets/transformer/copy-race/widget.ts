/** A transformer from parts, and an RNN of its size, at copying. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { NORMS, POSITIONS, type Progress, race, readingsOf } from './race.ts'

export default defineWidget({
  id: 'copy-race',
  title: 'Copying, by attention and by a carried state',
  teaches: 'Attention learns to look up a letter where it stands; an RNN of the same size has to have kept it.',
  needs: 'device',
  params: {
    layers: whole(1, 4),
    heads: whole(1, 8),
    width: whole(8, 128),
    positions: choice(POSITIONS),
    norm: choice(NORMS),
    mask: choice(['causal', 'none']),
    letters: whole(3, 16),
    steps: whole(30, 4000),
    seed: whole(1, 99),
  },
  defaults: { layers: 1, heads: 2, width: 32, positions: 'learned', norm: 'before', mask: 'causal', letters: 8, steps: 800, seed: 1 },
  readings: {
    right: 'share of the second words’ letters, all but the first, that the transformer writes right',
    rightRnn: 'the same of the RNN',
    parameters: 'parameters of the transformer',
    parametersRnn: 'parameters of the RNN',
    letters: 'letters in a word',
    matching: 'largest mean share that a head of the transformer gives to the letter that is to be written',
  },
  run: (params, { core }, report: (so: Progress) => void) => race(core, params, report),
  readingsOf: (outcome, { letters }) => ({ ...readingsOf(outcome), letters }),
})
