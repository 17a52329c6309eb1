/** A value between a minus and a plus; the value can be typed as well. */
import { useId } from 'react'
import css from './Stepper.module.css'
import { useTypedNumber } from './useTypedNumber.ts'

export interface StepperProps {
  label: string
  value: number
  min: number
  max: number
  /** The next value in a direction; by default one `step` on. */
  next?: (value: number, direction: 1 | -1) => number
  step?: number
  invalid?: boolean
  disabled?: boolean
  onChange: (value: number) => void
}

export function Stepper({ label, value, min, max, step = 1, next, invalid, disabled, onChange }: StepperProps) {
  const id = useId()
  const { input, forget } = useTypedNumber(String(value), onChange)
  const move = (direction: 1 | -1) => onChange(Math.min(max, Math.max(min, next ? next(value, direction) : value + direction * step)))
  return (
    <div className={css.stepper} data-invalid={invalid || undefined}>
      <label htmlFor={id}>{label}</label>
      <span className={css.control}>
        <button type="button" aria-label={`fewer: ${label}`} disabled={disabled || value <= min} onClick={() => move(-1)}>
          −
        </button>
        <input
          id={id}
          {...input}
          inputMode="numeric"
          disabled={disabled}
          aria-invalid={invalid || input['aria-invalid']}
          onKeyDown={(event) => {
            input.onKeyDown(event)
            if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
              event.preventDefault()
              forget()
              move(event.key === 'ArrowUp' ? 1 : -1)
            }
          }}
        />
        <button type="button" aria-label={`more: ${label}`} disabled={disabled || value >= max} onClick={() => move(1)}>
          +
        </button>
      </span>
    </div>
  )
}
