/** A slider drawn as a ruler with a pointer. */
import { type CSSProperties, useId } from 'react'
import css from './Scale.module.css'

export interface ScaleProps {
  label: string
  value: number
  min: number
  max: number
  step: number
  ticks?: number
  disabled?: boolean
  format?: (value: number) => string
  onChange: (value: number) => void
}

export function Scale({ label, value, min, max, step, ticks = 9, disabled, format = String, onChange }: ScaleProps) {
  const id = useId()
  return (
    <div className={css.scale}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{format(value)}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={format(value)}
        style={{ '--ticks': ticks } as CSSProperties}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  )
}
