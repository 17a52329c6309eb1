/** The board: five kinds of language models on one text, from a table of pairs to a small GPT-1. */
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { type Board, keepOwn, loadBoard, type OwnRecords, ownRecords, RUNG_IDS, type RungId, settingsOf, specOf } from './records.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { choice } from '../../frame/params.ts'

/** The rungs, and what the learner has of their own. */
interface Shown {
  board: Board
  own: OwnRecords
}

export interface Progress {
  id: RungId
  so: Experiment
}

export default defineWidget({
  id: 'board',
  title: 'The board',
  teaches:
    'Five language models read the same characters of the same text; each kind is less surprised by what it has not seen than the one before.',
  params: {
    rung: choice(RUNG_IDS),
    steps: v.optional(
      v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a whole number'), v.transform(Number), v.minValue(1, 'must be at least 1')),
    ),
  },
  needs: 'device',
  readings: {
    bits: 'bits per character on held-out text, of the chosen rung as it was trained here',
    parameters: 'numbers that it learned',
  },
  defaults: { rung: 'bigram' },
  shown: ['rung'],
  async compute({ steps }) {
    const board = await loadBoard(steps)
    return { board, own: ownRecords(board) }
  },
  async run({ rung: id }, { core }, report: (so: Progress) => void, before: Shown | null): Promise<Shown> {
    const { board, own } = before!
    const rung = board.rungs.find((each) => each.id === id)!
    const { evaluations, written } = await experiment(core, specOf(board, rung), (so) => report({ id, so }))
    const next = { ...own, [id]: { bits: evaluations.at(-1)!.bitsPerCharacter, written, settings: settingsOf(rung) } }
    keepOwn(next)
    return { board, own: next }
  },
  readingsOf({ board, own }, { rung: id }) {
    const { parameters } = board.rungs.find((each) => each.id === id)!
    const bits = own[id]?.bits
    return bits === undefined ? null : { bits, parameters }
  },
})
