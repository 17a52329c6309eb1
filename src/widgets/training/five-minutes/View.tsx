/** Choose sizes, see what the arithmetic buys of them, run; every run is a point, and runs of the same arithmetic are joined. */
import { useComputed } from '../../../instruments/computed.ts'
import { LossChart } from '../../../figures/LossChart.tsx'
import { Curves } from '../../../figures/Curves.tsx'
import { core } from '../../../session/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { duration, fixed, int, small } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './FiveMinutes.module.css'
import { boughtBy, GIGA, type Plan, planOf, profiles, type Sizes, type Tries } from './tries.ts'
import widget from './widget.ts'

/** What the learner may spend, in seconds of this machine. */
const SPENDS = [5, 30, 300]
const RATES = [3e-4, 1e-3, 3e-3, 6e-3, 1e-2]
const COLOURS = ['position', 'key', 'probability', 'gradient', 'value']
const NORMS = [
  { value: 'after', label: 'norm after (GPT-1)' },
  { value: 'before', label: 'norm before (GPT-2)' },
] as const

export default draw(widget, function FiveMinutes(figure) {
  const { params, change, value, progress, busy } = figure
  const plan = usePlan(params)
  const pace = value?.pace ?? null
  const training = busy && progress ? progress : null
  return (
    <Figure
      of={figure}
      name="Arithmetic"
      title="the same for every size"
      busy="measuring this machine …"
      start={plan ? `Train ${int(plan.steps)} steps, about ${duration(plan.seconds)}` : 'Train'}
      controls={
        <div className={css.controls}>
          <Knobs
            of={figure}
            knobs={[
              { key: 'layers', label: 'layers', min: 1, max: 8, step: 1 },
              { key: 'heads', label: 'heads', min: 1, max: 8, step: 1 },
              { key: 'width', label: 'width', min: 8, max: 256, step: 8 },
              { key: 'context', label: 'context', min: 8, max: 256, step: 8 },
              { key: 'batch', label: 'batch', min: 1, max: 64, step: 1 },
            ]}
          />
          <Segmented label="Norm" value={params.norm} options={NORMS} disabled={busy} onChange={(norm) => change({ norm })} />
          <Segmented
            label="Learning rate"
            value={String(params.rate)}
            options={RATES.map((rate) => ({ value: String(rate), label: small(rate) }))}
            disabled={busy}
            onChange={(rate) => change({ rate: Number(rate) })}
          />
          <div className={css.spend}>
            <span className="cap">arithmetic to spend: {int(params.work)} billion operations</span>
            {pace
              ? SPENDS.map((seconds) => {
                  const work = roundly((pace * seconds) / GIGA)
                  return (
                    <Button key={seconds} look="text" aria-pressed={params.work === work} disabled={busy} onClick={() => change({ work })}>
                      {duration(seconds)} here
                    </Button>
                  )
                })
              : null}
            <Stepper label="seed" value={params.seed} min={1} max={99} step={1} disabled={busy} onChange={(seed) => change({ seed })} />
          </div>
        </div>
      }
      footer={<span>on the first text of the course; every run is forgotten, its point stays until you leave the page</span>}
    >
      <LitBox name="position/steps">
        <Bought sizes={params} chosen={plan?.parameters ?? null} />
      </LitBox>
      {value && value.tries.length > 0 ? (
        <LitBox name="probability/profile">
          <Profile tries={value.tries} />
        </LitBox>
      ) : null}
      <Status>{training ? `step ${int(training.curve.at(-1)?.step ?? 0)} of ${int(training.steps)}` : said(value, plan)}</Status>
      {training ? (
        <LossChart
          name="this run"
          train={training.curve.map(({ step, loss }) => ({ x: step, y: loss }))}
          validation={[]}
          totalSteps={training.steps}
        />
      ) : null}
    </Figure>
  )
})

/** Two digits, so that runs of nearly the same arithmetic have the same. */
const roundly = (value: number): number => Math.max(1, Number(value.toPrecision(2)))

/** What the sizes would cost and get; null until it is known, and for sizes that no model has. */
function usePlan(sizes: Sizes): Plan | null {
  const { value, error } = useComputed(() => planOf(core, sizes), [JSON.stringify(sizes)])
  return error ? null : value
}

/** What the arithmetic buys at other widths, with everything else as it is chosen. */
function Bought({ sizes, chosen }: { sizes: Sizes; chosen: number | null }) {
  const { value } = useComputed(() => boughtBy(core, sizes), [JSON.stringify({ ...sizes, width: 0, rate: 0, seed: 0 })])
  if (!value) return null
  return (
    <Curves
      caption="steps that the arithmetic is enough for, over the number of parameters; dotted: the sizes as they are chosen"
      across="parameters"
      writeX={written}
      writeY={int}
      log
      dots
      {...(chosen !== null && { marker: Math.log10(chosen) })}
      curves={[
        { name: 'steps', colour: 'position', points: value.map(({ parameters, steps }) => ({ x: Math.log10(parameters), y: steps })) },
      ]}
    />
  )
}

/** Of an axis of logarithms, with two digits, and short, as its numbers stand close: 32 k. */
function written(x: number): string {
  const value = Number((10 ** x).toPrecision(2))
  return value >= 1e6 ? `${value / 1e6} M` : value >= 1e3 ? `${value / 1e3} k` : String(value)
}

function Profile({ tries }: Pick<Tries, 'tries'>) {
  return (
    <Curves
      caption="bits per character on held-out text over the number of parameters, a line for each amount of arithmetic"
      across="parameters"
      writeX={written}
      writeY={(y) => fixed(y, 2)}
      dots
      curves={profiles(tries).map(({ work, points }, i) => ({
        name: `${int(work)} billion`,
        colour: COLOURS[i % COLOURS.length]!,
        points: points.map(({ parameters, bits }) => ({ x: Math.log10(parameters), y: bits })),
      }))}
    />
  )
}

function said(value: Tries | null, plan: Plan | null): string {
  const last = value?.tries.at(-1)
  const next = plan ? `Next: ${int(plan.parameters)} parameters, ${int(plan.steps)} steps.` : ''
  if (!last) return next
  return `${fixed(last.bits, 3)} bits per character with ${int(last.parameters)} parameters and ${int(last.steps)} steps. ${next}`
}
