/** The score over all sentences of the course, computed when it is asked for. */
import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { share } from '../../../ui/format.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { Computing } from '../../../instruments/Computing.tsx'
import css from './EntitySpans.module.css'
import { overall } from './found.ts'
import { MARKED } from './sentences.ts'

export function Overall() {
  const [asked, setAsked] = useState(false)
  const score = useComputed(asked ? overall : null, [asked])
  if (!asked) {
    return (
      <p className={css.overall}>
        <Button onClick={() => setAsked(true)}>Score all {MARKED.length} sentences</Button>
        <span className="cap">against the course’s marks, not yours</span>
      </p>
    )
  }
  return (
    <div role="status" className={css.overall}>
      <Computing of={score} where="All sentences" busy="Reading all sentences …" />
      {score.value ? (
        <p>
          All {MARKED.length} sentences, by the course’s marks: {score.value.right} found rightly, {score.value.wrong} wrongly,{' '}
          {score.value.missed} missed. Precision <b className="n">{share(score.value.precision)}</b>, recall{' '}
          <b className="n">{share(score.value.recall)}</b>, F1 <b className="n">{share(score.value.f1)}</b>.
        </p>
      ) : null}
    </div>
  )
}
