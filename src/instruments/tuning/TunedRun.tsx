/** A tuning under way, or a model that was tuned: its numbers, its curves, a box to ask it, and its mistakes. */
import { isRunning, type RunView } from '../../session/index.ts'
import type { TunedTask } from '../../worker/protocol.ts'
import { RunStatusLine } from '../RunStatusLine.tsx'
import { AskTuned } from './AskTuned.tsx'
import { Confusion } from './Confusion.tsx'
import { Mistakes } from './Mistakes.tsx'
import { TuningCharts } from './TuningCharts.tsx'
import { TuningReadings } from './TuningReadings.tsx'

export function TunedRun({ run, task }: { run: RunView; task: TunedTask }) {
  return (
    <>
      <TuningReadings run={run} task={task} />
      <RunStatusLine run={run} />
      <TuningCharts run={run} task={task} />
      {isRunning(run) ? null : <AskTuned key={run.modelId} run={run} task={task} />}
      <Confusion task={task} />
      {isRunning(run) ? null : <Mistakes task={task} own={run.own ?? null} />}
    </>
  )
}
