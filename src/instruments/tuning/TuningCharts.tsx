/** A tuning over its steps: the two losses and their sum, held-out accuracy beside what needs no understanding, and the loss on the base's own text. */
import { useMemo } from 'react'
import { type LossPoint, thinned } from '../../core/curve.ts'
import { type Curve, Curves } from '../../figures/Curves.tsx'
import type { RunView } from '../../session/index.ts'
import { fixed, int } from '../../ui/format.ts'
import type { TunedTask } from '../../worker/protocol.ts'
import css from './Tuned.module.css'
import { bestOf } from './TuningReadings.tsx'

/** Batches are small, so single steps say little. */
const DRAWN = 80

export function TuningCharts({ run, task }: { run: RunView; task: TunedTask }) {
  const { reports, shortcuts } = task
  const losses = useMemo(() => lossCurves(run.curve), [run.curve])
  if (run.curve.length < 2) return <p className="cap">The losses are drawn here, step by step.</p>
  const chance = shortcuts[0]
  const best = bestOf(shortcuts)
  const marks = [...new Set([chance, best])].flatMap((one) => (one ? [{ name: one.name, y: 100 * one.accuracy }] : []))
  const own = reports.flatMap(({ step, ownTextLoss }) => (typeof ownTextLoss === 'number' ? [{ x: step, y: ownTextLoss }] : []))
  const axis = { across: 'step', writeX: int, until: run.totalSteps }
  return (
    <div className={css.charts}>
      <Curves {...axis} caption="loss of the steps’ batches, nats" curves={losses} writeY={(y) => fixed(y, 1)} />
      <Curves
        {...axis}
        caption="right on held-out examples"
        curves={[{ name: 'this model', points: reports.map(({ step, accuracy }) => ({ x: step, y: 100 * accuracy })) }]}
        writeY={(y) => `${fixed(y, Number.isInteger(y) ? 0 : 1)} %`}
        marks={marks}
        dots
      />
      {own.length > 1 ? (
        <Curves
          {...axis}
          caption="the base’s own text, held out, nats a token"
          curves={[{ name: 'this model', points: own }]}
          writeY={(y) => fixed(y, 3)}
          marks={[{ name: 'before', y: own[0]!.y }]}
          dots
        />
      ) : null}
    </div>
  )
}

/** L3 as a line; its parts where they are known: models that were saved before they were kept have the sum alone. */
function lossCurves(curve: readonly LossPoint[]): Curve[] {
  const points = thinned(curve, DRAWN)
  const of = (loss: 'loss' | 'taskLoss' | 'tokenLoss') =>
    points.flatMap((point) => (point[loss] === undefined ? [] : [{ x: point.step, y: point[loss] }]))
  return [
    { name: 'L3, what is made small', points: of('loss') },
    { name: 'L2, the task', points: of('taskLoss'), dashed: true },
    { name: 'L1, the next token', points: of('tokenLoss'), colour: 'ink-3', dashed: true },
  ].filter(({ points }) => points.length > 0)
}
