/** Lessons one below the other, each with what it takes and how far the learner is in it. */
import { summaries } from 'virtual:lesson-summaries'
import { Link } from 'wouter'
import { lessonId } from '../../lesson/lesson.ts'
import { progressOf } from '../../session/learning/progress.ts'
import { useLearning } from '../../session/learning.ts'
import { type Entry, hrefOf, numberOf } from '../course/course.ts'
import css from './LessonLines.module.css'

export function LessonLines({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className={css.lessons}>
      {entries.map((entry) => (
        <LessonLine key={lessonId(entry)} entry={entry} />
      ))}
    </ul>
  )
}

function LessonLine({ entry }: { entry: Entry }) {
  const kept = useLearning((s) => s)
  const { met, of, done, begun } = progressOf(entry, kept)
  const said = done ? '✓ done' : begun ? `${met.length} of ${of} ${of === 1 ? 'objective' : 'objectives'}` : ''
  return (
    <li data-done={done || undefined}>
      <div>
        <Link href={hrefOf(entry)}>
          {numberOf(entry)} {entry.title}
        </Link>
        <p>{summaries[lessonId(entry)]}</p>
      </div>
      <p className="n">
        {said ? <span className={css.state}>{said}</span> : null}
        {entry.project ? <span>project</span> : null}
        <span>{entry.minutes} min</span>
      </p>
    </li>
  )
}
