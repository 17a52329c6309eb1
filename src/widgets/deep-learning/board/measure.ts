/** Trains the chosen rung as the widget does, on the first text of the course. */
import type { Measure } from '../../contract.ts'
import { experiment } from '../../../experiments/experiment.ts'
import type { BoardParams } from './meta.ts'
import { loadBoard, specOf } from './records.ts'

export const measure: Measure<BoardParams> = async ({ rung: id = 'bigram', steps }, { core }) => {
  const board = await loadBoard(steps)
  const rung = board.rungs.find((each) => each.id === id)
  const [text] = await core.texts()
  if (!rung || !text) throw new Error(`The board has no rung "${id}", or the course no text.`)
  const { evaluations, parameters } = await experiment(core, { ...specOf(board, rung), text: text.ref })
  return { bits: evaluations.at(-1)!.bitsPerCharacter, parameters }
}
