/** A question with choices. Every choice explains itself: a wrong one when tried, all of them once it is solved. */
import { useId, useState } from 'react'
import { useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import { useQuestionKey, useQuestionPlace } from '../LessonContext.ts'
import type { ChoiceQuestion } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { Frame } from './Frame.tsx'
import css from './questions.module.css'

export function ChoiceQuiz({ question: { id, prompt, answers } }: { question: ChoiceQuestion }) {
  const key = useQuestionKey(id)
  const place = useQuestionPlace(id)
  const attempt = useLearning((s) => s.answers[key])
  const give = useLearning((s) => s.answer)
  const retry = useLearning((s) => s.retry)
  const [picked, setPicked] = useState<number | null>(null)
  const group = useId()
  const solved = attempt?.right ?? false
  const tried = attempt?.tried ?? []

  return (
    <Frame name="Check" id={`quiz-${id}`} aside={solved ? `${place}, ${said(tried.length)}` : place}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (picked === null) return
          give(key, picked, answers[picked]!.correct)
          setPicked(null)
        }}
      >
        <fieldset>
          <legend className={css.ask}>
            <Markdown inline>{prompt}</Markdown>
          </legend>
          <div aria-live="polite">
            {answers.map(({ text, correct, why }, i) => {
              const open = solved || tried.includes(i)
              return (
                <div key={text} className={css.answer} data-picked={solved && correct}>
                  <label className={css.choice}>
                    <input
                      type="radio"
                      name={group}
                      checked={solved ? correct : picked === i}
                      disabled={open}
                      onChange={() => setPicked(i)}
                    />
                    <span className={css.text}>
                      <Markdown inline>{text}</Markdown>
                    </span>
                    {open ? (
                      <span className={css.verdict} data-wrong={!correct}>
                        {correct ? '✓ your answer' : '✗ not this'}
                      </span>
                    ) : null}
                  </label>
                  {open ? (
                    <div className={css.why}>
                      <Markdown>{why}</Markdown>
                    </div>
                  ) : null}
                </div>
              )
            })}
          </div>
        </fieldset>
        {solved ? (
          <Button look="text" onClick={() => retry(key)}>
            Ask me again
          </Button>
        ) : (
          <Button type="submit" className={css.act} disabled={picked === null}>
            {tried.length > 0 ? 'Check again' : 'Check'}
          </Button>
        )}
      </form>
    </Frame>
  )
}

export const said = (tries: number): string => (tries === 1 ? 'solved at the first try' : `solved after ${tries} tries`)
