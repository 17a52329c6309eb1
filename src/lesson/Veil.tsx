/** Over a figure that shows the answer to a prediction, until the reader has committed to a guess or asks to see it. */
import { type ReactNode, useState } from 'react'
import { useLearning } from '../session/learning.ts'
import { Button } from '../ui/Button.tsx'
import { usePrinting } from '../ui/usePrinting.ts'
import { useQuestionKey } from './LessonContext.ts'
import { goTo } from './markdown/goTo.ts'
import css from './Veil.module.css'

/** `prediction`: the id of the prediction whose answer the figure shows; null veils nothing. */
export function Veil({ prediction, children }: { prediction: string | null; children: ReactNode }) {
  const key = useQuestionKey(prediction ?? '')
  const guesses = useLearning((s) => s.predictions[key]?.guesses.length ?? 0)
  const [asked, setAsked] = useState(false)
  const printing = usePrinting()
  const down = prediction !== null && guesses === 0 && !asked && !printing
  return (
    <div className={css.veil} data-veiled={down || undefined}>
      {/* the figure computes behind the veil, and its place keeps its size */}
      <div className={css.behind} inert={down}>
        {children}
      </div>
      {down ? (
        <div className={css.words} role="note">
          <p>This figure shows the answer to the prediction.</p>
          <p className="row">
            <a href={`#predict-${prediction}`} onClick={goTo(`predict-${prediction}`)}>
              Guess first
            </a>
            <Button look="text" onClick={() => setAsked(true)}>
              Show it anyway
            </Button>
          </p>
        </div>
      ) : null}
    </div>
  )
}
