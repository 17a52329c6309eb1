/** The way back to the task that the Lab was opened for, with what is to be reached there. */
import { useState } from 'react'
import { Link } from 'wouter'
import css from './LabPage.module.css'
import { type LabErrand, readErrand } from './errand.ts'

export function BackToTask() {
  const [errand] = useState<LabErrand | null>(() => readErrand(history.state))
  if (!errand) return null
  return (
    <p className={css.errand}>
      For the task <b>{errand.task}</b>
      {errand.goal ? (
        <>
          , whose goal is <code>{errand.goal}</code>
        </>
      ) : null}
      . <Link href={errand.back}>Back to {errand.of}</Link>
    </p>
  )
}
