/** The rungs with their scores, shipped or the learner's own, and a button that trains each as its record was made. */
import { useEffect } from 'react'
import { learning, useLearning } from '../../../session/learning.ts'
import { int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { BoardChart } from './BoardChart.tsx'
import { charactersOf, keyOf, linesOf, type OwnRecords, ownRecords, type Place } from './records.ts'
import { RungPanel } from './RungPanel.tsx'
import { RUNG_WORDS } from './words.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const NONE: OwnRecords = {}

export default draw(widget, function Board(figure) {
  const { params, change, value, progress, busy, start, stop, tell } = figure
  const { rung: chosen } = params
  const { board = null, own: made = NONE } = value ?? {}
  const scores = useLearning((s) => s.scores)
  const own = board ? { ...ownRecords(board, scores), ...made } : NONE
  // What was trained here is the learner's, and lies with all that is theirs.
  useEffect(() => {
    for (const [id, record] of Object.entries(made)) learning.getState().score(keyOf(id as Place), record)
  }, [made])
  const kept = board && !made[chosen] ? own[chosen]?.bits : undefined
  useEffect(() => {
    if (kept !== undefined && board) tell({ bits: kept, parameters: linesOf(board).find(({ id }) => id === chosen)!.parameters })
  }, [kept, board, chosen, tell])
  const lines = board ? linesOf(board) : []
  const line = lines.find(({ id }) => id === chosen)
  return (
    <Figure
      of={figure}
      name="Board"
      title="bits per character on the same held-out text"
      footer={
        board ? (
          <>
            <span>{board.title}, by its characters</span>
            <span>
              each rung reads {int(charactersOf(board.rungs[0]!))} of them in training, the counts all {int(board.trainCharacters)} once
            </span>
            <span>shipped records: {board.runtime}</span>
          </>
        ) : null
      }
    >
      {board && line ? (
        <>
          <BoardChart board={board} own={own} chosen={chosen} onChoose={(id) => change({ rung: id })} />
          <Segmented
            label="rung"
            value={chosen}
            options={lines.map(({ id }) => ({ value: id, label: RUNG_WORDS[id].name }))}
            onChange={(id) => change({ rung: id })}
          />
          <RungPanel board={board} line={line} own={own[chosen]} run={{ busy, progress, start, stop }} />
        </>
      ) : (
        <p className="cap" role="status" data-waiting="">
          Loading the shipped records …
        </p>
      )}
    </Figure>
  )
})
