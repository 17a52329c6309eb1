/** What an instructor's link opens: exactly its lessons, with its title and note, and how far the learner is. */
import { Suspense, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { learning, useLearning } from '../../session/learning.ts'
import { totalOf } from '../../session/learning/progress.ts'
import { TeachError } from '../../teach/teachError.ts'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { LessonLines } from '../learn/LessonLines.tsx'
import { Page } from '../shell/Page.tsx'
import css from './assigned.module.css'
import { type Assigned, readAssigned } from './readAssigned.ts'

const Learn = later(() => import('../learn/LearnPage.tsx').then((m) => m.LearnPage))

export function AssignedPage({ link }: { link: string }) {
  const read = tryToRead(link)
  return read instanceof TeachError ? <Unreadable error={read} /> : <Selection assigned={read} />
}

function tryToRead(link: string): Assigned | TeachError {
  try {
    return readAssigned(link)
  } catch (error) {
    if (error instanceof TeachError) return error
    throw error
  }
}

function Unreadable({ error }: { error: TeachError }) {
  return (
    <>
      <div className="wrap">
        <Notice kind="failure" hint={error.hint}>
          {error.message}
        </Notice>
      </div>
      <Suspense>
        <Learn />
      </Suspense>
    </>
  )
}

function Selection({ assigned }: { assigned: Assigned }) {
  const { title, note, entries, missing, link } = assigned
  const kept = useLearning((s) => s)
  const [, go] = useLocation()
  const { done, lessons, minutes } = totalOf(entries, kept)
  useEffect(() => {
    if (kept.ready) learning.getState().follow(link)
  }, [kept.ready, link])
  return (
    <Page
      title={title}
      intro={`${lessons} ${lessons === 1 ? 'lesson' : 'lessons'}, about ${minutes} minutes to read; ${done} of them done.`}
    >
      {note.trim() ? <p className={css.note}>{note.trim()}</p> : null}
      {missing.length > 0 ? (
        <Notice hint="Your instructor may have made the link for another version of the course.">
          The link also names {missing.length === 1 ? 'a lesson' : 'lessons'} that this course does not have: {missing.join(', ')}.
        </Notice>
      ) : null}
      <div className={css.lessons}>
        <LessonLines entries={entries} />
      </div>
      <div className={`row ${css.acts}`}>
        <Button
          onClick={() => {
            kept.follow(null)
            go('/learn')
          }}
        >
          Leave this selection
        </Button>
        <Link href="/learn">See the whole course</Link>
      </div>
    </Page>
  )
}
