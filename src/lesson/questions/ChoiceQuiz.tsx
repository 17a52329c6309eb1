/** A question with choices. Every choice explains itself: a wrong one when tried, all of them once it is solved. */
import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { ChoiceQuestion } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { AnswerLine } from './AnswerLine.tsx'
import { Frame } from './Frame.tsx'
import css from './questions.module.css'
import { useAnswers } from './useAnswers.ts'

export function ChoiceQuiz({ question: { id, prompt, answers } }: { question: ChoiceQuestion }) {
  const { tried, solved, place, counted, answer, again } = useAnswers(id)
  const [picked, setPicked] = useState<number | null>(null)
  const group = useId()

  return (
    <Frame name="Check" id={`quiz-${id}`} aside={place} counted={counted}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (picked === null) return
          answer(picked, answers[picked]!.correct)
          setPicked(null)
        }}
      >
        <fieldset>
          <legend className={css.ask}>
            <Markdown inline>{prompt}</Markdown>
          </legend>
          <div aria-live="polite">
            {answers.map((each, i) => {
              const open = solved || tried.includes(i)
              return (
                <AnswerLine
                  key={each.text}
                  answer={each}
                  open={open}
                  chosen={solved && each.correct}
                  verdict={each.correct ? '✓ your answer' : '✗ not this'}
                >
                  <input
                    type="radio"
                    name={group}
                    checked={solved ? each.correct : picked === i}
                    disabled={open}
                    onChange={() => setPicked(i)}
                  />
                </AnswerLine>
              )
            })}
          </div>
        </fieldset>
        {solved ? (
          <Button look="text" onClick={again}>
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
