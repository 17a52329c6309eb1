/** A question with several right answers. A wrong set says how many of its picks are right; all choices explain themselves once it is solved. */
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { MultipleQuestion } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { AnswerLine } from './AnswerLine.tsx'
import { Frame } from './Frame.tsx'
import css from './questions.module.css'
import { useAnswers } from './useAnswers.ts'

export function MultipleQuiz({ question: { id, prompt, answers } }: { question: MultipleQuestion }) {
  const { tried, last, solved, place, counted, answer, again } = useAnswers(id)
  const [picked, setPicked] = useState<readonly number[]>([])
  const right = answers.flatMap(({ correct }, i) => (correct ? [i] : []))
  // A wrong pick that was tried explains itself at once, as in a question with one answer.
  const refuted = new Set(tried.flatMap((set) => (Array.isArray(set) ? set.filter((i) => !right.includes(i)) : [])))

  return (
    <Frame name="Check" id={`quiz-${id}`} aside={place} counted={counted}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (picked.length === 0) return
          const set = [...picked].sort((a, b) => a - b)
          answer(set, set.length === right.length && set.every((i) => right.includes(i)))
          setPicked(set.filter((i) => right.includes(i)))
        }}
      >
        <fieldset>
          <legend className={css.ask}>
            <Markdown inline>{prompt}</Markdown> <span className="cap">Pick all that are right.</span>
          </legend>
          {answers.map((each, i) => (
            <AnswerLine
              key={each.text}
              answer={each}
              open={solved || refuted.has(i)}
              chosen={solved && each.correct}
              verdict={each.correct ? '✓ right' : '✗ not this'}
            >
              <input
                type="checkbox"
                checked={solved ? each.correct : picked.includes(i)}
                disabled={solved || refuted.has(i)}
                onChange={(event) => setPicked(event.target.checked ? [...picked, i] : picked.filter((other) => other !== i))}
              />
            </AnswerLine>
          ))}
        </fieldset>
        <p aria-live="polite" className={css.feedback}>
          {!solved && Array.isArray(last) ? verdictOn(last, right) : null}
        </p>
        {solved ? (
          <Button
            look="text"
            onClick={() => {
              setPicked([])
              again()
            }}
          >
            Ask me again
          </Button>
        ) : (
          <Button type="submit" className={css.act} disabled={picked.length === 0}>
            {tried.length > 0 ? 'Check again' : 'Check'}
          </Button>
        )}
      </form>
    </Frame>
  )
}

/** "✗ 2 of your 3 picks are right, and one more is missing." */
function verdictOn(picks: readonly number[], right: readonly number[]): string {
  const hits = picks.filter((i) => right.includes(i)).length
  const missing = right.length - hits
  const some = hits === 0 ? 'None of your picks is right' : `${hits} of your ${picks.length} picks ${hits === 1 ? 'is' : 'are'} right`
  const first = hits === picks.length ? 'What you picked is right' : some
  return missing > 0 ? `✗ ${first}, and ${missing === 1 ? 'one is' : `${missing} are`} missing.` : `✗ ${first}.`
}
