/** One press trains a small GPT twice, with a low and a high learning rate, and draws both losses on one chart. */
import { LossChart } from '../../../figures/LossChart.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int, toBits } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import type { Experiment } from '../../../experiments/experiment.ts'
import type { Duel, Rates } from './duel.ts'
import { Status } from '../../frame/Status.tsx'
import css from './RateDuel.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function RateDuel(figure) {
  const { params, change, value, progress, busy } = figure
  const { steps } = params
  const so = busy ? progress : value
  const rate = (name: 'low' | 'high', label: string) => (
    <Scale
      label={label}
      value={Math.log10(params[name])}
      min={-4}
      max={0}
      step={0.1}
      disabled={busy}
      format={() => String(params[name])}
      onChange={(power) => change({ [name]: Number((10 ** power).toPrecision(2)) })}
    />
  )
  return (
    <Figure
      of={figure}
      name="Training"
      title="the same model with two learning rates"
      start="Train both"
      footer={
        <>
          <span>a GPT of 1 layer, 32 wide, {int(steps)} steps of AdamW, one seed, no warm-up</span>
          <span>both are forgotten afterwards; your own model stays open</span>
        </>
      }
    >
      <div className={css.rates}>
        {rate('low', 'first rate')}
        {rate('high', 'second rate')}
      </div>
      <Status>{sentence(busy, so)}</Status>
      {so?.low ? (
        <>
          <Readings>
            <BigNumber label={`rate ${so.rates.low}`} value={bits(so.low)} unit="bits" context="on unseen text" />
            <BigNumber label={`rate ${so.rates.high}`} value={so.high ? bits(so.high) : '–'} unit="bits" context="on unseen text" />
          </Readings>
          <LossChart
            name={so.high ? `rate ${so.rates.high}` : `rate ${so.rates.low}`}
            train={points(so.high ?? so.low)}
            validation={[]}
            earlier={so.high ? [{ name: `rate ${so.rates.low}`, points: points(so.low) }] : []}
            totalSteps={so.rates.steps}
          />
        </>
      ) : null}
    </Figure>
  )
})

const points = ({ curve }: Experiment) => curve.map(({ step, loss }) => ({ x: step, y: loss }))
const bits = ({ evaluations }: Experiment): string => {
  const last = evaluations.at(-1)
  return last ? fixed(toBits(last.validationLoss)) : '–'
}

function sentence(busy: boolean, so: (Partial<Duel> & { rates: Rates }) | null): string {
  if (busy) {
    const [which, step] = so?.high ? [2, so.high.curve.at(-1)?.step ?? 0] : [1, so?.low?.curve.at(-1)?.step ?? 0]
    return so ? `Run ${which} of 2: step ${int(step)} of ${int(so.rates.steps)}.` : 'Starting …'
  }
  return so?.high ? `Line: rate ${so.rates.high}. Dashes: rate ${so.rates.low}.` : 'Nothing has been trained yet. It takes a few seconds.'
}
