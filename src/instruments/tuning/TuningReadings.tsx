/** A tuned model in numbers: how often it is right and what a shortcut gets, its losses, and what it forgets. */
import type { RunView } from '../../session/index.ts'
import { BigNumber, Readings } from '../../ui/BigNumber.tsx'
import { duration, fixed, int, signed } from '../../ui/format.ts'
import type { Shortcut, TunedTask } from '../../worker/protocol.ts'

/** The one that gets the most; null where none is known, as of a model that was imported. */
export const bestOf = (shortcuts: readonly Shortcut[]): Shortcut | null =>
  shortcuts.length > 0 ? shortcuts.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)) : null

export function TuningReadings({ run, task }: { run: RunView; task: TunedTask }) {
  const { reports, shortcuts } = task
  const [first, last] = [reports[0], reports.at(-1)]
  const point = run.curve.at(-1)
  const epoch = run.latest?.fineTuning?.epoch
  const best = bestOf(shortcuts)
  const left = run.status === 'running' && run.latest ? `, ${duration(run.latest.secondsLeft)} left` : ''
  return (
    <Readings>
      <BigNumber
        label="step"
        value={int(run.step)}
        unit={`of ${int(run.totalSteps)}`}
        context={epoch === undefined ? '' : `epoch ${epoch}${left}`}
      />
      <BigNumber
        label="right, held out"
        value={last ? fixed(100 * last.accuracy, 1) : '–'}
        unit="%"
        context={best ? beside(best, last?.accuracy) : ''}
      />
      <BigNumber
        label="L3 = L2 + λ·L1"
        value={fixed(point?.loss ?? Number.NaN, 3)}
        unit="nats"
        context={
          point?.taskLoss === undefined
            ? 'of the last batch'
            : `L2 ${fixed(point.taskLoss, 3)}${point.tokenLoss === undefined ? ', λ is 0' : `, L1 ${fixed(point.tokenLoss, 3)}`}`
        }
      />
      <BigNumber
        label="the base’s own text"
        value={fixed(last?.ownTextLoss ?? Number.NaN, 3)}
        unit="nats a token"
        context={typeof first?.ownTextLoss === 'number' && last !== first ? `${fixed(first.ownTextLoss, 3)} before` : 'held out'}
      />
    </Readings>
  )
}

/** The shortcut, and by how much the model is right more often, in points. */
function beside({ name, accuracy }: Shortcut, reached: number | undefined): string {
  const shortcut = `best shortcut ${fixed(100 * accuracy, 1)} %: ${name}`
  return reached === undefined ? shortcut : `${signed(100 * (reached - accuracy), 1)} points, ${shortcut}`
}
