/** A stack is chosen, trained and measured; each measurement stays on the chart until it is cleared. */
import { useId, useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { Depth } from './depth.ts'
import css from './GradientDepth.module.css'
import { Status } from '../../frame/Status.tsx'
import { SHAPES, type ShapeName } from './shapes.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

type When = 'start' | 'end'

export default draw(widget, function GradientDepth(figure) {
  const { params, change, value, progress, busy } = figure
  const [when, setWhen] = useState<When>('end')
  const measured = (value ?? []).filter(({ steps, start }) => steps === params.steps && start.length === params.layers)
  const step = progress?.curve.at(-1)?.step ?? 0
  return (
    <Figure
      of={figure}
      name="Depth"
      title="the gradient that reaches each block"
      start="Train and measure"
      footer={
        <span>
          16 wide, {params.steps} steps on the first text of the course; gradient on “{params.text}”
        </span>
      }
    >
      <div className={css.knobs}>
        <ShapeChoice value={params.shape} disabled={busy} onChange={(shape) => change({ shape })} />
        <Stepper label="layers" value={params.layers} min={2} max={16} disabled={busy} onChange={(layers) => change({ layers })} />
        <Stepper label="steps" value={params.steps} min={2} max={500} step={20} disabled={busy} onChange={(steps) => change({ steps })} />
      </div>
      {measured.length > 0 ? <Chart measured={measured} when={when} onWhen={setWhen} /> : null}
      <Status>
        {busy
          ? `step ${int(step)} of ${int(params.steps)}`
          : measured.length === 0
            ? 'Nothing is measured yet. Say first which way the curve will go.'
            : ''}
      </Status>
    </Figure>
  )
})

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
