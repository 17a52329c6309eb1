/** Both nets trained by one button; then the norm of the gradient by distance back, on a log scale. */
import { Curves } from '../../../figures/Curves.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, small } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './GradientReach.module.css'
import { BACK, kept, keptByLstm, SIZES } from './race.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function GradientReach(figure) {
  const { params, change, value, progress, busy } = figure
  const reach = busy ? null : value
  return (
    <Figure
      of={figure}
      name="Reach"
      title="of the gradient, back through time"
      actions={
        <Button disabled={busy} onClick={() => change({ seed: params.seed + 1 })}>
          Other seed
        </Button>
      }
      start="Train both"
      footer={
        <span>
          states of {SIZES.width} numbers, windows of {SIZES.time} characters, batches of {SIZES.batch}; both with Adam on the same falling
          rate and gradients cut at a length of 1; the plain net in the course’s core, the LSTM in TensorFlow.js; seed {params.seed}
        </span>
      }
    >
      <div className={css.knobs}>
        <Stepper label="steps" value={params.steps} min={10} max={1000} step={50} disabled={busy} onChange={(steps) => change({ steps })} />
        <Scale
          label="forget gate’s first bias"
          value={params.forget}
          min={-2}
          max={6}
          step={0.5}
          disabled={busy}
          format={(value) => fixed(value, 1)}
          onChange={(forget) => change({ forget })}
        />
      </div>
      <Status>
        {busy && progress
          ? `${progress.net === 'rnn' ? 'The plain net' : 'The LSTM'}: step ${int(progress.step)} of ${int(params.steps)}`
          : reach
            ? 'Both are trained and measured.'
            : 'Nothing is trained yet. Say what you expect first.'}
      </Status>
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
    </Figure>
  )
})

/** Zeros, of a cell that is full, have no place on a log scale. */
const pointsOf = (reach: readonly number[]) => reach.map((y, x) => ({ x, y })).filter(({ y }) => y > 0)

const rounded = (part: number): string => small(Number(part.toPrecision(2)))
