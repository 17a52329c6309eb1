/** The board: five kinds of language models on one text, from a table of pairs to a small GPT-1, and the best table of counts beside them. */
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { type Board, type Own, linesOf, loadBoard, type OwnRecords, PLACES, type RungId, specOf } from './records.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { choice } from '../../frame/params.ts'

/** The rungs, and what was trained here since the figure opened. */
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
    'Five language models read the same characters of the same text, each kind less surprised by the rest than the one before; counting all of it still beats them.',
  params: {
    rung: choice(PLACES),
    steps: v.optional(
      v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a whole number'), v.transform(Number), v.minValue(1, 'must be at least 1')),
    ),
  },
  needs: 'device',
  readings: {
    bits: 'bits per character on held-out text, of the chosen rung as it was trained here',
    parameters: 'numbers that it learned, or counts that it keeps',
  },
  defaults: { rung: 'bigram' },
  shown: ['rung'],
  async compute({ steps }) {
    const board = await loadBoard(steps)
    return { board, own: {} as OwnRecords }
  },
  async run({ rung: id }, { core }, report: (so: Progress) => void, before: Shown | null): Promise<Shown> {
    const { board, own } = before!
    const line = linesOf(board).find((each) => each.id === id)!
    const made = id === 'n-gram' ? await count(core, board) : await train(core, board, id, report)
    return { board, own: { ...own, [id]: { ...made, settings: line.settings } } }
  },
  readingsOf({ board, own }, { rung: id }) {
    const { parameters } = linesOf(board).find((each) => each.id === id)!
    const bits = own[id]?.bits
    return bits === undefined ? null : { bits, parameters }
  },
})

async function train(core: CoreApi, board: Board, id: RungId, report: (so: Progress) => void): Promise<Omit<Own, 'settings'>> {
  const rung = board.rungs.find((each) => each.id === id)!
  const { evaluations, written } = await experiment(core, specOf(board, rung), (so) => report({ id, so }))
  return { bits: evaluations.at(-1)!.bitsPerCharacter, written }
}

async function count(core: CoreApi, { text, counted, samplePrompt: prompt }: Board): Promise<Omit<Own, 'settings'>> {
  const { order } = counted
  const { orders, written } = await core.ngrams({ id: text.id }, { prompt, order, length: counted.sample.length, seed: 1 })
  return { bits: orders[order - 1]!.bits, written }
}
