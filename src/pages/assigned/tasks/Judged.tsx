/** What was measured against a task's goal, and the button that makes an attempt of it. One that reaches the goal is kept by itself. */
import { useEffect, useMemo, useRef } from 'react'
import { holds, parseGoal } from '../../../goal/goal.ts'
import { GoalTable } from '../../../lesson/GoalTable.tsx'
import { Button } from '../../../ui/Button.tsx'
import css from './tasks.module.css'

interface JudgedProps {
  /** in the goal language; empty: none */
  goal: string
  readings: Readonly<Record<string, number>>
  known: Readonly<Record<string, string>>
  nth?: string | undefined
  onAttempt?: (() => void) | undefined
}

export function Judged({ goal: text, readings, known, nth, onAttempt }: JudgedProps) {
  const goal = useMemo(() => (text === '' ? null : parseGoal(text)), [text])
  const reached = goal !== null && holds(goal, readings)
  const measured = Object.values(readings).some((value) => Number.isFinite(value))
  const keep = useRef(onAttempt)
  useEffect(() => {
    keep.current = onAttempt
  })
  // Once each time the goal is reached, and not at every reading on the way beyond it.
  useEffect(() => {
    if (reached) keep.current?.()
  }, [reached])
  return (
    <>
      {goal ? <GoalTable goal={goal} readings={readings} known={known} /> : null}
      <p role="status" className={css.verdict}>
        {reached ? <b>✓ The goal is reached.</b> : goal ? 'The goal is not reached yet.' : null}
      </p>
      {onAttempt ? (
        <div className={`row ${css.acts}`}>
          <Button disabled={!measured || reached} onClick={onAttempt}>
            Keep this result
          </Button>
          <span className="cap">{reached ? 'It is kept.' : nth}</span>
        </div>
      ) : null}
    </>
  )
}
