/** The sizes and settings that a lesson hands to the learner: those that its parameters name, and no others. */
import { isRunning, useSession } from '../../../session/index.ts'
import { Stepper } from '../../../ui/Stepper.tsx'
import { applyToDraft } from './draft.ts'
import type { Sizes } from './run.ts'
import css from './Trainer.module.css'

const KNOBS: readonly { name: keyof Sizes; label: string; max: number; step: number }[] = [
  { name: 'layers', label: 'layers', max: 12, step: 1 },
  { name: 'heads', label: 'heads', max: 16, step: 1 },
  { name: 'width', label: 'width', max: 512, step: 8 },
  { name: 'context', label: 'context', max: 512, step: 16 },
  { name: 'batch', label: 'batch', max: 64, step: 4 },
  { name: 'steps', label: 'steps', max: 100_000, step: 100 },
]

export function Knobs({ params, change }: { params: Sizes; change: (next: Sizes) => void }) {
  const running = useSession((s) => isRunning(s.run))
  const error = useSession((s) => s.draftError)
  const given = KNOBS.filter(({ name }) => params[name] !== undefined)
  if (given.length === 0) return null
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
            onChange={(value) => {
              applyToDraft({ ...params, [name]: value })
              change({ [name]: value })
            }}
          />
        ))}
      </div>
      {error ? (
        <p role="alert" className="cap">
          {error.message} {error.hint}
        </p>
      ) : null}
    </>
  )
}
