/** Both nets trained by one button; then the norm of the gradient by distance back, on a log scale. */
import { useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import { Curves } from '../../../figures/Curves.tsx'
import { session } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, small } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useCore } from '../../../instruments/core.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { Waiting } from '../../../instruments/Waiting.tsx'
import { courseText } from '../../../experiments/courseText.ts'
import css from './GradientReach.module.css'
import type { GradientReachParams } from './meta.ts'
import { BACK, DEFAULTS, kept, keptByLstm, type Progress, type Reach, race, readingsOf, SIZES } from './race.ts'

const CHARACTERS = 20_000
const JOB = 'The reach of the gradient'

export default function GradientReach({ text, onParams, onReadings, ...given }: WidgetProps<GradientReachParams>) {
  useCore()
  const { begin, stop } = useJobs(JOB)
  const [params, setParams] = useState({ ...DEFAULTS, ...given })
  const [progress, setProgress] = useState<Progress | null>(null)
  const [reach, setReach] = useState<Reach | null>(null)
  const [error, setError] = useState<PlainError | null>(null)
  const change = (next: GradientReachParams): void => {
    setParams({ ...params, ...next })
    onParams?.({ ...next })
  }
  const train = async (): Promise<void> => {
    setError(null)
    setReach(null)
    setProgress({ net: 'rnn', step: 0 })
    try {
      await session.getState().start()
      const outcome = await race(begin(), { ...params, text: text ?? (await courseText('world', CHARACTERS)) }, setProgress)
      setReach(outcome)
      onReadings?.(readingsOf(outcome))
    } catch (failure) {
      if ((failure as PlainError).code !== 'stopped') setError(failure as PlainError)
    }
    setProgress(null)
  }
  return (
    <Instrument
      name="Reach"
      title="of the gradient, back through time"
      actions={
        <Button look="primary" onClick={() => (progress ? stop() : void train())}>
          {progress ? 'Stop' : 'Train both'}
        </Button>
      }
      footer={
        <span>
          states of {SIZES.width} numbers, windows of {SIZES.time} characters, batches of {SIZES.batch}; the plain net in the course’s core,
          with a falling rate, the LSTM in TensorFlow.js, with a constant one
        </span>
      }
    >
      {error ? (
        <Notice kind="failure" where="Train both" hint={error.hint} onDismiss={() => setError(null)}>
          {error.message}
        </Notice>
      ) : null}
      <Waiting title={JOB} />
      <div className={css.knobs}>
        <Stepper
          label="steps"
          value={params.steps}
          min={10}
          max={1000}
          step={50}
          disabled={progress !== null}
          onChange={(steps) => change({ steps })}
        />
        <Scale
          label="forget gate’s first bias"
          value={params.forget}
          min={-2}
          max={6}
          step={0.5}
          disabled={progress !== null}
          format={(value) => fixed(value, 1)}
          onChange={(forget) => change({ forget })}
        />
      </div>
      <p className="cap n" role="status">
        {progress
          ? `${progress.net === 'rnn' ? 'The plain net' : 'The LSTM'}: step ${int(progress.step)} of ${int(params.steps)}`
          : reach
            ? 'Both are trained and measured.'
            : 'Nothing is trained yet. Say what you expect first.'}
      </p>
      {reach ? (
        <>
          <Readings>
            <BigNumber
              label={`plain net, ${BACK} back`}
              value={rounded(kept(reach.rnn.reach))}
              context="of the gradient is left"
              concept="c-gradient"
            />
            <BigNumber
              label={`LSTM, ${BACK} back`}
              value={rounded(keptByLstm(reach.lstm))}
              context="of the gradient is left"
              concept="c-gradient"
            />
            <BigNumber label="plain net" value={fixed(reach.rnn.bits)} unit="bits" context={`${int(reach.rnn.parameters)} parameters`} />
            <BigNumber label="LSTM" value={fixed(reach.lstm.bits)} unit="bits" context={`${int(reach.lstm.parameters)} parameters`} />
          </Readings>
          <Curves
            caption="Norm of the gradient of the last character’s loss, mean over 16 held-out windows"
            curves={[
              { name: 'plain net, at its state h', points: pointsOf(reach.rnn.reach), colour: 'ink' },
              { name: 'LSTM, at its state h', points: pointsOf(reach.lstm.h), colour: 'gradient', dashed: true },
              { name: 'LSTM, at its cell c', points: pointsOf(reach.lstm.c), colour: 'gradient' },
            ]}
            across="characters back from the last"
            writeX={(x) => String(x)}
            writeY={(y) => small(Number(y.toPrecision(2)))}
            log
          />
        </>
      ) : null}
    </Instrument>
  )
}

/** Zeros, of a cell that is full, have no place on a log scale. */
const pointsOf = (reach: readonly number[]) => reach.map((y, x) => ({ x, y })).filter(({ y }) => y > 0)

const rounded = (part: number): string => small(Number(part.toPrecision(2)))
