/** Loss over parameters, tokens or operations, both axes logarithmic: runs as they fall, their ends, the law with its band, the next size and what was said of it; before any run, one that is there already. */
import { scaleLog } from 'd3-scale'
import { area, line } from 'd3-shape'
import { lossAt } from '../../../core/powerLaw.ts'
import type { Precedent } from '../../../experiments/precedent.ts'
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, int, magnitude } from '../../../ui/format.ts'
import { superscript } from '../../../ui/amounts.ts'
import { modelName } from '../../../instruments/words.ts'
import css from './ScalingLaw.module.css'
import type { Axis, Fitted, Progress, Run, Value } from './law.ts'

export const AXES: Readonly<Record<Axis, { label: string; across: string }>> = {
  flops: { label: 'compute', across: 'floating-point operations of a run' },
  parameters: { label: 'parameters', across: 'parameters' },
  tokens: { label: 'tokens', across: 'characters read, each as often as it is read' },
}

interface LawChartProps {
  value: Value
  progress: Progress | null
  axis: Axis
  fit: Fitted | null
  guess: number | undefined
  precedent: Precedent | null
}

type Point = readonly [x: number, y: number]

const HEIGHT = 380
const MARGIN = { left: 44, right: 16, top: 14, bottom: 40 }
/** Losses that the axis shows at least, nats: it rests while runs come in. Above the second, every run falls alike. */
const LEAST = 1.55
const FROM = 3.2
/** Above which a model that knows nothing begins to fall. */
const FROM_NOTHING = 4.5

export function LawChart({ value, progress, axis, fit, guess, precedent }: LawChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>(680)
  const { rungs, next, after } = value
  const runs = [...value.runs, ...(progress?.done ?? []), ...(after ? [after] : [])]
  const all = [...rungs, next]
  const shownNext = guess !== undefined || after !== null
  const losses = [...runs.map(({ loss }) => loss), ...(guess === undefined ? [] : [guess]), ...(fit && shownNext ? [fit.between.low] : [])]
  // The axes reach as far as what is there already until a run of one's own begins.
  const before = runs.length === 0 && progress === null ? precedent : null
  const fall = before && axis !== 'parameters' ? fallOf(before, axis) : []
  const [low, high] = [
    Math.min(LEAST, ...losses.map((loss) => 0.97 * loss), 0.97 * Math.min(LEAST, before?.loss ?? LEAST, ...fall.map(([, loss]) => loss))),
    Math.max(before ? FROM_NOTHING : FROM, ...losses.map((loss) => 1.03 * loss)),
  ]
  const [bottom, right] = [HEIGHT - MARGIN.bottom, width - MARGIN.right]
  const least = axis === 'parameters' ? rungs[0]![axis] / 1.35 : rungs[0]![axis] / 4
  const most = Math.max(next[axis] * 1.6, (before?.[axis] ?? 0) * 1.3)
  const x = scaleLog([least, most], [MARGIN.left, right])
  const y = scaleLog([low, high], [bottom, MARGIN.top])
  const path = line<Point>(
    (p) => x(p[0]),
    (p) => y(p[1]),
  )
  const curveOf = ({ rung, curve }: Pick<Run, 'rung' | 'curve'>, whole: boolean): Point[] => {
    const last = whole ? (curve.at(-1)?.step ?? 1) : rung.tokens / TOKENS_A_STEP
    return smoothed(curve)
      .map(({ step, loss }): Point => [(rung[axis] * step) / last, loss])
      .filter(([at, loss]) => at >= least && loss < high && loss > low)
  }
  const now = progress?.now
  const from = rungs[0]![axis] / 1.2
  const until = shownNext ? next[axis] * 1.35 : rungs.at(-1)![axis] * 1.05
  const along = Array.from({ length: 33 }, (_, i) => from * (until / from) ** (i / 32))
  const band = area<number>(
    (at) => x(at),
    (at) => y(fit!.sure.curveAt(at).low),
    (at) => y(fit!.sure.curveAt(at).high),
  )
  return (
    <div ref={ref} className={css.chart}>
      <svg width={width} height={HEIGHT} role="img" aria-label={heard(value, axis, fit, shownNext, before)}>
        {ticksOf(low, high).map((at) => (
          <g key={at}>
            <path d={`M${MARGIN.left} ${y(at)}H${right}`} stroke="var(--line)" />
            <text x={MARGIN.left - 8} y={y(at) + 4} textAnchor="end">
              {fixed(at, 1)}
            </text>
          </g>
        ))}
        {decades(least, most, width).map((at) => (
          <text key={at} x={x(at)} y={bottom + 17} textAnchor="middle">
            {short(at)}
          </text>
        ))}
        <text className="label" x={(MARGIN.left + right) / 2} y={HEIGHT - 5} textAnchor="middle">
          {AXES[axis].across}
        </text>
        {all.map((rung) => (
          <path
            key={rung.width}
            d={`M${x(rung[axis])} ${bottom}v${rung === next ? -16 : -8}`}
            stroke="var(--ink-2)"
            strokeDasharray={rung === next ? '2 2' : undefined}
          />
        ))}
        {precedent?.bigram && precedent.bigram < high ? (
          <>
            <path d={`M${MARGIN.left} ${y(precedent.bigram)}H${right}`} stroke="var(--ink-3)" strokeDasharray="1 3" />
            <text className="label halo" x={MARGIN.left + 4} y={y(precedent.bigram) - 6}>
              a table of pairs, {fixed(precedent.bigram)}
            </text>
          </>
        ) : null}
        {before ? (
          <>
            {axis === 'parameters' ? null : (
              <path
                d={path(fall.filter(([at, loss]) => at >= least && loss < high)) ?? ''}
                fill="none"
                stroke="var(--ink-3)"
                strokeDasharray="5 3"
                strokeWidth={1.25}
              />
            )}
            <circle cx={x(before[axis])} cy={y(before.loss)} r={3.5} fill="var(--paper)" stroke="var(--ink-3)" strokeWidth={1.5} />
            <text className="label halo" x={x(before[axis]) - (axis === 'parameters' ? 9 : BESIDE)} y={y(before.loss) + 4} textAnchor="end">
              {modelName(before.model)}
              {width < NARROW ? ', ' : `, ${int(before.parameters)} parameters: `}
              {fixed(before.loss, 3)}
            </text>
          </>
        ) : null}
        {fit ? (
          <>
            <path d={band(along) ?? ''} fill="var(--line)" opacity={0.8} />
            <path d={path(along.map((at): Point => [at, lossAt(fit.law, at)])) ?? ''} fill="none" stroke="var(--ink)" strokeWidth={1.75} />
          </>
        ) : null}
        {axis === 'parameters'
          ? null
          : runs.map((run) => (
              <path key={nameOf(run)} d={path(curveOf(run, true)) ?? ''} fill="none" stroke="var(--ink-3)" strokeWidth={0.8} />
            ))}
        {now && axis !== 'parameters' ? <path d={path(curveOf(now, false)) ?? ''} fill="none" stroke="var(--ink)" strokeWidth={2} /> : null}
        {runs.map((run) => (
          <circle
            key={nameOf(run)}
            cx={x(run.rung[axis])}
            cy={y(run.loss)}
            r={run === after ? 5 : 3.5}
            fill={run === after ? 'var(--ink)' : 'var(--paper)'}
            stroke="var(--ink)"
            strokeWidth={1.5}
          />
        ))}
        {fit && shownNext ? <Said {...{ fit, guess, after }} at={x(next[axis])} y={y} right={right} /> : null}
        {fit || runs.length > 0 ? null : (
          <text className="label halo" x={x(next[axis])} y={bottom - 22} textAnchor="end">
            the next size
          </text>
        )}
      </svg>
    </div>
  )
}

/** What was said of the next size: the learner's line, the law's interval, and what came. */
function Said({
  fit,
  guess,
  after,
  at,
  y,
  right,
}: Pick<LawChartProps, 'guess'> & { fit: Fitted; after: Run | null; at: number; y: (loss: number) => number; right: number }) {
  const { low, high } = fit.between
  return (
    <>
      <path
        d={`M${at - 6} ${y(low)}h12M${at} ${y(low)}V${y(high)}M${at - 6} ${y(high)}h12`}
        stroke="var(--ink)"
        strokeWidth={1.5}
        fill="none"
      />
      {guess === undefined ? null : (
        <>
          <path d={`M${at - 60} ${y(guess)}H${right}`} stroke="var(--ink)" strokeDasharray="5 3" />
          <text className="label halo" x={at - 64} y={y(guess) + 4} textAnchor="end">
            you said {fixed(guess, 3)}
          </text>
        </>
      )}
      <text className="label halo" x={at - 12} y={y(high) - 8} textAnchor="end">
        the law says {fixed(fit.next, 3)}
        {after ? `; it came to ${fixed(after.loss, 3)}` : ''}
      </text>
    </>
  )
}

/** Below this a label has no room for all that it would say. */
export const NARROW = 480

/** Of a curve's name from its end, so that the curve does not run through it. */
const BESIDE = 84

/** How the precedent fell, over what it had cost by then. */
const fallOf = (precedent: Precedent, axis: Axis): Point[] =>
  smoothed(precedent.curve).map(({ step, loss }): Point => [(precedent[axis] * step) / precedent.model.step, loss])

/** Of every run of this figure: 8 windows of 32 characters. */
const TOKENS_A_STEP = 256

const nameOf = ({ rung, seed }: Run): string => `${rung.width}/${seed}`

/** "108k", "2.2M", "10¹²" */
export function short(value: number): string {
  const [number, unit] = magnitude(value)
  return unit === 'T' || unit === 'P' ? `10${superscript(Math.round(Math.log10(value)))}` : `${number.replace(/\.0+$/, '')}${unit}`
}

const ticksOf = (low: number, high: number): number[] => {
  const step = high - low > 2 ? 0.4 : 0.2
  return Array.from({ length: 40 }, (_, i) => step * (i + 1)).filter((at) => at >= low && at <= high)
}

/** Means over stretches of a curve that are equally long on a logarithmic axis, so that single batches do not hide how it falls. */
function smoothed(curve: Run['curve']): { step: number; loss: number }[] {
  const stretches = new Map<number, { step: number; loss: number }[]>()
  for (const point of curve) {
    const at = Math.floor(Math.log(point.step) / STRETCH)
    stretches.set(at, [...(stretches.get(at) ?? []), point])
  }
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
  return [...stretches.values()].map((points) => ({ step: mean(points.map((p) => p.step)), loss: mean(points.map((p) => p.loss)) }))
}

/** Of a stretch, in natural logarithms of steps. */
const STRETCH = 0.12

/** Powers of ten, with their halves where there is room and few of them. */
function decades(low: number, high: number, width: number): number[] {
  const powers = Array.from({ length: 30 }, (_, i) => 10 ** i)
  const inside = (values: number[]) => values.filter((at) => at >= low && at <= high)
  // From 10¹² on only powers have names.
  const fine = inside(powers.flatMap((at) => (at < 1e12 ? [at, 3 * at] : [at])))
  return fine.length <= width / 70 ? fine : inside(powers)
}

function heard({ rungs, runs, after, next }: Value, axis: Axis, fit: Fitted | null, shownNext: boolean, before: Precedent | null): string {
  const there = before ? ` ${modelName(before.model)}, with ${int(before.parameters)} parameters, came to ${fixed(before.loss, 3)}.` : ''
  if (!fit)
    return `Nothing is trained yet: ${rungs.length} sizes wait, and a larger one to be predicted. Loss over ${AXES[axis].across}.${there}`
  const [first, last] = [runs[0]!, runs.at(-1)!]
  const ends = `${fixed(first.loss, 3)} nats at ${short(first.rung[axis])}, ${fixed(last.loss, 3)} at ${short(last.rung[axis])}`
  const said = shownNext ? ` At ${short(next[axis])} the law says ${fixed(fit.next, 3)}.` : ''
  return `Held-out loss over ${AXES[axis].across}: ${ends}.${said}${after ? ` It came to ${fixed(after.loss, 3)}.` : ''}`
}
