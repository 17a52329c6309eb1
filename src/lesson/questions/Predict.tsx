/** A guess made before the answer is seen; it stays as it was made. */
import { useId, useState } from 'react'
import { useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import { useQuestionKey } from '../LessonContext.ts'
import type { Prediction } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { Frame } from './Frame.tsx'
import css from './questions.module.css'

export function Predict({ prediction: { id, prompt, choices, answer, reveal } }: { prediction: Prediction }) {
  const key = useQuestionKey(id)
  const committed = useLearning((s) => s.predictions[key])
  const predict = useLearning((s) => s.predict)
  const unpredict = useLearning((s) => s.unpredict)
  const [picked, setPicked] = useState<number | null>(null)
  const group = useId()
  const open = committed === undefined || choices[committed] === undefined

  return (
    <Frame name="Predict" id={`predict-${id}`} aside={open ? 'guess first; the answer comes after' : 'answered before looking'}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (picked !== null) predict(key, picked)
        }}
      >
        <fieldset disabled={!open}>
          <legend className={css.ask}>
            <Markdown inline>{prompt}</Markdown>
          </legend>
          {choices.map((choice, i) => (
            <label key={choice} className={css.choice} data-picked={!open && i === committed}>
              <input type="radio" name={group} checked={(open ? picked : committed) === i} onChange={() => setPicked(i)} />
              <span className={css.text}>
                <Markdown inline>{choice}</Markdown>
              </span>
              {open ? null : <Verdict mine={i === committed} right={answer === null ? null : i === answer} />}
            </label>
          ))}
        </fieldset>
        {open ? (
          <Button type="submit" className={css.act} disabled={picked === null}>
            Commit
          </Button>
        ) : null}
      </form>
      <div aria-live="polite">
        {open ? null : (
          <div className={css.reveal}>
            <Markdown>{reveal}</Markdown>
          </div>
        )}
      </div>
      {open ? null : (
        <Button
          look="text"
          onClick={() => {
            setPicked(null)
            unpredict(key)
          }}
        >
          Predict again
        </Button>
      )}
    </Frame>
  )
}

function Verdict({ mine, right }: { mine: boolean; right: boolean | null }) {
  const words = [mine ? 'your guess' : '', right ? '✓ so it is' : ''].filter(Boolean).join(' · ')
  return words ? <span className={css.verdict}>{words}</span> : null
}
