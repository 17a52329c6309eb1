/** The rungs with their scores, shipped or the learner's own, and a button that trains each as its record was made. */
import { useEffect, useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import { session } from '../../../session/index.ts'
import { int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { Computing } from '../../../instruments/Computing.tsx'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { Waiting } from '../../../instruments/Waiting.tsx'
import { BoardChart } from './BoardChart.tsx'
import type { BoardParams, RungId } from './meta.ts'
import {
  type Board as BoardRecords,
  charactersOf,
  keepOwn,
  loadBoard,
  type OwnRecords,
  ownRecords,
  type Rung,
  settingsOf,
  specOf,
} from './records.ts'
import { RungPanel } from './RungPanel.tsx'
import { RUNG_WORDS } from './words.ts'

const JOB = 'A rung of the board'

export default function Board({ rung: first = 'bigram', steps, onParams, onReadings }: WidgetProps<BoardParams>) {
  const loaded = useComputed(() => loadBoard(steps), [steps])
  const board = loaded.value
  const [chosen, setChosen] = useState<RungId>(first)
  const { own, progress, error, train, stop, dismiss } = useTraining(board)
  const choose = (id: RungId): void => {
    setChosen(id)
    onParams?.({ rung: id })
  }
  const rung = board?.rungs.find(({ id }) => id === chosen)
  const bits = own[chosen]?.bits
  const parameters = rung?.parameters
  useEffect(() => {
    if (bits !== undefined && parameters !== undefined) onReadings?.({ bits, parameters })
  }, [bits, parameters, onReadings])
  return (
    <Instrument
      name="Board"
      title="bits per character on the same held-out text"
      footer={
        board ? (
          <>
            <span>{board.title}, by its characters</span>
            <span>each rung reads {int(charactersOf(board.rungs[0]!))} of them in training</span>
            <span>shipped records: {board.runtime}</span>
          </>
        ) : null
      }
    >
      <Computing of={loaded} where="The board" busy="Loading the shipped records …" />
      {error ? (
        <Notice kind="failure" where="Training" hint={error.hint} onDismiss={dismiss}>
          {error.message}
        </Notice>
      ) : null}
      <Waiting title={JOB} />
      {board && rung ? (
        <>
          <BoardChart board={board} own={own} chosen={chosen} onChoose={choose} />
          <Segmented
            label="rung"
            value={chosen}
            options={board.rungs.map(({ id }) => ({ value: id, label: RUNG_WORDS[id].name }))}
            onChange={choose}
          />
          <RungPanel
            rung={rung}
            own={own[chosen]}
            prompt={board.samplePrompt}
            progress={progress}
            onTrain={() => void train(rung)}
            onStop={stop}
          />
        </>
      ) : null}
    </Instrument>
  )
}

export interface Progress {
  id: RungId
  /** null until the core has started the run */
  so: Experiment | null
}

/** One run at a time; what it reached is kept by this browser. */
function useTraining(board: BoardRecords | null) {
  const [own, setOwn] = useState<OwnRecords>({})
  const [progress, setProgress] = useState<Progress | null>(null)
  const [error, setError] = useState<PlainError | null>(null)
  const { begin, stop } = useJobs(JOB)
  useEffect(() => {
    if (board) setOwn(ownRecords(board))
  }, [board])
  const train = async (rung: Rung): Promise<void> => {
    if (progress || !board) return
    setError(null)
    setProgress({ id: rung.id, so: null })
    try {
      await session.getState().start()
      const { evaluations, written } = await experiment(begin(), specOf(board, rung), (so) => setProgress({ id: rung.id, so }))
      const next = {
        ...ownRecords(board),
        ...own,
        [rung.id]: { bits: evaluations.at(-1)!.bitsPerCharacter, written, settings: settingsOf(rung) },
      }
      setOwn(next)
      keepOwn(next)
    } catch (failure) {
      if ((failure as PlainError).code !== 'stopped') setError(failure as PlainError)
    }
    setProgress(null)
  }
  return { own, progress, error, train, stop, dismiss: () => setError(null) }
}
