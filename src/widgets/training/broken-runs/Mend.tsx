/** One change, to be tried out by training, and what came of it. */
import { useId } from 'react'
import { small } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import css from './BrokenRuns.module.css'
import type { Asked, Outcome } from './lab.ts'
import { DIAGNOSES } from './patients.ts'
import { outcomeSaid, RATES, REPAIRS } from './words.ts'

type Change = Pick<Asked, 'repair' | 'rate' | 'warmup'>

interface MendProps {
  params: Change
  change(next: Partial<Change>): void
  outcome: Outcome
}

export function Mend({ params, change, outcome }: MendProps) {
  const id = useId()
  const { mended, healthy, asked } = outcome
  const said = mended ? outcomeSaid(asked, mended, healthy) : null
  return (
    <div className={css.mend}>
      <div className={css.knobs}>
        <label htmlFor={id}>Repair it</label>
        <select id={id} value={params.repair} onChange={(event) => change({ repair: event.target.value as Change['repair'] })}>
          <option value="nothing">choose one change …</option>
          {DIAGNOSES.map((repair) => (
            <option key={repair} value={repair}>
              {REPAIRS[repair]}
            </option>
          ))}
        </select>
        {params.repair === 'rate' ? (
          <Segmented
            label="learning rate"
            value={String(params.rate)}
            options={RATES.map((rate) => ({ value: String(rate), label: small(rate) }))}
            onChange={(rate) => change({ rate: Number(rate) })}
          />
        ) : null}
        {params.repair === 'warmup' ? (
          <Stepper label="steps" value={params.warmup} min={0} max={400} step={10} onChange={(warmup) => change({ warmup })} />
        ) : null}
      </div>
      {said ? (
        <p role="status" data-good={said.good}>
          {said.words}
        </p>
      ) : (
        <p className="cap">The button at the top trains the run once more, with this one change.</p>
      )}
    </div>
  )
}
