/** Choose a base, a task and its numbers; then watch it learn, beside what needs no understanding and what it forgets. */
import { useEffect, useState } from 'react'
import { type Reached, useFinished } from '../../../instruments/projects/finished.ts'
import { Failure } from '../../../instruments/Failure.tsx'
import { OwnExamples } from '../../../instruments/tuning/OwnExamples.tsx'
import { TaskPreview } from '../../../instruments/tuning/TaskPreview.tsx'
import type { TaskChoice } from '../../../instruments/tuning/tasks.ts'
import { TunedRun } from '../../../instruments/tuning/TunedRun.tsx'
import { bestOf } from '../../../instruments/tuning/TuningReadings.tsx'
import { TuningNumbers } from '../../../instruments/tuning/TuningNumbers.tsx'
import { type Changes, useTuningSetup } from '../../../instruments/tuning/useTuningSetup.ts'
import { isRunning, type RunView, session, useSession } from '../../../session/index.ts'
import type { LabelledSet, ModelSummary } from '../../../worker/protocol.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import type { ParamsOf } from '../../frame/define.ts'
import { Actions } from './Actions.tsx'
import { Choices } from './Choices.tsx'
import { Kept } from './Kept.tsx'
import { readingsOf } from './measured.ts'
import widget from './widget.ts'

export default draw(widget, function Tuning(figure) {
  const { params, change, tell } = figure
  const models = useSession((s) => s.models)
  const base = baseOf(figure.model, models)
  const [ownChosen, chooseOwn] = useState(params.csv !== undefined)
  const [own, setOwn] = useState<LabelledSet | null>(null)
  const task: TaskChoice = ownChosen ? 'own' : params.task
  const setup = useTuningSetup(base, task, own, changesIn(params))
  const run = useSession((s) => (shows(s.run, task) ? s.run : null))
  const running = isRunning(run)
  useEffect(() => {
    const readings = run?.task && readingsOf(run.task)
    if (readings) tell(readings)
  }, [run, tell])
  useFinished(PROJECT, running ? null : reachedBy(run))
  const begin = async (): Promise<void> => {
    if (!base || !setup.job) return
    await session.getState().start()
    await session.getState().finetune(base.id, setup.job.examples, setup.job.settings, params.from === 'base')
  }
  return (
    <Figure
      of={figure}
      name="Fine-tuning"
      title={run?.task ? run.name : 'a writer becomes a judge'}
      actions={<Actions run={run} ready={setup.job !== null && base !== null} seconds={setup.seconds} begin={begin} />}
      footer={<span>a copy learns; the base stays as it is, and nothing leaves the browser</span>}
      controls={
        <Choices
          base={base}
          models={models}
          task={task}
          disabled={running}
          from={params.from}
          onBase={(model) => change({ model })}
          onFrom={(from) => change({ from })}
          onTask={(next) => {
            chooseOwn(next === 'own')
            if (next !== 'own')
              change({ task: next, examples: undefined, epochs: undefined, batch: undefined, rate: undefined, lambda: undefined })
          }}
        >
          {task === 'own' ? (
            <OwnExamples set={own} onTaken={setOwn} text={params.csv} onText={(csv) => change({ csv: csv || undefined })} />
          ) : null}
          {setup.settings ? (
            <TuningNumbers
              settings={setup.settings}
              examples={task === 'own' ? null : (setup.counts?.train ?? null)}
              disabled={running}
              onChange={({ learningRate: rate, ...rest }) => change({ ...rest, ...(rate !== undefined && { rate }) })}
            />
          ) : null}
        </Choices>
      }
    >
      <Failure place="training" where="Fine-tuning" />
      <Kept task={task} models={models} shown={run?.modelId ?? null} />
      {run?.task ? <TunedRun run={run} task={run.task} /> : <TaskPreview task={task} counts={setup.counts} own={own} />}
    </Figure>
  )
})

/** A model that answers with tokens: of one that was tuned, what it was tuned from. */
function baseOf(model: ModelSummary | null, models: readonly ModelSummary[]): ModelSummary | null {
  if (model?.kind !== 'classifier') return model
  return models.find(({ id }) => id === model.lineage?.from.id) ?? models.find(({ kind }) => kind !== 'classifier') ?? null
}

/** The project that judging a text belongs to. */
const PROJECT = 'sentiment'

/** What a tuning on texts with labels came to, beside the best that needs no understanding; null for other tasks. */
function reachedBy(run: RunView | null): Reached | null {
  const task = run?.task
  const last = task?.reports.at(-1)
  const best = task && bestOf(task.shortcuts)
  if (!run || !task || !last || !best || task.form !== 'classification') return null
  return {
    title: task.title || run.name,
    measure: 'held-out texts called by the right label',
    reached: last.accuracy,
    baseline: best.accuracy,
    heldOut: last.examples,
    settings: `${task.train} examples${task.settings ? `, ${task.settings.epochs} epochs` : ''}`,
  }
}

/** A tuning of this task, under way or read back. */
const shows = (run: RunView | null, task: TaskChoice): boolean => run?.task?.id === task

/** What the figure's parameters change of how the task is usually taught. */
function changesIn({ examples, epochs, batch, rate, lambda, seed }: ParamsOf<typeof widget>): Changes {
  const all = { examples, epochs, batch, learningRate: rate, lambda, seed }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
