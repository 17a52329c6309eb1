/** The sizes and settings that a lesson hands to the learner: those that its parameters name, and no others. */
import { isRunning, useSession } from '../../../session/index.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { applyToDraft } from './draft.ts'
import type { Sizes } from './run.ts'
import css from './Trainer.module.css'

const KNOBS: readonly { name: Exclude<keyof Sizes, 'rate'>; label: string; max: number; step: number }[] = [
  { name: 'layers', label: 'layers', max: 12, step: 1 },
  { name: 'heads', label: 'heads', max: 16, step: 1 },
  { name: 'width', label: 'width', max: 512, step: 8 },
  { name: 'context', label: 'context', max: 512, step: 16 },
  { name: 'batch', label: 'batch', max: 64, step: 4 },
  { name: 'steps', label: 'steps', max: 100_000, step: 100 },
]

/** From a rate with which little happens to one with which a model of several layers gets nowhere. */
const RATES = [0.0003, 0.001, 0.003, 0.01].map((rate) => ({ value: String(rate), label: `rate ${rate}` }))

export function Knobs({ params, change }: { params: Sizes; change: (next: Sizes) => void }) {
  const running = useSession((s) => isRunning(s.run))
  const error = useSession((s) => s.draftError)
  const given = KNOBS.filter(({ name }) => params[name] !== undefined)
  if (given.length === 0) return null
  const set = (next: Sizes) => {
    applyToDraft({ ...params, ...next })
    change(next)
  }
  return (
    <>
      <div className={css.knobs}>
        {given.map(({ name, label, max, step }) => (
          <Stepper
            key={name}
            label={label}
            value={params[name]!}
            min={1}
            max={max}
            next={(value, direction) => (value === 1 && direction > 0 && step > 1 ? step : value + direction * step)}
            disabled={running}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
      </div>
      {params.rate === undefined ? null : (
        <Segmented
          label="Learning rate"
          value={String(params.rate)}
          options={RATES}
          disabled={running}
          onChange={(rate) => set({ rate: Number(rate) })}
        />
      )}
      {error ? (
        <p role="alert" className="cap">
          {error.message} {error.hint}
        </p>
      ) : null}
    </>
  )
}
