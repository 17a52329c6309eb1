/** Train a recurrent net on a text, let it write, and watch its state as it reads a passage of the learner's own. */
import { useMemo } from 'react'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Stepper } from '../../../ui/Stepper.tsx'
import { LongTextFold, useLongText } from '../../../instruments/LongText.tsx'
import css from './CharRnn.module.css'
import { Passage } from './Passage.tsx'
import { PassageBits } from './PassageNumbers.tsx'
import { readPassage, TIME } from '../../../experiments/rnnReading.ts'
import { HeldOutBits, Parameters } from './RunNumbers.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const LEAST = 400

export default draw(widget, function CharRnn(figure) {
  const { params, change, value, progress, busy: running } = figure
  const { width, steps, passage } = params
  const own = useLongText(params.text, LEAST, (text) => change({ text }))
  const so = running ? progress : (value?.run ?? null)
  const rnn = running ? null : (value?.rnn ?? null)
  const read = useMemo(() => (rnn && passage.length >= 2 ? readPassage(rnn, passage) : null), [rnn, passage])
  const heldOut = so?.evaluations.at(-1)
  const bits = heldOut?.bitsPerCharacter ?? Number.NaN
  return (
    <Figure
      of={figure}
      name="Recurrence"
      title={`one state of ${width} numbers`}
      start="Train"
      footer={
        <span>
          trained by the course’s core on {params.text ? 'your text' : 'A small world'}, {TIME} characters at a time
        </span>
      }
    >
      <div className={css.knobs}>
        <Stepper label="state" value={width} min={4} max={128} step={4} disabled={running} onChange={(next) => change({ width: next })} />
        <Stepper
          label="steps"
          value={steps}
          min={10}
          max={5000}
          step={100}
          disabled={running}
          onChange={(next) => change({ steps: next })}
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
        onChange={(event) => change({ passage: event.target.value })}
      />
      {read && rnn ? <Passage rnn={rnn} read={read} /> : null}
      <LongTextFold of={own} label="Train on a text of your own" aside={params.text ? 'in use' : `${int(LEAST)} characters or more`} />
    </Figure>
  )
})
