/** In place of a figure that shows the answer to a prediction, or over it, until the reader has committed to a guess or asks to see it. */
import { type ReactNode, useState } from 'react'
import { useLearning } from '../session/learning.ts'
import { Button } from '../ui/Button.tsx'
import { usePrinting } from '../ui/usePrinting.ts'
import { useQuestionKey } from './LessonContext.ts'
import { goTo } from './markdown/goTo.ts'
import css from './Veil.module.css'

interface VeilProps {
  /** the id of the prediction whose answer the figure shows; null veils nothing */
  prediction: string | null
  /** the figure with something else in it, which may be seen before; without it the figure itself is veiled */
  meanwhile?: ReactNode
  children: ReactNode
}

export function Veil({ prediction, meanwhile, children }: VeilProps) {
  const key = useQuestionKey(prediction ?? '')
  const guesses = useLearning((s) => s.predictions[key]?.guesses.length ?? 0)
  const [asked, setAsked] = useState(false)
  const printing = usePrinting()
  const down = prediction !== null && guesses === 0 && !asked && !printing
  const ways = (
    <>
      <a href={`#predict-${prediction}`} onClick={goTo(`predict-${prediction}`)}>
        Guess first
      </a>
      <Button look="text" onClick={() => setAsked(true)}>
        Show it anyway
      </Button>
    </>
  )
  if (down && meanwhile) {
    return (
      <div data-meanwhile="">
        {meanwhile}
        <p className={css.meanwhile} role="note">
          <span>What the prediction asks about stands here after your guess.</span> {ways}
        </p>
      </div>
    )
  }
  return (
    <div className={css.veil} data-veiled={down || undefined}>
      {/* the figure computes behind the veil, and its place keeps its size */}
      <div className={css.behind} inert={down}>
        {children}
      </div>
      {down ? (
        <div className={css.words} role="note">
          <p>This figure shows the answer to the prediction.</p>
          <p className="row">{ways}</p>
        </div>
      ) : null}
    </div>
  )
}
