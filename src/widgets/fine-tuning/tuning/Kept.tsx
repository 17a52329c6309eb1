/** Models that were tuned for the task before and are kept: each can be shown again. */
import { isCourseTask, type TaskChoice } from '../../../instruments/tuning/tasks.ts'
import { isRunning, session, useSession } from '../../../session/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import type { ModelSummary } from '../../../worker/protocol.ts'
import css from './Tuning.module.css'

const MOST = 3

export function Kept({ task, models, shown }: { task: TaskChoice; models: readonly ModelSummary[]; shown: string | null }) {
  const running = useSession((s) => isRunning(s.run))
  const kept = models.filter(
    (model) => model.kind === 'classifier' && (isCourseTask(task) ? model.task.id === task : model.task.id === 'own'),
  )
  if (kept.every(({ id }) => id === shown)) return null
  return (
    <ul className={css.kept} aria-label="Tuned before">
      {kept.slice(0, MOST).map((model) => (
        <li key={model.id}>
          <Button
            look="text"
            aria-current={model.id === shown || undefined}
            disabled={running || model.id === shown}
            onClick={() => void session.getState().open(model.id)}
          >
            {model.name}
          </Button>
          <span className="cap">
            step {int(model.step)}
            {rightOf(model)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function rightOf(model: ModelSummary): string {
  const report = model.kind === 'classifier' ? model.task.reports.at(-1) : undefined
  return report ? `, ${fixed(100 * report.accuracy, 1)} % right` : ''
}
