/** The way into the lessons: the first one, or where this reader stopped. */
import { lessons } from 'virtual:lessons'
import { Link } from 'wouter'
import { goOn } from '../../session/learning/progress.ts'
import { useLearning } from '../../session/learning.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { FIRST_LESSON } from './PartList.tsx'

export function GoOn() {
  const kept = useLearning((s) => s)
  const last = goOn(lessons, kept)
  return (
    <Link href={last ? `/learn/${last.part}/${last.slug}` : FIRST_LESSON} className={buttonClass()}>
      {last ? `Go on: ${last.title}` : 'First lesson'}
    </Link>
  )
}
