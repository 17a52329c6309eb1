/** Points in two classes, a network that grows by layers and units, and what each unit makes of the plane while it learns. */
import { useMemo, useRef, useState } from 'react'
import { makePoints, POINT_SETS } from '../../../core/data/points.ts'
import { Landscape } from '../../../figures/Landscape.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import css from './MlpPlayground.module.css'
import { Parameters, PlaceNumbers } from './PlaceNumbers.tsx'
import { ACTIVATIONS, dataOf, parametersOf, widened, widths } from './spec.ts'
import { UnitMaps } from './UnitMaps.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

/** The square that the worker computes surfaces over, and its cells along a side. */
const LIMIT = [-1.2, 1.2] as const

export default draw(widget, function MlpPlayground(figure) {
  const { params, change, progress, busy } = figure
  // The surface of the last net stays until the next one has told its own.
  const last = useRef(progress)
  if (progress) last.current = progress
  const event = last.current
  const result = busy ? null : figure.value
  const state = busy ? (progress ? 'running' : 'starting') : (result?.status ?? 'idle')
  const { data, noise, hidden, activation, rate, steps } = params
  const spec = dataOf(params)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the points depend on these two
  const points = useMemo(() => makePoints(spec), [data, noise])
  const layers = widths(hidden)
  const [at, setAt] = useState<readonly [number, number]>([0.3, 0.3])
  return (
    <Figure
      of={figure}
      name="Network"
      title={
        layers.length === 0
          ? 'a single neuron'
          : `${layers.join(' and ')} hidden units in ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}`
      }
      actions={<Button onClick={() => change({ seed: params.seed + 1 })}>Other start</Button>}
      start="Train"
      footer={
        <>
          <span>
            {result
              ? `TensorFlow.js, ${result.backend === 'webgpu' ? 'on the GPU (WebGPU)' : 'on the CPU'}`
              : 'TensorFlow.js, in the worker'}
          </span>
          <span>{spec.count} points of a seeded toy; every third pair is kept for the test</span>
        </>
      }
    >
      <div className={css.choices}>
        <Segmented
          label="data"
          value={data}
          options={POINT_SETS.map((value) => ({ value, label: value }))}
          onChange={(value) => change({ data: value })}
        />
        <Segmented
          label="activation"
          value={activation}
          options={ACTIVATIONS.map((value) => ({ value, label: value }))}
          onChange={(value) => change({ activation: value })}
        />
      </div>
      <div className={css.layers}>
        {layers.map((width, layer) => (
          <Stepper
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer's place is its identity
            key={layer}
            label={`layer ${layer + 1}`}
            value={width}
            min={0}
            max={16}
            onChange={(value) => change({ hidden: widened(hidden, layer, Math.min(16, value) - width) })}
          />
        ))}
        {layers.length < 4 ? <Button onClick={() => change({ hidden: widened(hidden, layers.length, 0) })}>Add a layer</Button> : null}
      </div>
      <Readings>
        <BigNumber label="step" value={int(event?.step ?? 0)} unit={`of ${int(steps)}`} />
        <BigNumber
          label="right, unseen points"
          value={share(event?.testAccuracy ?? Number.NaN, 3)}
          context={`learned from ${share(event?.trainAccuracy ?? Number.NaN, 3)}`}
        />
        <BigNumber
          label="loss, unseen points"
          value={fixed(event?.testLoss ?? Number.NaN, 3)}
          unit="nats"
          context={`learned from ${fixed(event?.trainLoss ?? Number.NaN, 3)}`}
        />
        <BigNumber label="parameters" value={<Parameters widths={layers} count={parametersOf(hidden)} />} />
      </Readings>
      <p className="cap" role="status">
        {SAID[state]}
      </p>
      <div className={css.figures}>
        <Twin
          caption="share for class 1; class 0 rings, class 1 dots; click a place to read it"
          table={() => <SurfaceTable surface={event?.surface ?? BLANK} />}
          figure={
            <Landscape
              shades={event?.surface ?? BLANK}
              columns={event ? Math.sqrt(event.surface.length) : 1}
              x={LIMIT}
              y={LIMIT}
              xName="x₁"
              yName="x₂"
              colour="probability"
              label="The network’s share for class 1 over the plane"
              said={
                event
                  ? `step ${event.step}, ${share(event.testAccuracy, 3)} of unseen points on the right side; at ${fixed(at[0])}, ${fixed(at[1])}`
                  : 'not trained yet'
              }
              at={at}
              onPlace={(x, y) => setAt([x, y])}
            >
              {(place) => {
                const [ax, ay] = place(...at)
                return (
                  <>
                    {Array.from(points.y, (label, i) => {
                      const [cx, cy] = place(points.x[2 * i]!, points.x[2 * i + 1]!)
                      return (
                        <circle
                          // biome-ignore lint/suspicious/noArrayIndexKey: a point's number is its identity
                          key={i}
                          cx={cx}
                          cy={cy}
                          r={3}
                          fill={label ? 'var(--ink)' : 'var(--paper)'}
                          stroke={label ? 'var(--paper)' : 'var(--ink)'}
                          strokeWidth={label ? 0.75 : 1.25}
                        />
                      )
                    })}
                    <path d={`M${ax - 9} ${ay}h18M${ax} ${ay - 9}v18`} stroke="var(--paper)" strokeWidth={4} />
                    <path d={`M${ax - 9} ${ay}h18M${ax} ${ay - 9}v18`} stroke="var(--ink)" strokeWidth={1.5} />
                  </>
                )
              }}
            </Landscape>
          }
        />
        <UnitMaps units={event?.units ?? []} hidden={layers.length > 0} activation={activation} />
      </div>
      {event ? <PlaceNumbers layers={event.layers} activation={event.activation} at={at} /> : null}
      <div className={css.choices}>
        <Scale
          label="learning rate"
          value={Math.log10(rate)}
          min={-3}
          max={0}
          step={0.1}
          format={() => String(rate)}
          onChange={(power) => change({ rate: Number((10 ** power).toPrecision(2)) })}
        />
        <Scale
          label="noise"
          value={noise}
          min={0}
          max={0.3}
          step={0.02}
          format={(value) => fixed(value)}
          onChange={(value) => change({ noise: Number(value.toFixed(2)) })}
        />
      </div>
    </Figure>
  )
})

const BLANK = Float32Array.of(0)

const SAID = {
  idle: 'Press Train: the surface is drawn as it learns.',
  starting: 'Loading TensorFlow.js, the first time a few seconds …',
  running: 'Learning. Change a layer, and it starts anew.',
  done: 'Trained. Change a layer, the data or the activation, and it starts anew.',
  stopped: 'Stopped.',
} as const

const ROWS = 9

/** Nine by nine places of the surface. */
function SurfaceTable({ surface }: { surface: Float32Array }) {
  const side = Math.max(1, Math.round(Math.sqrt(surface.length)))
  const cell = (i: number): number => Math.min(side - 1, Math.floor(((i + 0.5) / ROWS) * side))
  const at = (i: number): number => LIMIT[0] + ((i + 0.5) / ROWS) * (LIMIT[1] - LIMIT[0])
  const places = Array.from({ length: ROWS }, (_, i) => i)
  return (
    <table>
      <caption>Share for class 1, by x₂ (rows) and x₁ (columns)</caption>
      <thead>
        <tr>
          <th scope="col">x₂ ↓ x₁ →</th>
          {places.map((i) => (
            <th key={i} scope="col" className="n">
              {fixed(at(i), 1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((row) => (
          <tr key={row}>
            <th scope="row">{fixed(-at(row), 1)}</th>
            {places.map((column) => (
              <td key={column} className="n">
                {share(surface[cell(row) * side + cell(column)] ?? Number.NaN, 2)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
