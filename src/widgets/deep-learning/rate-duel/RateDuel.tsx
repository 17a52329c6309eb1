/** One press trains a small GPT twice, with a low and a high learning rate, and draws both losses on one chart. */
import { useEffect, useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import { LossChart } from '../../../figures/LossChart.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, toBits } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useModel } from '../../../instruments/model.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { Waiting } from '../../../instruments/Waiting.tsx'
import type { Experiment } from '../../../experiments/experiment.ts'
import { type Duel, DEFAULTS, duel, lossesOf } from './duel.ts'
import type { RateDuelParams } from './meta.ts'
import css from './RateDuel.module.css'

const JOB = 'Race: two learning rates'

type State = { at: 'idle' } | { at: 'busy' } | { at: 'failed'; error: PlainError }

export default function RateDuel({ text, onParams, onReadings, ...given }: WidgetProps<RateDuelParams>) {
  const { model } = useModel()
  const { begin, stop } = useJobs(JOB)
  const [own, setOwn] = useState<RateDuelParams>({})
  const [state, setState] = useState<State>({ at: 'idle' })
  const [so, setSo] = useState<Partial<Duel> & { steps: number; rates: readonly [number, number] }>({ steps: 1, rates: [0, 0] })
  const params = { ...DEFAULTS, ...given, ...own }
  const { low, high, steps } = params
  const busy = state.at === 'busy'
  useEffect(() => {
    if (so.low && so.high && state.at === 'idle') onReadings?.(lossesOf({ low: so.low, high: so.high }))
  }, [so, state, onReadings])

  const go = async (): Promise<void> => {
    if (busy || !model) return
    setState({ at: 'busy' })
    const run = { steps, rates: [low, high] as const }
    try {
      const core = begin()
      const ref = text ? (await core.addText('For two learning rates', text)).ref : (await core.texts())[0]!.ref
      const both = await duel(core, ref, params, (part) => setSo({ ...run, ...part }))
      setSo({ ...run, ...both })
      setState({ at: 'idle' })
    } catch (error) {
      if ((error as PlainError).code === 'stopped') return setState({ at: 'idle' })
      const { code = 'internal', message = String(error), hint = '' } = error as Partial<PlainError>
      setState({ at: 'failed', error: { code, message, hint } })
    }
  }
  const change = (next: RateDuelParams): void => {
    setOwn({ ...own, ...next })
    onParams?.({ ...next })
  }
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
    <Instrument
      name="Training"
      title="the same model with two learning rates"
      actions={
        <Button look="primary" aria-disabled={!model} onClick={() => (busy ? stop() : void go())}>
          {busy ? 'Stop' : 'Train both'}
        </Button>
      }
      footer={
        <>
          <span>a GPT of 1 layer, 32 wide, {int(steps)} steps of AdamW, one seed, no warm-up</span>
          <span>both are forgotten afterwards; your own model stays open</span>
        </>
      }
    >
      {state.at === 'failed' ? (
        <Notice kind="failure" where="The two runs" hint={state.error.hint}>
          {state.error.message}
        </Notice>
      ) : null}
      <Waiting title={JOB} />
      <div className={css.rates}>
        {rate('low', 'first rate')}
        {rate('high', 'second rate')}
      </div>
      <p className="cap" role="status">
        {sentence(state, so)}
      </p>
      {so.low ? (
        <>
          <Readings>
            <BigNumber label={`rate ${so.rates[0]}`} value={bits(so.low)} unit="bits" context="on unseen text" />
            <BigNumber label={`rate ${so.rates[1]}`} value={so.high ? bits(so.high) : '–'} unit="bits" context="on unseen text" />
          </Readings>
          <LossChart
            name={so.high ? `rate ${so.rates[1]}` : `rate ${so.rates[0]}`}
            train={points(so.high ?? so.low)}
            validation={[]}
            earlier={so.high ? [{ name: `rate ${so.rates[0]}`, points: points(so.low) }] : []}
            totalSteps={so.steps}
          />
        </>
      ) : null}
    </Instrument>
  )
}

const points = ({ curve }: Experiment) => curve.map(({ step, loss }) => ({ x: step, y: loss }))
const bits = ({ evaluations }: Experiment): string => {
  const last = evaluations.at(-1)
  return last ? fixed(toBits(last.validationLoss)) : '–'
}

function sentence(state: State, so: Partial<Duel> & { steps: number; rates: readonly [number, number] }): string {
  if (state.at === 'busy') {
    const [which, step] = so.high ? [2, so.high.curve.at(-1)?.step ?? 0] : [1, so.low?.curve.at(-1)?.step ?? 0]
    return `Run ${which} of 2: step ${int(step)} of ${int(so.steps)}.`
  }
  return so.high ? `Line: rate ${so.rates[1]}. Dashes: rate ${so.rates[0]}.` : 'Nothing has been trained yet. It takes a few seconds.'
}
