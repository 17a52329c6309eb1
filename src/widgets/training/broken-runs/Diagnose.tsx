/** Which mistake was it? A wrong answer is told which number refutes it. */
import { useId, useState } from 'react'
import css from './BrokenRuns.module.css'
import type { Outcome } from './lab.ts'
import { DIAGNOSES, type Diagnosis } from './patients.ts'
import { type Clue, verdictOn } from './refute.ts'
import { FAULTS } from './words.ts'

export function Diagnose({ outcome, onLit }: { outcome: Outcome; onLit: (clue: Clue) => void }) {
  const [tried, setTried] = useState<readonly Diagnosis[]>([])
  const group = useId()
  const say = (diagnosis: Diagnosis) => {
    setTried((so) => [...so.filter((each) => each !== diagnosis), diagnosis])
    onLit(verdictOn(diagnosis, outcome.broken, outcome.healthy).clue)
  }
  return (
    <fieldset className={css.diagnoses}>
      <legend>What is wrong with run {outcome.asked.name}?</legend>
      <div aria-live="polite">
        {DIAGNOSES.map((diagnosis) => {
          const verdict = tried.includes(diagnosis) ? verdictOn(diagnosis, outcome.broken, outcome.healthy) : null
          return (
            <div key={diagnosis} className={css.answer}>
              <label>
                <input type="radio" name={group} checked={tried.at(-1) === diagnosis} onChange={() => say(diagnosis)} />
                {FAULTS[diagnosis]}
              </label>
              {verdict ? (
                <p data-fits={verdict.fits}>
                  <b>{verdict.fits ? '✓ The evidence fits.' : '✗ Refuted.'}</b> {verdict.words}
                </p>
              ) : null}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
