/** A text of the learner's own: tables of counts on it, and a GPT that is to beat them. */
import type { Experiment } from '../../../experiments/experiment.ts'
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { count, type Race, race, readingsOf } from './race.ts'

/** Below this the held-out tenth says nothing. */
export const LEAST = 2000

export default defineWidget({
  id: 'own-race',
  title: 'Your text: counting against learning',
  teaches: 'On one text, tables of counts set the marks, and a small GPT passes one after the other while it trains.',
  params: { text: text(LEAST, 20_000), layers: whole(1, 4), width: whole(8, 128), steps: whole(5, 4000), seed: whole(1, 99) },
  defaults: { layers: 2, width: 48, steps: 400, seed: 1 },
  needs: 'device',
  readings: {
    characters: 'characters of the learner’s own text; 0 where it is the small world',
    bits: 'surprise of the model at the held-out tenth, bits per character',
    pairs: 'the same of a table of pairs',
    triples: 'the same of a table of three in a row',
    best: 'the same of the best table',
    bestOrder: 'how many in a row the best table counts',
    parameters: 'numbers that the model learned',
  },
  compute: async ({ text: own }, { core }): Promise<Race> => ({ ...(await count(core, own)), run: null, seconds: 0 }),
  run: (settings, { core }, report: (so: Experiment) => void) => race(core, settings, report),
  readingsOf: (value, { text: own }) => readingsOf(value, own),
})
