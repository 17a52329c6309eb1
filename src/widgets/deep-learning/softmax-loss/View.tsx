/** Logits to drag, a temperature, and beside them probabilities, loss and gradient as they move. */
import { Button } from '../../../ui/Button.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, visible } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Loss } from './numbers.tsx'
import { Rows } from './Rows.tsx'
import { logSumExp, plainly, type Logits, type Settings, softmaxOf, withMove } from './softmax.ts'
import css from './SoftmaxLoss.module.css'
import widget from './widget.ts'

export default draw(widget, function SoftmaxLoss(figure) {
  const { params, change } = figure
  return (
    <Figure
      of={figure}
      name="Softmax"
      title="from logits to a loss"
      busy="asking the model for its logits …"
      waiting="The bars stand here as soon as a model is open and there is text."
      actions={
        <Button disabled={params.moves === '' && params.temperature === 1 && params.add === 0} onClick={() => change(AS_IT_IS)}>
          As the model says
        </Button>
      }
      controls={
        <div className={css.knobs}>
          <Field
            label="Text; its last token is the one to be predicted"
            value={params.text}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ text: event.target.value, moves: '' })}
          />
          <Scale
            label="temperature T"
            value={Math.log10(params.temperature)}
            min={-1}
            max={1}
            step={0.02}
            format={() => fixed(params.temperature)}
            onChange={(power) => change({ temperature: Number((10 ** power).toPrecision(2)) })}
          />
        </div>
      }
    >
      {(read) => <Result read={read} settings={params} onChange={change} />}
    </Figure>
  )
})

const AS_IT_IS: Settings = { moves: '', temperature: 1, add: 0 }

interface ResultProps {
  read: Logits
  settings: Settings
  onChange: (change: Partial<Settings>) => void
}

function Result({ read, settings, onChange }: ResultProps) {
  const softmax = softmaxOf(read, settings)
  const came = visible(read.names[read.target]!)
  return (
    <>
      <Readings>
        <BigNumber label={`surprise at ${came}`} value={<Loss read={read} softmax={softmax} />} unit="nats" context="the loss" />
        <BigNumber
          label="expected surprise"
          value={fixed(softmax.entropy)}
          unit="nats"
          context={`evenly spread ${fixed(Math.log(read.names.length))}`}
        />
        <BigNumber label="all gradients" value={fixed(sumOf(softmax.gradient), 3)} context="added up" concept="c-gradient" />
      </Readings>
      <Rows
        read={read}
        softmax={softmax}
        settings={settings}
        onMove={(id, by) => onChange({ moves: withMove(settings.moves, read.target, id, by) })}
      />
      <Overflow read={read} softmax={softmax} add={settings.add} onAdd={(add) => onChange({ add })} />
    </>
  )
}

/** Rounding leaves a sum that is zero on paper a hair beside it. */
const sumOf = (values: Float64Array): number => {
  const sum = values.reduce((total, value) => total + value, 0)
  return Math.abs(sum) < 1e-9 ? 0 : sum
}

interface OverflowProps {
  read: Logits
  softmax: ReturnType<typeof softmaxOf>
  add: number
  onAdd: (add: number) => void
}

function Overflow({ read: { target, names }, softmax: { scaled, p }, add, onAdd }: OverflowProps) {
  const plain = plainly(scaled, target)
  const { top, rest } = logSumExp(scaled)
  const came = visible(names[target]!)
  return (
    <div className={css.overflow}>
      <div className={css.add}>
        <span>added to each of the {int(names.length)} logits</span>
        <Segmented
          label="added to every logit"
          value={String(add)}
          options={['0', '50', '100'].map((value) => ({ value, label: `+${value}` }))}
          onChange={(value) => onAdd(Number(value))}
        />
      </div>
      <dl aria-live="polite">
        <dt>e^z ÷ Σ e^z, in 32 bits</dt>
        <dd className="n">
          {brief(plain.power)} ÷ {brief(plain.sum)} = {Number.isNaN(plain.share) ? 'not a number' : fixed(plain.share, 4)}
        </dd>
        <dt>with the largest z taken away first</dt>
        <dd className="n">
          e^({fixed(scaled[target]!, 2)} − {fixed(top + rest, 2)}) = {fixed(p[target]!, 4)}
        </dd>
      </dl>
      <p className="cap">
        The share of {came}, twice. The second way needs log Σ e^z = largest z + log Σ e^(z − largest z) = {fixed(top, 2)} +{' '}
        {fixed(rest, 2)}.
      </p>
    </div>
  )
}

const brief = (value: number): string =>
  !Number.isFinite(value)
    ? '∞'
    : value < 1e5 && value >= 0.01
      ? fixed(value, 2)
      : value.toExponential(1).replace('e+', 'e').replace('-', '−')
