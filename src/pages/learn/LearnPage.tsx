/** The course at a glance: its parts, their lessons, how far the learner is, and where to go on. */
import { lessons, parts } from 'virtual:lessons'
import { Suspense } from 'react'
import { Link } from 'wouter'
import { goOn, totalOf } from '../../session/learning/progress.ts'
import { useLearning } from '../../session/learning.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { AssignedLine } from '../assigned/AssignedLine.tsx'
import { useAssigned } from '../assigned/useAssigned.ts'
import { hrefOf, numberOf } from '../course/course.ts'
import { useTitle } from '../shell/useTitle.ts'
import css from './LearnPage.module.css'
import { LessonLines } from './LessonLines.tsx'

const OpenFile = later(() => import('../assigned/OpenFile.tsx').then((m) => m.OpenFile))
const DueLine = later(() => import('./DueLine.tsx').then((m) => m.DueLine))

export function LearnPage() {
  useTitle('Learn')
  const kept = useLearning((s) => s)
  const assigned = useAssigned()
  const total = totalOf(lessons, kept)
  const next = goOn(lessons, kept) ?? lessons[0]
  const begun = goOn(lessons, kept) !== null
  return (
    <>
      {assigned ? <AssignedLine assigned={assigned} /> : null}
      <div className={`wrap ${css.page}`}>
        <header className={css.head}>
          <h1>The course</h1>
          <p>
            {lessons.length} lessons in twelve parts, from a first model to what came after GPT. Begin with any of them: each says what it
            builds on.
          </p>
          {next ? (
            <div className="row">
              <Link href={hrefOf(next)} className={buttonClass('primary')}>
                {begun ? `Go on: ${numberOf(next)} ${next.title}` : `Begin: ${next.title}`}
              </Link>
              {begun ? (
                <span className="n mute">
                  {total.done} of {total.lessons} lessons done
                </span>
              ) : null}
              {begun ? <Link href="/reached">What your models reached</Link> : null}
              <Suspense>{Object.keys(kept.reviews).length > 0 ? <DueLine /> : null}</Suspense>
            </div>
          ) : null}
        </header>
        <ol className={css.parts}>
          {parts.map((part, i) => {
            const own = lessons.filter((lesson) => lesson.part === part.slug)
            const { done, minutes, minutesDone } = totalOf(own, kept)
            return (
              <li key={part.slug}>
                <span className={`n ${css.number}`}>{i}</span>
                <div className={css.part}>
                  <h2>{part.title}</h2>
                  <p>{part.summary}</p>
                  {own.length > 0 ? (
                    <p className={`n ${css.takes}`}>
                      {own.length} {own.length === 1 ? 'lesson' : 'lessons'}, {minutes} min
                      {done > 0 ? `; ${done} done, ${minutes - minutesDone} min to go` : ''}
                    </p>
                  ) : null}
                </div>
                {own.length > 0 ? <LessonLines entries={own} /> : null}
              </li>
            )
          })}
        </ol>
        <Suspense>
          <OpenFile label="Open an assignment’s file" />
        </Suspense>
      </div>
    </>
  )
}
