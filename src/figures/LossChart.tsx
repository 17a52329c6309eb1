/** Loss by step: training as a line, validation as rings, reference losses as labelled rules, earlier runs in grey dashes. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import { thinned } from '../core/curve.ts'
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { Segmented } from '../ui/Segmented.tsx'
import { Twin } from '../ui/Twin.tsx'
import { fixed, int } from '../ui/format.ts'
import { placeLabels } from './labels.ts'
import css from './LossChart.module.css'
import { LossTable } from './LossTable.tsx'
import { type Evaluated, nearest, type Point } from './points.ts'
import { useWidth } from './useWidth.ts'

export interface LossSeries {
  name: string
  /** x: step, y: nats */
  points: readonly Point[]
}

export interface LossChartProps {
  name: string
  /** the loss of each step's batch */
  train: readonly Point[]
  /** of held-out text, and of as much training text where it was evaluated too */
  validation: readonly Evaluated[]
  earlier?: readonly LossSeries[]
  references?: readonly { name: string; loss: number }[]
  totalSteps: number
  /** a step that is spoken of while nobody reads another off the chart */
  mark?: number | null
}

type Unit = 'bits' | 'nats'
const PER_NAT: Record<Unit, number> = { bits: 1 / Math.LN2, nats: 1 }
const DASHES = ['6 3', '1.5 3', '9 3 2 3', '3 3']

export function LossChart({ name, train, validation, earlier = [], references = [], totalSteps, mark = null }: LossChartProps) {
  const [unit, setUnit] = useState<Unit>('bits')
  const [cursor, setCursor] = useState<number | null>(null)
  const { ref, width } = useWidth<HTMLDivElement>(540)
  const narrow = width < 500
  const height = narrow ? 250 : 292
  const margin = { left: 34, right: narrow ? 8 : 104, top: 10, bottom: 26 }
  const k = PER_NAT[unit]

  const { x, y, trainPath, earlierPaths } = useMemo(() => {
    const lastStep = Math.max(totalSteps, train.at(-1)?.x ?? 0, 1)
    const losses = [...train, ...validation, ...references.map((r) => ({ x: 0, y: r.loss })), ...earlier.flatMap((e) => e.points.slice(-1))]
    const values = losses.map((p) => p.y * k).filter((v) => Number.isFinite(v) && v > 0)
    const low = values.length > 0 ? values.reduce((a, b) => Math.min(a, b)) : 1 * k
    const high = values.length > 0 ? values.reduce((a, b) => Math.max(a, b)) : 5 * k
    const x = scaleLinear([0, lastStep], [margin.left, width - margin.right])
    const y = scaleLog([low * 0.94, Math.max(high * 1.03, low * 1.3)], [height - margin.bottom, margin.top])
    const path = line<Point>(
      (p) => x(p.x),
      (p) => y(Math.max(p.y * k, 1e-6)),
    )
    // at least 3 pixels a point: a mean of the steps there, so that single batches do not hide the trend
    const buckets = (points: readonly Point[]) => Math.max(30, Math.round((x(points.at(-1)?.x ?? 0) - margin.left) / 3))
    const drawn = (points: readonly Point[]) =>
      thinned(
        points.map((p) => ({ step: p.x, loss: p.y })),
        buckets(points),
      )
    const draw = (points: readonly Point[]) => path(drawn(points).map(({ step, loss }) => ({ x: step, y: loss }))) ?? ''
    return {
      x,
      y,
      trainPath: draw(train),
      earlierPaths: earlier.map((e) => draw(e.points.filter((p) => p.x <= lastStep))),
    }
  }, [train, validation, earlier, references, totalSteps, width, height, margin.left, margin.right, margin.top, margin.bottom, k])

  const right = width - margin.right
  const bottom = height - margin.bottom
  const end = train.at(-1)
  const labels = narrow
    ? []
    : placeLabels(
        [
          ...references.map((r) => ({ text: r.name, y: y(r.loss * k) })),
          ...earlier.flatMap((e) => (e.points.length > 0 ? [{ text: e.name, y: y(e.points.at(-1)!.y * k) }] : [])),
        ],
        margin.top,
        bottom,
      )

  const read = cursor ?? mark
  const at = read === null ? undefined : nearest(train, read)
  const ring = read === null ? undefined : nearest(validation, read)
  const lastRing = validation.at(-1)
  const summary = end
    ? `Step ${int(end.x)} of ${int(totalSteps)}: training loss ${fixed(end.y * k)} ${unit}${lastRing ? `, validation ${fixed(lastRing.y * k)} ${unit} at step ${int(lastRing.x)}` : ''}. ${references.map((r) => `${r.name} ${fixed(r.loss * k)}`).join(', ')}.`
    : 'No steps yet.'

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.currentTarget.getBoundingClientRect().left
    setCursor(Math.max(0, x.invert(event.clientX - left)))
  }
  const key = (event: KeyboardEvent) => {
    const last = end?.x ?? 0
    const jump = Math.max(1, Math.round(last / (event.shiftKey ? 10 : 50)))
    const from = read ?? last
    const next = { ArrowLeft: from - jump, ArrowRight: from + jump, Home: 0, End: last, Escape: null }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setCursor(next === null ? null : Math.min(last, Math.max(0, next)))
  }
  const flip = at !== undefined && x(at.x) > width * 0.55

  return (
    <Twin
      caption={`loss, ${unit} per character, log scale`}
      controls={
        <Segmented
          label="Unit of the loss"
          value={unit}
          options={[
            { value: 'bits', label: 'bits' },
            { value: 'nats', label: 'nats' },
          ]}
          onChange={setUnit}
        />
      }
      table={() => <LossTable train={train} validation={validation} references={references} k={k} unit={unit} />}
      figure={
        <div
          ref={ref}
          className={css.chart}
          role="slider"
          tabIndex={0}
          aria-label={`Loss of ${name} by step; arrow keys read it step by step`}
          aria-valuemin={0}
          aria-valuemax={Math.round(end?.x ?? 0)}
          aria-valuenow={Math.round(at?.x ?? end?.x ?? 0)}
          aria-valuetext={
            at ? `step ${int(at.x)}: training ${fixed(at.y * k)} ${unit}${ring ? `, validation ${fixed(ring.y * k)}` : ''}` : summary
          }
          onPointerMove={move}
          onPointerLeave={() => setCursor(null)}
          onKeyDown={key}
          onBlur={() => setCursor(null)}
        >
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            {y
              .ticks(5)
              .filter(spaced(y, 18))
              .map((v) => (
                <g key={v}>
                  <path d={`M${margin.left} ${y(v)}H${right}`} stroke="var(--line)" />
                  <text x={margin.left - 8} y={y(v) + 4} textAnchor="end">
                    {v}
                  </text>
                </g>
              ))}
            {x.ticks(narrow ? 4 : 5).map((v) => (
              <g key={v}>
                <path d={`M${x(v)} ${bottom}v4`} stroke="var(--line-2)" />
                <text x={x(v)} y={height - 6} textAnchor={narrow && x(v) > right - 20 ? 'end' : 'middle'}>
                  {int(v)}
                </text>
              </g>
            ))}
            {references.map((r) => (
              <g key={r.name}>
                <path d={`M${margin.left} ${y(r.loss * k)}H${right}`} stroke="var(--ink-3)" strokeDasharray="2 2" />
                {narrow ? (
                  <text className="label halo" x={right} y={y(r.loss * k) - 4} textAnchor="end">
                    {r.name}
                  </text>
                ) : null}
              </g>
            ))}
            {earlierPaths.map((d, i) => (
              <path
                key={earlier[i]!.name}
                d={d}
                fill="none"
                stroke="var(--ink-3)"
                strokeWidth={1.25}
                strokeDasharray={DASHES[i % DASHES.length]}
              />
            ))}
            <path d={trainPath} fill="none" stroke="var(--ink)" strokeWidth={1.5} strokeLinejoin="round" />
            {thinRings(validation).map((p) => (
              <circle key={p.x} cx={x(p.x)} cy={y(p.y * k)} r={2.8} fill="var(--paper)" stroke="var(--ink)" strokeWidth={1.25} />
            ))}
            {labels.map((label) => (
              <text key={label.text} className="label" x={right + 8} y={label.y + 4} style={{ fontSize: 12 }}>
                {label.text.length > 15 ? `${label.text.slice(0, 14)}…` : label.text}
              </text>
            ))}
            {at ? (
              <g>
                <path d={`M${x(at.x)} ${margin.top}V${bottom}`} stroke="var(--ink)" />
                <text
                  className="halo"
                  x={x(at.x) + (flip ? -8 : 8)}
                  y={margin.top + 14}
                  textAnchor={flip ? 'end' : 'start'}
                  style={{ fill: 'var(--ink)', fontWeight: 500 }}
                >
                  step {int(at.x)} · {fixed(at.y * k)}
                </text>
                {ring ? (
                  <text className="halo" x={x(at.x) + (flip ? -8 : 8)} y={margin.top + 31} textAnchor={flip ? 'end' : 'start'}>
                    validation {fixed(ring.y * k)}
                  </text>
                ) : null}
              </g>
            ) : (
              <text className="label halo" x={right - 2} y={margin.top + 30} textAnchor="end" style={{ fontSize: 12 }}>
                line: batches, rings: held-out text
              </text>
            )}
          </svg>
        </div>
      }
    />
  )
}

/** Keeps ticks of a log axis that stand at least `gap` pixels apart. */
function spaced(y: (value: number) => number, gap: number): (value: number) => boolean {
  let last = Number.POSITIVE_INFINITY
  return (value) => {
    if (Math.abs(last - y(value)) < gap) return false
    last = y(value)
    return true
  }
}

/** At most about 80 rings, the newest always among them. */
function thinRings<P>(points: readonly P[]): P[] {
  const every = Math.max(1, Math.ceil(points.length / 80))
  return points.filter((_, i) => (points.length - 1 - i) % every === 0)
}
