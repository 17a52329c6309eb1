/** Steppers for a widget's numbers, at rest while it runs. */
import { Stepper } from '../../ui/Stepper.tsx'
import css from './Knobs.module.css'

export interface Knob<Name extends string> {
  key: Name
  label: string
  min: number
  max: number
  step: number
}

interface KnobsProps<Name extends string> {
  of: { params: Record<Name, number>; busy: boolean; change(next: Partial<Record<Name, number>>): void }
  knobs: readonly Knob<Name>[]
}

export function Knobs<Name extends string>({ of: { params, busy, change }, knobs }: KnobsProps<Name>) {
  return (
    <div className={css.knobs}>
      {knobs.map(({ key, ...knob }) => (
        <Stepper
          key={key}
          {...knob}
          value={params[key]}
          disabled={busy}
          onChange={(value) => change({ [key]: value } as Partial<Record<Name, number>>)}
        />
      ))}
    </div>
  )
}
