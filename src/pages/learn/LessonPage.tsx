/** One lesson: found in the index, its body loaded, its neighbours named, its reader brought back to where they were. */
import { lazy, Suspense, use } from 'react'
import { lessons, parts } from 'virtual:lessons'
import { useLocation } from 'wouter'
import { Lesson, type Neighbour } from '../../lesson/Lesson.tsx'
import { CountingContext } from '../../lesson/LessonContext.ts'
import { lessonId } from '../../lesson/lesson.ts'
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { useAssigned } from '../assigned/useAssigned.ts'
import { useLeft } from '../assigned/useLeft.ts'
import { bodyOf, type Entry, entryOf, hrefOf, numberOf } from '../course/course.ts'
import { useKeys } from '../shell/keys.ts'
import { NotFound } from '../shell/NotFound.tsx'
import { wantedSection } from '../shell/useSection.ts'
import { useTitle } from '../shell/useTitle.ts'
import { LessonFoot } from './LessonFoot.tsx'
import css from './LessonPage.module.css'
import { useResume } from './resume.ts'

/** Only whoever follows an assignment loads it. */
const AssignedLine = later(() => import('../assigned/AssignedLine.tsx').then((m) => m.AssignedLine))
/** Of an assignment, not of the course. */
const OwnLessonPage = later(() => import('../assigned/own/OwnLessonPage.tsx').then((m) => m.OwnLessonPage))

export function LessonPage({ part, slug }: { part: string; slug: string }) {
  const entry = entryOf(lessonId({ part, slug }))
  if (part === 'own') return <OwnLessonPage id={slug} />
  return entry ? <Found key={lessonId(entry)} entry={entry} /> : <NotFound />
}

function Found({ entry }: { entry: Entry }) {
  useTitle(entry.title)
  const lesson = use(bodyOf(entry))
  const id = lessonId(entry)
  const assigned = useAssigned()
  // Inside an instructor's selection the lessons before and after are those of the selection.
  const inside = assigned?.entries.includes(entry) ? assigned : null
  const left = useLeft(inside)
  const order: readonly Entry[] = inside?.entries ?? lessons
  const at = order.indexOf(entry)
  const [previous, next] = [order[at - 1], order[at + 1]]
  const [, go] = useLocation()
  useKeys({ '[': () => previous && go(hrefOf(previous)), ']': () => next && go(hrefOf(next)) })
  const { ref, resumed, toTop } = useResume(id, wantedSection())
  return (
    <div ref={ref}>
      {inside ? (
        <Suspense>
          <AssignedLine assigned={inside} />
        </Suspense>
      ) : null}
      {resumed ? (
        <p className={`wrap ${css.line}`} role="status">
          Opened where you stopped reading.
          <Button look="text" onClick={toTop}>
            Begin at the top
          </Button>
        </p>
      ) : null}
      <CountingContext value={left}>
        <Lesson
          lesson={lesson}
          part={parts.find((part) => part.slug === entry.part)!}
          number={numberOf(entry)}
          of={lessons.filter((other) => other.part === entry.part).length}
          previous={neighbour(previous)}
          next={neighbour(next)}
        />
      </CountingContext>
      <LessonFoot lesson={id} />
      <LessonScrubber />
    </div>
  )
}

/** A lesson's text does not wait for it. */
const TimeScrubber = lazy(() => import('../scrubber/TimeScrubber.tsx').then((module) => ({ default: module.TimeScrubber })))

/** Where a figure reads the open model, its steps can be gone through. */
function LessonScrubber() {
  const read = useSession((s) => s.readers > 0)
  return read ? (
    <Suspense>
      <TimeScrubber place="page" />
    </Suspense>
  ) : null
}

const neighbour = (entry: Entry | undefined): Neighbour | null => (entry ? { ...entry, number: numberOf(entry) } : null)
