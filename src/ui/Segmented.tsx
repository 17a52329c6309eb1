/** A choice between a few words: pressed buttons side by side. */
import css from './Segmented.module.css'

export interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  disabled?: boolean
  onChange: (value: T) => void
}

export function Segmented<T extends string>({ label, value, options, disabled, onChange }: SegmentedProps<T>) {
  return (
    <fieldset className={`${css.segmented} no-print`} disabled={disabled}>
      <legend className="vh">{label}</legend>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}
