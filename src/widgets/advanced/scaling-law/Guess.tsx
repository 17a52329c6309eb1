/** The learner's word on the next size, with how sure they are: it stands in the ledger of predictions, and is judged once that size is trained. */
import { useEffect, useState } from 'react'
import { learning, useLearning } from '../../../session/learning.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { HowSure } from '../../../ui/HowSure.tsx'
import type { Value } from './law.ts'
import css from './ScalingLaw.module.css'
import widget from './widget.ts'

/** Nats by which a guess may miss and still be right. */
const WITHIN = 0.05

/** One word for each ladder: other minutes, seeds or steps are other runs. */
const keyOf = ({ asked: { minutes, seed, steps } }: Value): string => `${widget.id}/${minutes}/${seed}/${steps}`

/** Tells the ledger what came of it. */
export function useSettled(value: Value | null): void {
  const [key, loss] = value?.after ? [keyOf(value), value.after.loss] : [null, Number.NaN]
  useEffect(() => {
    if (key !== null) learning.getState().settle(key, loss)
  }, [key, loss])
}

export function Guess({ value, onGuess }: { value: Value; onGuess: (nats: number) => void }) {
  const { rungs, next } = value
  const key = keyOf(value)
  const known = useLearning((s) => s.estimates[key])
  const [text, setText] = useState('')
  const [sure, setSure] = useState<number | null>(null)
  const nats = Number(text)
  const good = text.trim() !== '' && nats >= 0.1 && nats <= 6
  const times = next.flops / rungs.at(-1)!.flops
  return (
    <form
      className={css.guess}
      onSubmit={(event) => {
        event.preventDefault()
        if (!good) return
        learning.getState().estimate(key, {
          title: widget.title,
          asked: `Held-out loss of a model with ${int(next.parameters)} parameters, of which the law knows smaller ones?`,
          unit: 'nats a character',
          guess: nats,
          within: WITHIN,
          confidence: sure,
        })
        onGuess(nats)
      }}
    >
      <p>
        Next: {int(next.parameters)} parameters, {fixed(times, 1)} times the compute of the largest so far. Continue the curve in your head.
        {known ? ` In the ledger your first guess stands, ${fixed(known.guess, 3)}.` : ''}
      </p>
      <Field
        label="Its held-out loss will be"
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.target.value)}
        hint="nats a character"
      />
      {known ? null : (
        <div className={css.sure}>
          <HowSure asked={`How sure are you that it comes within ${WITHIN}?`} value={sure} onChange={setSure} />
        </div>
      )}
      <Button look="primary" type="submit" disabled={!good}>
        Commit
      </Button>
    </form>
  )
}
