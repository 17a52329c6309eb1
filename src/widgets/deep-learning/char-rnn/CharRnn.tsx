/** Train a recurrent net on a text, let it write, and watch its state as it reads a passage of the learner's own. */
import { useEffect, useMemo, useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import { session } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useCore } from '../../../instruments/core.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { Waiting } from '../../../instruments/Waiting.tsx'
import type { Experiment } from '../../../experiments/experiment.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { type Rnn, trainRnn } from '../../../experiments/rnn.ts'
import css from './CharRnn.module.css'
import type { CharRnnParams } from './meta.ts'
import { Passage } from './Passage.tsx'
import { PassageBits } from './PassageNumbers.tsx'
import { BATCH, DEFAULTS, readPassage, TIME } from './reading.ts'
import { HeldOutBits, Parameters } from './RunNumbers.tsx'

const LEAST = 400

const JOB = 'A recurrent network'

export default function CharRnn({
  text: given,
  passage: first = DEFAULTS.passage,
  width: wide = DEFAULTS.width,
  steps: many = DEFAULTS.steps,
  onParams,
  onReadings,
}: WidgetProps<CharRnnParams>) {
  useCore()
  const { begin, stop } = useJobs(JOB)
  const [own, setOwn] = useState(given ?? '')
  const [width, setWidth] = useState(wide)
  const [steps, setSteps] = useState(many)
  const [so, setSo] = useState<Experiment | null>(null)
  const [rnn, setRnn] = useState<Rnn | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<PlainError | null>(null)
  const [passage, setPassage] = useState(first)
  const text = own.length >= LEAST ? { own } : { id: 'world' }
  const train = async (): Promise<void> => {
    setRunning(true)
    setError(null)
    setSo(null)
    setRnn(null)
    try {
      await session.getState().start()
      const done = await trainRnn(begin(), text, { width, steps, time: TIME, batch: BATCH, seed: 1 }, { onProgress: setSo })
      setSo(done.run)
      setRnn(done.rnn)
    } catch (failure) {
      if ((failure as PlainError).code !== 'stopped') setError(failure as PlainError)
    }
    setRunning(false)
  }
  const read = useMemo(() => (rnn && passage.length >= 2 ? readPassage(rnn, passage) : null), [rnn, passage])
  const heldOut = so?.evaluations.at(-1)
  const bits = heldOut?.bitsPerCharacter ?? Number.NaN
  useEffect(() => {
    if (rnn && so && read) onReadings?.({ bits, parameters: so.parameters, passageBits: read.passageBits, saturated: read.saturated })
  }, [rnn, so, read, bits, onReadings])
  return (
    <Instrument
      name="Recurrence"
      title={`one state of ${width} numbers`}
      actions={
        <Button look="primary" onClick={() => (running ? stop() : void train())}>
          {running ? 'Stop' : 'Train'}
        </Button>
      }
      footer={
        <span>
          trained by the course’s core on {'own' in text ? 'your text' : 'A small world'}, {TIME} characters at a time
        </span>
      }
    >
      <Waiting title={JOB} />
      {error ? (
        <Notice kind="failure" where="Training" hint={error.hint} onDismiss={() => setError(null)}>
          {error.message}
        </Notice>
      ) : null}
      <div className={css.knobs}>
        <Stepper
          label="state"
          value={width}
          min={4}
          max={128}
          step={4}
          disabled={running}
          onChange={(value) => {
            setWidth(value)
            onParams?.({ width: value })
          }}
        />
        <Stepper
          label="steps"
          value={steps}
          min={10}
          max={5000}
          step={100}
          disabled={running}
          onChange={(value) => {
            setSteps(value)
            onParams?.({ steps: value })
          }}
        />
      </div>
      <Readings>
        <BigNumber label="step" value={int(so?.curve.at(-1)?.step ?? 0)} unit={`of ${int(steps)}`} />
        <BigNumber
          label="held-out text"
          value={heldOut ? <HeldOutBits loss={heldOut.validationLoss} bits={bits} /> : fixed(bits)}
          unit="bits"
          context="per character"
        />
        <BigNumber
          label="parameters"
          value={so && rnn ? <Parameters rnn={rnn} count={so.parameters} /> : int(so && so.parameters > 0 ? so.parameters : Number.NaN)}
        />
        <BigNumber
          label="this passage"
          value={read ? <PassageBits read={read} /> : fixed(Number.NaN)}
          unit="bits"
          context="per character"
        />
      </Readings>
      {so?.written ? (
        <p className={css.written}>{so.written}</p>
      ) : (
        <p className="cap" role="status">
          {running ? 'It reads and adjusts; what it writes stands here at the end.' : 'Nothing is trained yet. It takes some seconds.'}
        </p>
      )}
      <Field
        label="A passage for it to read"
        value={passage}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setPassage(event.target.value)
          if (event.target.value.length >= 2) onParams?.({ passage: event.target.value })
        }}
      />
      {read && rnn ? <Passage rnn={rnn} read={read} /> : null}
      <Disclosure label="Train on a text of your own" aside={'own' in text ? 'in use' : `${int(LEAST)} characters or more`}>
        <OwnText
          label="Your text"
          value={own}
          onChange={(next) => {
            setOwn(next)
            if (next.length >= LEAST && next.length <= 2000) onParams?.({ text: next })
          }}
          rows={6}
          most={20_000}
        />
      </Disclosure>
    </Instrument>
  )
}
