/** One line that says which selection a lesson or a page stands in, how far it is done, and lets go of it. */
import { Link } from 'wouter'
import { lessonId } from '../../lesson/lesson.ts'
import { totalOf } from '../../session/learning/progress.ts'
import { useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import css from './assigned.module.css'
import type { Assigned } from './readAssigned.ts'
import { isRead } from './record/place.ts'

export function AssignedLine({ assigned }: { assigned: Assigned }) {
  const kept = useLearning((s) => s)
  const { done } = totalOf(
    assigned.entries.filter(({ checks }) => checks.length > 0),
    kept,
  )
  const read = assigned.entries.filter((entry) => entry.checks.length === 0 && isRead(assigned, kept, lessonId(entry))).length
  return (
    <p className={`wrap ${css.line}`}>
      <Link href={`/assigned/${assigned.link}`}>
        <b>{assigned.title}</b>
      </Link>
      <span className="n">
        {done + read} of {assigned.entries.length} done
      </span>
      <Button look="text" onClick={() => kept.follow(null)}>
        Leave this selection
      </Button>
    </p>
  )
}
