/** A stack is chosen, trained and measured; each measurement stays on the chart until it is cleared. */
import { useId, useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { core, session, useSession } from '../../../session/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { PlainError } from '../../../core/errors.ts'
import type { WidgetProps } from '../../contract.ts'
import { useCore } from '../../shared/core.ts'
import { DEFAULTS, type Depth, depthOf, readingsOf } from './depth.ts'
import css from './GradientDepth.module.css'
import type { GradientDepthParams } from './meta.ts'
import { SHAPES, type ShapeName } from './shapes.ts'

type When = 'start' | 'end'

export default function GradientDepth({ onParams, onReadings, ...given }: WidgetProps<GradientDepthParams>) {
  useCore()
  const [params, setParams] = useState({ ...DEFAULTS, ...given })
  const [measured, setMeasured] = useState<Depth[]>([])
  const [step, setStep] = useState<number | null>(null)
  const [error, setError] = useState<PlainError | null>(null)
  const [when, setWhen] = useState<When>('end')
  const device = useSession((s) => s.device)
  const running = step !== null
  const change = (next: GradientDepthParams): void => {
    setParams({ ...params, ...next } as typeof params)
    if (next.layers || next.steps) setMeasured([])
    onParams?.({ ...next })
  }
  const run = async (): Promise<void> => {
    setStep(0)
    setError(null)
    await session.getState().start()
    try {
      const depth = await depthOf(core, params, ({ curve }) => setStep(curve.at(-1)?.step ?? 0))
      setMeasured((before) => [...before.filter(({ shape }) => shape !== depth.shape), depth])
      onReadings?.(readingsOf(depth))
    } catch (thrown) {
      setError(thrown as PlainError)
    }
    setStep(null)
  }
  return (
    <Instrument
      name="Depth"
      title="the gradient that reaches each block"
      actions={
        <Button look="primary" disabled={running || !device} onClick={() => void run()}>
          {running ? 'Training …' : 'Train and measure'}
        </Button>
      }
      footer={
        <span>
          16 wide, {params.steps} steps on the first text of the course; gradient on “{params.text}”
        </span>
      }
    >
      <div className={css.knobs}>
        <ShapeChoice value={params.shape} disabled={running} onChange={(shape) => change({ shape })} />
        <Stepper label="layers" value={params.layers} min={2} max={16} disabled={running} onChange={(layers) => change({ layers })} />
        <Stepper
          label="steps"
          value={params.steps}
          min={2}
          max={500}
          step={20}
          disabled={running}
          onChange={(steps) => change({ steps })}
        />
      </div>
      {error ? (
        <Notice kind="failure" where="Train and measure" hint={error.hint} actions={<Button onClick={() => void run()}>Try again</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {measured.length > 0 ? <Chart measured={measured} when={when} onWhen={setWhen} /> : null}
      <p className="cap" role="status">
        {running
          ? `step ${int(step)} of ${int(params.steps)}`
          : measured.length === 0
            ? 'Nothing is measured yet. Say first which way the curve will go.'
            : ''}
      </p>
    </Instrument>
  )
}

function ShapeChoice({ value, disabled, onChange }: { value: ShapeName; disabled: boolean; onChange: (shape: ShapeName) => void }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>the stack</label>
      <select id={id} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value as ShapeName)}>
        {Object.entries(SHAPES).map(([name, { label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

function Chart({ measured, when, onWhen }: { measured: readonly Depth[]; when: When; onWhen: (when: When) => void }) {
  // A gradient that is 0 in single precision has no place on a log scale.
  const points = (lengths: readonly number[]) => lengths.map((y, x) => ({ x, y })).filter(({ y }) => y > 0)
  return (
    <>
      <Segmented
        label="When it is measured"
        value={when}
        options={[
          { value: 'start', label: 'before training' },
          { value: 'end', label: 'after' },
        ]}
        onChange={onWhen}
      />
      <Curves
        caption={`length of the gradient at what leaves each block, ${when === 'start' ? 'before training' : `after ${measured[0]!.steps} steps`}, log scale`}
        across="block, counted from the bottom"
        curves={measured.map((depth) => ({
          name: SHAPES[depth.shape].label,
          points: points(depth[when]),
          colour: SHAPES[depth.shape].colour,
          dashed: SHAPES[depth.shape].dashed,
        }))}
        writeX={int}
        writeY={length}
        log
        dots
      />
      <table className={css.outcome}>
        <caption className="vh">Each stack at its end</caption>
        <thead>
          <tr>
            <th scope="col">stack</th>
            <th scope="col" className="n">
              bottom ÷ top
            </th>
            <th scope="col" className="n">
              held-out loss, nats
            </th>
          </tr>
        </thead>
        <tbody>
          {measured.map((depth) => (
            <tr key={depth.shape}>
              <th scope="row">{SHAPES[depth.shape].label}</th>
              <td className="n">{ratio(depth[when][0]! / depth[when].at(-1)!)}</td>
              <td className="n">{fixed(depth.loss, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const length = (value: number): string =>
  value >= 0.01 ? String(Number(value.toPrecision(2))) : value.toExponential(1).replace('.0e', 'e').replace('-', '−')

const ratio = (value: number): string => (value >= 0.01 || value === 0 ? fixed(value, 2) : value.toExponential(1).replace('-', '−'))
