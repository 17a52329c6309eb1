/** What the lesson promises. An objective has its tick when every question and challenge on it is done. */
import { useLearning } from '../session/learning.ts'
import css from './Lesson.module.css'
import { type Lesson, lessonId } from './lesson.ts'

export function Objectives({ lesson }: { lesson: Pick<Lesson, 'part' | 'slug' | 'objectives' | 'checks'> }) {
  const answers = useLearning((s) => s.answers)
  const done = (objective: string): boolean => {
    const about = lesson.checks.filter((check) => check.objective === objective)
    return about.length > 0 && about.every(({ id }) => answers[`${lessonId(lesson)}#${id}`]?.right)
  }
  return (
    <section className={css.objectives} aria-label="Objectives">
      <p className={css.after}>After this you can</p>
      <ul>
        {lesson.objectives.map(({ id, text }) => (
          <li key={id}>
            <Tick done={done(id)} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Tick({ done }: { done: boolean }) {
  return (
    <svg viewBox="0 0 12 12" role="img" aria-label={done ? 'done' : 'open'}>
      {done ? (
        <path d="M1 6.5 4.5 10 11 2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      ) : (
        <circle cx="6" cy="6" r="4.5" fill="none" stroke="var(--line-2)" />
      )}
    </svg>
  )
}
