/** A weight by step, over the gradients that moved it and the rate that scaled them: three tracks on one axis, and a line at the step that is spoken of. */
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, int } from '../../../ui/format.ts'
import { Lit } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import type { FollowedWeight } from '../../../worker/protocol.ts'
import { inRates, stepOf, toldOf, type Told } from './followed.ts'
import { digits } from './numbers.ts'
import css from './WeightSteps.module.css'

const MARGIN = { left: 70, right: 12 }
/** Bars are drawn so far, in units of the band’s largest half; a few batches go beyond. */
const BEYOND = 1.7
const TRACKS = { weight: { top: 20, height: 92 }, gradient: { top: 142, height: 108 }, rate: { top: 280, height: 52 } }
const HEIGHT = 356

interface Point {
  step: number
  told: Told
}

interface TracksProps {
  of: FollowedWeight
  step: number
  onStep: (step: number) => void
}

export function Tracks({ of, step, onStep }: TracksProps) {
  const { ref, width } = useWidth<HTMLDivElement>(560)
  const { start, steps, training } = of
  const [first, last] = [start.step + 1, start.step + steps.length]
  const points: Point[] = steps.map((each) => ({ step: each.step, told: toldOf(of, each.step) }))
  const x = scaleLinear([first, last], [MARGIN.left, width - MARGIN.right])
  const here = points[step - first]!
  const move = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointermove' && event.pointerType === 'touch' && event.buttons === 0) return
    const box = event.currentTarget.getBoundingClientRect()
    onStep(stepOf(of, Math.round(x.invert(event.clientX - box.left))))
  }
  const key = (event: KeyboardEvent) => {
    const next = {
      ArrowLeft: step - 1,
      ArrowRight: step + 1,
      PageDown: step - 10,
      PageUp: step + 10,
      Home: first,
      End: last,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    onStep(stepOf(of, next))
  }
  const caption = `steps ${int(first)} to ${int(last)} of ${int(training.steps)}; point at one`
  return (
    <Twin
      caption={caption}
      table={() => <TracksTable points={points} caption={caption} />}
      figure={
        <div
          ref={ref}
          className={css.tracks}
          role="slider"
          tabIndex={0}
          aria-label="Step; arrow keys move over the steps"
          aria-valuemin={first}
          aria-valuemax={last}
          aria-valuenow={step}
          aria-valuetext={`step ${int(step)}: weight ${digits(here.told.weight)}, gradient ${digits(here.told.gradient)}`}
          onPointerMove={move}
          onPointerDown={move}
          onKeyDown={key}
        >
          <svg width={width} height={HEIGHT} aria-hidden="true">
            <WeightTrack points={points} x={x} />
            <GradientTrack points={points} x={x} />
            <RateTrack points={points} x={x} />
            {x.ticks(width < 440 ? 4 : 8).map((each) => (
              <text key={each} x={x(each)} y={HEIGHT - 4} textAnchor="middle">
                {int(each)}
              </text>
            ))}
            <path d={`M${x(step)} ${TRACKS.weight.top - 4}V${TRACKS.rate.top + TRACKS.rate.height}`} className={css.now} />
            <circle cx={x(step)} cy={weightScale(points)(here.told.weight)} r={4} fill="var(--ink)" />
          </svg>
        </div>
      }
    />
  )
}

type Across = (step: number) => number

const rangeOf = (values: readonly number[]): [number, number] => {
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [values[0]!, values[0]!])
  return low === high ? [low - 1e-6, high + 1e-6] : [low, high]
}

const weightScale = (points: readonly Point[]) => {
  const { top, height } = TRACKS.weight
  return scaleLinear(rangeOf(points.map(({ told }) => told.weight)), [top + height - 6, top + 6])
}

function Axis({ y, left, right, values }: { y: (value: number) => number; left: number; right: number; values: readonly number[] }) {
  return values.map((value) => (
    <g key={value}>
      <path d={`M${left} ${y(value)}H${right}`} stroke="var(--line)" />
      <text x={left - 6} y={y(value) + 4} textAnchor="end">
        {digits(value, 2)}
      </text>
    </g>
  ))
}

function WeightTrack({ points, x }: { points: readonly Point[]; x: Across }) {
  const y = weightScale(points)
  const [left, right] = [x(points[0]!.step), x(points.at(-1)!.step)]
  return (
    <g>
      <Axis y={y} left={left} right={right} values={y.ticks(3)} />
      <path
        d={
          line<Point>(
            (p) => x(p.step),
            (p) => y(p.told.weight),
          )(points) ?? ''
        }
        fill="none"
        stroke="var(--ink)"
        strokeWidth={1.75}
      />
      <text className="label halo" x={left} y={TRACKS.weight.top - 6}>
        the weight w
      </text>
    </g>
  )
}

/** Each batch's gradient as a thin bar; Adam's mean as a line; a band as wide as the root of the mean square. */
function GradientTrack({ points, x }: { points: readonly Point[]; x: Across }) {
  const { top, height } = TRACKS.gradient
  const most = BEYOND * points.reduce((so, { told }) => Math.max(so, Math.sqrt(told.vHat)), 1e-12)
  const y = scaleLinear([-most, most], [top + height - 4, top + 4]).clamp(true)
  const [left, right] = [x(points[0]!.step), x(points.at(-1)!.step)]
  const bar = Math.max(1, (right - left) / points.length - 1)
  const band = area<Point>(
    (p) => x(p.step),
    (p) => y(-Math.sqrt(p.told.vHat)),
    (p) => y(Math.sqrt(p.told.vHat)),
  )
  return (
    <g>
      <path d={band(points) ?? ''} fill="var(--line)" />
      <Axis y={y} left={left} right={right} values={[-most / 2, 0, most / 2]} />
      <Lit name="gradient">
        {points.map(({ step, told }) => (
          <rect
            key={step}
            x={x(step) - bar / 2}
            width={bar}
            y={Math.min(y(0), y(told.clipped))}
            height={Math.max(0.5, Math.abs(y(told.clipped) - y(0)))}
            fill="var(--gradient)"
            opacity={0.5}
          />
        ))}
      </Lit>
      <Lit name="gradient/mean">
        <path
          d={
            line<Point>(
              (p) => x(p.step),
              (p) => y(p.told.mHat),
            )(points) ?? ''
          }
          fill="none"
          stroke="var(--ink)"
          strokeWidth={1.75}
        />
      </Lit>
      <text className="label halo" x={left} y={top - 6}>
        gradients (bars), mean m̂ (line), ±√v̂ (band)
      </text>
    </g>
  )
}

function RateTrack({ points, x }: { points: readonly Point[]; x: Across }) {
  const { top, height } = TRACKS.rate
  const most = points.reduce((so, { told }) => Math.max(so, told.learningRate), 1e-12)
  const y = scaleLinear([0, most], [top + height, top + 4])
  const [left, right] = [x(points[0]!.step), x(points.at(-1)!.step)]
  return (
    <g>
      <Axis y={y} left={left} right={right} values={[0, most]} />
      <Lit name="residual/rate">
        <path
          d={
            line<Point>(
              (p) => x(p.step),
              (p) => y(p.told.learningRate),
            )(points) ?? ''
          }
          fill="none"
          stroke="var(--position)"
          strokeWidth={1.75}
        />
      </Lit>
      <text className="label halo" x={left} y={top - 6}>
        learning rate η
      </text>
    </g>
  )
}

function TracksTable({ points, caption }: { points: readonly Point[]; caption: string }) {
  const every = Math.max(1, Math.round(points.length / 40))
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">step</th>
          {['weight', 'gradient', 'm̂', '√v̂', 'rate', 'step, in rates'].map((name) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points
          .filter((_, i) => i % every === 0)
          .map(({ step, told }) => (
            <tr key={step}>
              <th scope="row">{int(step)}</th>
              {[told.weight, told.gradient, told.mHat, Math.sqrt(told.vHat), told.learningRate].map((value, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={i} className="n">
                  {digits(value)}
                </td>
              ))}
              <td className="n">{fixed(inRates(told))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
