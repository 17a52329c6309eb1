/** A question whose answer is a number, right within a tolerance. */
import { useId, useState } from 'react'
import { useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import { useQuestionKey, useQuestionPlace } from '../LessonContext.ts'
import type { NumericQuestion } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { said } from './ChoiceQuiz.tsx'
import { Frame } from './Frame.tsx'
import { isRight, readNumber } from './number.ts'
import css from './questions.module.css'

export function NumericQuiz({ question }: { question: NumericQuestion }) {
  const { id, prompt, unit, why, hint } = question
  const key = useQuestionKey(id)
  const place = useQuestionPlace(id)
  const attempt = useLearning((s) => s.answers[key])
  const give = useLearning((s) => s.answer)
  const retry = useLearning((s) => s.retry)
  const [text, setText] = useState('')
  const field = useId()
  const solved = attempt?.right ?? false
  const value = readNumber(text)
  const last = attempt?.tried.at(-1)

  return (
    <Frame name="Check" id={`quiz-${id}`} aside={solved && attempt ? `${place}, ${said(attempt.tried.length)}` : place}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (value === null) return
          give(key, value, isRight(value, question))
          setText('')
        }}
      >
        <label htmlFor={field} className={css.ask}>
          <Markdown inline>{prompt}</Markdown>
        </label>
        <div className="row">
          <input
            id={field}
            className={css.number}
            inputMode="decimal"
            autoComplete="off"
            value={solved ? String(last) : text}
            readOnly={solved}
            aria-invalid={text !== '' && value === null}
            onChange={(event) => setText(event.target.value)}
          />
          {unit ? <span className="mute">{unit}</span> : null}
          {solved ? (
            <span className={css.verdict}>✓ right</span>
          ) : (
            <Button type="submit" disabled={value === null}>
              {attempt ? 'Check again' : 'Check'}
            </Button>
          )}
        </div>
        <div aria-live="polite" className={css.feedback}>
          {attempt && !solved ? (
            <p>
              <b className={css.verdict} data-wrong>
                ✗ Not {last}.
              </b>{' '}
              <Markdown inline>{hint}</Markdown>
            </p>
          ) : null}
          {solved ? <Markdown>{why}</Markdown> : null}
        </div>
        {solved ? (
          <Button look="text" onClick={() => retry(key)}>
            Ask me again
          </Button>
        ) : null}
      </form>
    </Frame>
  )
}
