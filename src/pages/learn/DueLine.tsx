/** How many missed questions are due for review, as a link. */
import { useState } from 'react'
import { Link } from 'wouter'
import { schedule } from '../../session/learning/schedule.ts'
import { useLearning } from '../../session/learning.ts'

export function DueLine() {
  const reviews = useLearning((s) => s.reviews)
  const [now] = useState(() => Date.now())
  const due = schedule(reviews).filter(({ at }) => at <= now).length
  return due > 0 ? <Link href="/review">{`${due} ${due === 1 ? 'question' : 'questions'} to review`}</Link> : null
}
