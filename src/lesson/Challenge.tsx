/** A task done inside a widget of its own, graded by what the widget measures. */
import { useState } from 'react'
import { useLearning } from '../session/learning.ts'
import { Button } from '../ui/Button.tsx'
import css from './Challenge.module.css'
import { GoalTable } from './GoalTable.tsx'
import { holds, type Readings } from '../goal/goal.ts'
import { useQuestionKey } from './LessonContext.ts'
import type { Challenge as ChallengeData } from './lesson.ts'
import { Markdown } from './markdown/Markdown.tsx'
import { Frame } from './questions/Frame.tsx'
import { Widget } from './Widget.tsx'

const nothing: Readings = {}

export function Challenge({
  challenge: { id, task, widget, start, goal, readings: known, hints, solution },
}: {
  challenge: ChallengeData
}) {
  const key = useQuestionKey(id)
  const solved = useLearning((s) => s.answers[key]?.right ?? false)
  const solve = useLearning((s) => s.solve)
  const [params, setParams] = useState(start)
  const [attempt, setAttempt] = useState(0)
  const [readings, setReadings] = useState(nothing)
  const [help, setHelp] = useState(0)
  const told = help > hints.length

  /** The widget begins anew with these parameters. */
  const begin = (next: Record<string, unknown>): void => {
    setParams(next)
    setReadings(nothing)
    setAttempt(attempt + 1)
  }
  const read = (next: Readings): void => {
    setReadings(next)
    if (holds(goal, next)) solve(key)
  }

  return (
    <Frame name="Challenge" id={`challenge-${id}`} aside={solved ? '✓ done' : 'graded by this page'}>
      <div className={css.task}>
        <Markdown>{task}</Markdown>
      </div>
      <Widget
        key={attempt}
        id={widget}
        params={params}
        onParams={(change) => setParams((now) => ({ ...now, ...change }))}
        onReadings={read}
      />
      <GoalTable goal={goal} readings={readings} known={known} />
      <div role="status" className={css.verdict}>
        {holds(goal, readings) ? (
          <b>✓ Done: the goal is reached.</b>
        ) : solved ? (
          'You have reached the goal before.'
        ) : (
          'The goal is not reached yet.'
        )}
      </div>
      <div aria-live="polite">
        {hints.slice(0, help).map((hint) => (
          <div key={hint} className={css.hint}>
            <Markdown>{hint}</Markdown>
          </div>
        ))}
        {told ? (
          <div className={css.hint}>
            <Markdown>{solution.words}</Markdown>
          </div>
        ) : null}
      </div>
      <div className={css.acts}>
        {told ? (
          <Button onClick={() => begin({ ...start, ...solution.params })}>Set it up</Button>
        ) : (
          <Button onClick={() => setHelp(help + 1)}>
            {help < hints.length ? `Hint ${help + 1} of ${hints.length}` : 'Show the solution'}
          </Button>
        )}
        <Button
          look="text"
          onClick={() => {
            setHelp(0)
            begin(start)
          }}
        >
          Start again
        </Button>
      </div>
    </Frame>
  )
}
