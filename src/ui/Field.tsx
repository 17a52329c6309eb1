/** Labelled fields on one hairline: text, long text, a number with its rule. */
import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'
import css from './Field.module.css'
import { small } from './format.ts'
import { useTypedNumber } from './useTypedNumber.ts'

interface Common {
  label: string
  hint?: ReactNode
  error?: string | undefined
}

function Frame({ id, label, hint, error, children }: Common & { id: string; children: ReactNode }) {
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && !error ? <p className="cap">{hint}</p> : null}
      {error ? (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      ) : null}
    </div>
  )
}

export function Field({ label, hint, error, ...rest }: Common & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input id={id} type="text" aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-error` : undefined} {...rest} />
    </Frame>
  )
}

export function TextArea({ label, hint, error, ...rest }: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea id={id} aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-error` : undefined} {...rest} />
    </Frame>
  )
}

export interface NumberFieldProps {
  label: string
  value: number
  disabled?: boolean
  onChange: (value: number) => void
}

/** One line of a settings table: label left, number right. Accepts 3e-4; keeps what was typed until it is a number. */
export function NumberField({ label, value, disabled, onChange }: NumberFieldProps) {
  const id = useId()
  const { input } = useTypedNumber(small(value), onChange)
  return (
    <div className={css.number}>
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} inputMode="decimal" disabled={disabled} />
    </div>
  )
}
