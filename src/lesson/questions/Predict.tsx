/** A guess made before the answer is seen, with how sure one is of it; it stays as it was made. */
import { useId, useState } from 'react'
import { standing, useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import { HowSure } from '../../ui/HowSure.tsx'
import { useQuestionKey } from '../LessonContext.ts'
import type { Prediction } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { Frame } from './Frame.tsx'
import css from './questions.module.css'

export function Predict({ prediction: { id, prompt, choices, answer, reveal } }: { prediction: Prediction }) {
  const key = useQuestionKey(id)
  const predicted = useLearning((s) => s.predictions[key])
  const predict = useLearning((s) => s.predict)
  const unpredict = useLearning((s) => s.unpredict)
  const mark = useLearning((s) => s.mark)
  const [picked, setPicked] = useState<number | null>(null)
  const [sure, setSure] = useState<number | null>(null)
  const group = useId()
  const committed = standing(predicted)
  const open = committed === undefined || choices[committed] === undefined
  const confidence = predicted?.guesses.at(-1)?.confidence
  const outcome = answer ?? predicted?.outcome ?? null

  return (
    <Frame
      name="Predict"
      id={`predict-${id}`}
      aside={open ? 'guess first; the answer comes after' : `answered before looking${confidence ? `, ${confidence} % sure` : ''}`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (picked !== null) predict(key, picked, sure)
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
              {open ? null : <Verdict mine={i === committed} right={outcome === null ? null : i === outcome} />}
            </label>
          ))}
        </fieldset>
        {open ? (
          <>
            <div className={`row no-print ${css.act}`}>
              <HowSure value={sure} onChange={setSure} />
            </div>
            <Button type="submit" className={css.act} disabled={picked === null}>
              Commit
            </Button>
          </>
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
        <div className="row no-print">
          {answer === null ? (
            <>
              <span className="cap">What was it for you?</span>
              {choices.map((choice, i) => (
                <Button key={choice} aria-pressed={i === outcome} onClick={() => mark(key, i)}>
                  <span>
                    {i === outcome ? '✓ ' : ''}
                    <Markdown inline>{choice}</Markdown>
                  </span>
                </Button>
              ))}
            </>
          ) : null}
          <Button
            look="text"
            onClick={() => {
              setPicked(null)
              setSure(null)
              unpredict(key)
            }}
          >
            Predict again
          </Button>
        </div>
      )}
    </Frame>
  )
}

function Verdict({ mine, right }: { mine: boolean; right: boolean | null }) {
  const words = [mine ? 'your guess' : '', right ? '✓ so it is' : ''].filter(Boolean).join(' · ')
  return words ? <span className={css.verdict}>{words}</span> : null
}
