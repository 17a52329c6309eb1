/** The text with its held-out part marked, both runs' losses on both parts, where early stopping would have stopped, and what each wrote. */
import { splitText } from '../../../core/data/corpus.ts'
import { Curves } from '../../../figures/Curves.tsx'
import { LongTextFold, useLongText } from '../../../instruments/LongText.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './Overfit.module.css'
import { bestOf, endOf, longestCopy, type Pair } from './runs.ts'
import widget from './widget.ts'

const LEAST = 1000
/** Characters of each part that are shown. */
const SHOWN = 420

export default draw(widget, function Overfit(figure) {
  const { params, change, value, progress, busy } = figure
  const own = useLongText(params.text, LEAST, (text) => change({ text }))
  const so: Pair | null = busy && progress ? progress : (value?.outcome ?? null)
  return (
    <Figure
      of={figure}
      name="Overfitting"
      title="one short text, two runs"
      start="Train both"
      actions={
        <Button disabled={busy} onClick={() => change({ seed: params.seed + 1 })}>
          Other seed
        </Button>
      }
      footer={
        <span>
          GPTs of 2 layers, {int(params.steps)} steps of AdamW each, seed {params.seed}, in the course’s core; both are forgotten afterwards
        </span>
      }
    >
      <div className={css.knobs}>
        <Scale
          label="dropout, second run"
          value={params.dropout}
          min={0}
          max={0.6}
          step={0.05}
          disabled={busy}
          format={(p) => fixed(p)}
          onChange={(dropout) => change({ dropout: Number(dropout.toFixed(2)) })}
        />
        <Scale
          label="weight decay, second run"
          value={params.decay}
          min={0}
          max={2}
          step={0.1}
          disabled={busy}
          format={(p) => fixed(p, 1)}
          onChange={(decay) => change({ decay: Number(decay.toFixed(1)) })}
        />
        <Scale
          label="width, second run"
          value={params.width}
          min={8}
          max={64}
          step={8}
          disabled={busy}
          format={String}
          onChange={(width) => change({ width })}
        />
      </div>
      {value ? <Parts text={value.text} /> : null}
      <Status>{sentence(busy, so, params.steps)}</Status>
      {so && so.plain.evaluations.length > 0 ? <Losses so={so} /> : null}
      {value?.outcome && !busy ? <Written so={value.outcome} text={value.text} /> : null}
      <LongTextFold of={own} label="Train on a text of your own" aside={params.text ? 'in use' : `${int(LEAST)} characters or more`} />
    </Figure>
  )
})

function Parts({ text }: { text: string }) {
  const { train, validation } = splitText(text)
  return (
    <div className={css.parts}>
      <LitBox name="residual/training" className={css.part}>
        <p className="cap">learned from: {int(train.length)} characters</p>
        <p>{train.slice(0, SHOWN)} …</p>
      </LitBox>
      <LitBox name="probability/held-out" className={`${css.part} ${css.heldOut}`}>
        <p className="cap">held out: {int(validation.length)} characters</p>
        <p>… {validation.slice(0, SHOWN / 3)} …</p>
      </LitBox>
    </div>
  )
}

function sentence(busy: boolean, so: Pair | null, steps: number): string {
  if (busy) {
    const now = so?.other ?? so?.plain
    return now ? `Run ${so?.other ? 2 : 1} of 2: step ${int(now.curve.at(-1)?.step ?? 0)} of ${int(steps)}.` : 'Starting …'
  }
  return so
    ? 'Both are trained. The upright line is where early stopping would have stopped the first.'
    : 'Nothing is trained yet. Say where the two held-out curves will go.'
}

const pointsOf = (run: Pair['plain'], of: 'trainLoss' | 'validationLoss') => run.evaluations.map((each) => ({ x: each.step, y: each[of] }))

function Losses({ so: { plain, other } }: { so: Pair }) {
  return (
    <>
      <Readings>
        <BigNumber
          label="nothing done"
          value={fixed(endOf(plain).validationLoss)}
          unit="nats"
          context={`lowest ${fixed(bestOf(plain).validationLoss)} at step ${int(bestOf(plain).step)}`}
        />
        <BigNumber
          label="your settings"
          value={other && other.evaluations.length > 0 ? fixed(endOf(other).validationLoss) : '–'}
          unit="nats"
          context={
            other && other.evaluations.length > 0
              ? `lowest ${fixed(bestOf(other).validationLoss)} at step ${int(bestOf(other).step)}`
              : 'comes second'
          }
          concept="c-probability"
        />
      </Readings>
      <Curves
        caption="Loss on the text learned from (dashes) and on held-out text (lines), nats per character"
        curves={[
          { name: 'held out, nothing done', points: pointsOf(plain, 'validationLoss'), colour: 'ink' },
          { name: 'learned from, nothing done', points: pointsOf(plain, 'trainLoss'), colour: 'ink', dashed: true },
          ...(other && other.evaluations.length > 0
            ? [
                { name: 'held out, your settings', points: pointsOf(other, 'validationLoss'), colour: 'probability' },
                { name: 'learned from, your settings', points: pointsOf(other, 'trainLoss'), colour: 'probability', dashed: true },
              ]
            : []),
        ]}
        across="step"
        writeX={int}
        writeY={(y) => fixed(y, 1)}
        marker={bestOf(plain).step}
      />
    </>
  )
}

function Written({ so, text }: { so: Pair; text: string }) {
  const copy = longestCopy(so.plain.written, splitText(text).train)
  const at = so.plain.written.indexOf(copy)
  return (
    <div className={css.written}>
      <p className="cap">what the first model wrote; {int(copy.length)} characters in a row stand in the text it learned from</p>
      <p>
        {so.plain.written.slice(0, at)}
        <mark>{copy}</mark>
        {so.plain.written.slice(at + copy.length)}
      </p>
      {so.other ? (
        <>
          <p className="cap">what the second wrote</p>
          <p>{so.other.written}</p>
        </>
      ) : null}
    </div>
  )
}
