/** At the end of a lesson that asks nothing: the student says that it is read, which is all that can be told of it. */
import { lessonId } from '../../lesson/lesson.ts'
import { useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import type { Entry } from '../course/course.ts'
import css from './assigned.module.css'
import type { Assigned } from './readAssigned.ts'
import { isRead, placeOf } from './record/place.ts'

export function ReadToEnd({ assigned, entry }: { assigned: Assigned; entry: Entry }) {
  const lesson = lessonId(entry)
  const ready = useLearning((s) => s.ready)
  const attempt = useLearning((s) => s.attempt)
  const read = useLearning((s) => isRead(assigned, s, lesson))
  const asked = assigned.items.some((item) => (item.kind === 'lesson' || item.kind === 'project') && item.lesson === lesson)
  if (!asked || !ready || entry.checks.length > 0) return null
  return (
    <section className={`no-print ${css.read}`} aria-label="Read to the end">
      {read ? null : (
        <>
          <p>This lesson asks no question. It is done when you say here that you have read it.</p>
          <Button look="primary" onClick={() => attempt(placeOf(assigned, lesson), { read: true })}>
            I have read it to its end
          </Button>
        </>
      )}
      <p role="status">{read ? '✓ Done: this lesson asks no question, and you have read it.' : ''}</p>
    </section>
  )
}
