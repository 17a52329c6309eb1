/** The tasks of an instructor's own, done right here: each with its text, its place, and the attempts it has. */
import { learning, useLearning } from '../../session/learning.ts'
import { Markdown } from '../../lesson/markdown/Markdown.tsx'
import type { Task } from '../../teach/assignment/assignment.ts'
import { holds, parseGoal } from '../../goal/goal.ts'
import { Part } from '../shell/Page.tsx'
import css from './assigned.module.css'
import { taskAnchor } from './Items.tsx'
import { type Assigned, placeOf } from './readAssigned.ts'
import { triedAt } from './record/facts.ts'
import { nthSaid } from './said.ts'
import { failureOf } from './tasks/failure.ts'
import { LabTask } from './tasks/LabTask.tsx'
import { WidgetTask } from './tasks/WidgetTask.tsx'
import { WordsTask } from './tasks/WordsTask.tsx'

export function Tasks({ assigned }: { assigned: Assigned }) {
  return assigned.items.map((item) =>
    item.kind === 'task' ? (
      <div key={item.id} id={taskAnchor(item.id)} tabIndex={-1} className={css.task}>
        <Part title={item.title}>
          <OneTask assigned={assigned} task={item} />
        </Part>
      </div>
    ) : null,
  )
}

function OneTask({ assigned, task }: { assigned: Assigned; task: Task }) {
  const place = placeOf(assigned, task.id)
  const facts = useLearning((s) => s.attempts[place])
  const tried = triedAt({ attempts: { [place]: facts ?? [] } }, place)
  const nth = nthSaid(assigned, tried.length)
  const keep = (readings: Record<string, number>, model?: string): void => {
    // The same measure again is no other attempt, and one that is reached again adds nothing.
    const known = triedAt(learning.getState(), place)
    const reached = task.goal !== '' && holds(parseGoal(task.goal), readings)
    const failed = failureOf(assigned, task, readings, model)
    if (known.some((each) => JSON.stringify(each.readings) === JSON.stringify(readings) && each.model === (model ?? null))) return
    if (reached && !failed && known.some((each) => each.failed === null && each.model === (model ?? null))) return
    learning.getState().attempt(place, { readings, failed, model: model ?? null })
  }
  return (
    <>
      {task.text ? (
        <div className={css.text}>
          <Markdown>{task.text}</Markdown>
        </div>
      ) : null}
      {task.where.kind === 'widget' ? (
        <WidgetTask task={task} where={task.where} onAttempt={keep} nth={nth} />
      ) : task.where.kind === 'lab' ? (
        <LabTask
          task={task}
          where={task.where}
          assignment={assigned}
          from={{ back: `/assigned/${assigned.link}`, of: assigned.title }}
          onAttempt={keep}
          nth={nth}
        />
      ) : (
        <WordsTask
          place={place}
          kept={tried.at(-1)?.words ?? null}
          nth={nth}
          onWords={(words) => learning.getState().attempt(place, { words })}
        />
      )}
    </>
  )
}
