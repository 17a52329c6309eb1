/** A tuned model on show: its losses, how often it is right and what a shortcut gets, and what it forgets. */
import { Curves } from '../../figures/Curves.tsx'
import type { RunView } from '../../session/index.ts'
import { BigNumber, Readings } from '../../ui/BigNumber.tsx'
import { fixed, int } from '../../ui/format.ts'
import type { TunedTask } from '../../worker/protocol.ts'

export function TuningReadings({ run, task }: { run: RunView; task: TunedTask }) {
  const { reports, shortcuts } = task
  const [first, last] = [reports[0], reports.at(-1)]
  const losses = run.latest?.fineTuning
  const best = shortcuts.length > 0 ? shortcuts.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)) : null
  return (
    <Readings>
      <BigNumber label="step" value={int(run.step)} unit={`of ${int(run.totalSteps)}`} context={losses ? `epoch ${losses.epoch}` : ''} />
      <BigNumber
        label="right, held out"
        value={last ? fixed(100 * last.accuracy, 1) : '–'}
        unit="%"
        context={best ? `without understanding ${fixed(100 * best.accuracy, 1)} %: ${best.name}` : ''}
      />
      <BigNumber
        label="L2, the task"
        value={fixed(losses?.taskLoss ?? last?.loss ?? Number.NaN, 3)}
        unit="nats"
        context={
          losses
            ? `L3 = L2 + λ·L1 = ${fixed(run.curve.at(-1)?.loss ?? Number.NaN, 3)}${losses.tokenLoss === null ? '' : `, L1 ${fixed(losses.tokenLoss, 3)}`}`
            : 'on held-out examples'
        }
      />
      <BigNumber
        label="its base’s own text"
        value={fixed(last?.ownTextLoss ?? Number.NaN, 3)}
        unit="nats a token"
        context={first?.ownTextLoss && last !== first ? `${fixed(first.ownTextLoss, 3)} before` : ''}
      />
    </Readings>
  )
}

export function TuningCharts({ run, task }: { run: RunView; task: TunedTask }) {
  const { reports } = task
  if (run.curve.length < 2) return <p className="cap">The losses are drawn here, step by step.</p>
  return (
    <>
      <Curves
        caption="L3, what is minimized, by step"
        curves={[{ name: 'L3', points: run.curve.map(({ step, loss }) => ({ x: step, y: loss })) }]}
        across="step"
        writeX={int}
        writeY={(y) => fixed(y, 2)}
      />
      {reports.length > 1 ? (
        <Curves
          caption="Right on held-out examples, by step"
          curves={[{ name: 'right', points: reports.map(({ step, accuracy }) => ({ x: step, y: 100 * accuracy })) }]}
          across="step"
          writeX={int}
          writeY={(y) => `${fixed(y, 0)} %`}
          dots
        />
      ) : null}
    </>
  )
}
