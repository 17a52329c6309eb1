/** A question whose answer is a number, right within a tolerance. */
import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { NumericQuestion } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { Frame } from './Frame.tsx'
import { Hints } from './Hints.tsx'
import { isRight, readNumber } from './number.ts'
import css from './questions.module.css'
import { useAnswers } from './useAnswers.ts'

export function NumericQuiz({ question }: { question: NumericQuestion }) {
  const { id, prompt, unit, why, hints } = question
  const { tried, last, solved, place, counted, answer, again } = useAnswers(id)
  const [text, setText] = useState('')
  const field = useId()
  const value = readNumber(text)

  return (
    <Frame name="Check" id={`quiz-${id}`} aside={place} counted={counted}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (value === null) return
          answer(value, isRight(value, question))
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
              {tried.length > 0 ? 'Check again' : 'Check'}
            </Button>
          )}
        </div>
        <div aria-live="polite" className={css.feedback}>
          {tried.length > 0 && !solved ? <Hints wrong={`Not ${last}.`} hints={hints} tries={tried.length} /> : null}
          {solved ? <Markdown>{why}</Markdown> : null}
        </div>
        {solved ? (
          <Button look="text" onClick={again}>
            Ask me again
          </Button>
        ) : null}
      </form>
    </Frame>
  )
}
