/** A lesson of an instructor's own, out of the assignment that is followed. It is another's text: see `src/lesson/own/`. */
import { Suspense, use } from 'react'
import { Link } from 'wouter'
import type { Body } from '../../../lesson/figures.ts'
import { CountingContext } from '../../../lesson/LessonContext.ts'
import { lessonId } from '../../../lesson/lesson.ts'
import { OwnLesson } from '../../../lesson/own/OwnLesson.tsx'
import { titles } from '../../../lesson/own/here.ts'
import { useLearning } from '../../../session/learning.ts'
import { TeachError } from '../../../teach/teachError.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { bodyOf, type Entry, hrefOf } from '../../course/course.ts'
import { useTitle } from '../../shell/useTitle.ts'
import { AssignedLine } from '../AssignedLine.tsx'
import { OpenFile } from '../OpenFile.tsx'
import { ReadToEnd } from '../ReadToEnd.tsx'
import type { Assigned } from '../readAssigned.ts'
import { useAssigned } from '../useAssigned.ts'
import { useLeft } from '../useLeft.ts'
import css from '../assigned.module.css'

export function OwnLessonPage({ id }: { id: string }) {
  const assigned = useAssigned()
  const left = useLeft(assigned)
  const waiting = useLearning((s) => !s.ready || s.assignment.now !== undefined)
  const entry = assigned?.entries.find((each) => lessonId(each) === `own/${id}`)
  useTitle(entry?.title ?? 'A lesson of your instructor’s')
  if (assigned && entry)
    return (
      <>
        <AssignedLine assigned={assigned} />
        <div className={`wrap ${css.own}`}>
          <Suspense fallback={<p className="mute">Reading the lesson …</p>}>
            <CountingContext value={left}>
              <Opened key={id} entry={entry} />
            </CountingContext>
            <ReadToEnd assigned={assigned} entry={entry} />
          </Suspense>
          <Next assigned={assigned} entry={entry} />
        </div>
      </>
    )
  if (!assigned && waiting) return <p className="wrap mute">Opening the assignment …</p>
  return (
    <div className="wrap">
      <Notice
        kind="failure"
        hint={
          assigned
            ? 'A link has room for short lessons only, and takes a lesson by the name that its text gives it: open the assignment’s file, which your instructor has.'
            : 'Open the assignment’s link first; the lesson is in it.'
        }
      >
        {assigned ? 'The assignment that you follow does not bring this lesson along.' : 'This lesson belongs to an assignment.'}
      </Notice>
      <OpenFile />
    </div>
  )
}

function Opened({ entry }: { entry: Entry }) {
  const read = use(readOnce(entry))
  if ('lesson' in read) return <OwnLesson lesson={read.lesson} name={entry} titles={titles} />
  return (
    <Notice kind="failure" hint={read.hint}>
      {read.message}
    </Notice>
  )
}

type Read = { lesson: Body } | { message: string; hint: string }
const reads = new WeakMap<Entry, Promise<Read>>()

/** A lesson with a mistake is an answer too; code that did not come is the page's to ask for again. */
function readOnce(entry: Entry): Promise<Read> {
  const known = reads.get(entry)
  if (known) return known
  const reading = bodyOf(entry).then(
    (lesson): Read => ({ lesson }),
    (error: unknown): Read => {
      if (error instanceof TeachError) return { message: error.message, hint: error.hint }
      reads.delete(entry)
      throw error
    },
  )
  reads.set(entry, reading)
  return reading
}

/** What comes after it in the assignment. */
function Next({ assigned, entry }: { assigned: Assigned; entry: Entry }) {
  const next = assigned.entries[assigned.entries.indexOf(entry) + 1]
  return (
    <p>
      {next ? <Link href={hrefOf(next)}>Next: {next.title}</Link> : <Link href={`/assigned/${assigned.link}`}>Back to the assignment</Link>}
    </p>
  )
}
