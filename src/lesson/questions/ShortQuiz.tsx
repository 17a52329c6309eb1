/** A question that is answered in a word or a few. */
import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { ShortQuestion } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { Frame } from './Frame.tsx'
import { Hints } from './Hints.tsx'
import css from './questions.module.css'
import { isAccepted, normalized } from './short.ts'
import { useAnswers } from './useAnswers.ts'

export function ShortQuiz({ question: { id, prompt, accepts, why, hints } }: { question: ShortQuestion }) {
  const { tried, last, solved, place, counted, answer, again } = useAnswers(id)
  const [text, setText] = useState('')
  const field = useId()

  return (
    <Frame name="Check" id={`quiz-${id}`} aside={place} counted={counted}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (normalized(text) === '') return
          answer(text.trim(), isAccepted(text, accepts))
          setText('')
        }}
      >
        <label htmlFor={field} className={css.ask}>
          <Markdown inline>{prompt}</Markdown>
        </label>
        <div className="row">
          <input
            id={field}
            className={css.words}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={solved ? String(last) : text}
            readOnly={solved}
            onChange={(event) => setText(event.target.value)}
          />
          {solved ? (
            <span className={css.verdict}>✓ right</span>
          ) : (
            <Button type="submit" disabled={normalized(text) === ''}>
              {tried.length > 0 ? 'Check again' : 'Check'}
            </Button>
          )}
        </div>
        <div aria-live="polite" className={css.feedback}>
          {tried.length > 0 && !solved ? <Hints wrong={`Not “${last}”.`} hints={hints} tries={tried.length} /> : null}
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
