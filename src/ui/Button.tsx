/** Buttons: solid ink for the one main thing, outlined for the rest, underlined inside text. */
import { type ButtonHTMLAttributes, type FocusEvent, type MouseEvent, useState } from 'react'
import css from './Button.module.css'

export type ButtonLook = 'primary' | 'outlined' | 'text'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook
}

export function Button({ look = 'outlined', className, type = 'button', disabled, onFocus, onBlur, onClick, ...rest }: ButtonProps) {
  // A button that is disabled under the reader's hands keeps the focus, which a browser would else drop.
  const [focused, setFocused] = useState(false)
  const held = Boolean(disabled) && focused
  return (
    <button
      type={type}
      className={[buttonClass(look), className].filter(Boolean).join(' ')}
      {...(held && { 'aria-disabled': true })}
      {...rest}
      disabled={disabled && !focused}
      onFocus={(event: FocusEvent<HTMLButtonElement>) => {
        setFocused(true)
        onFocus?.(event)
      }}
      onBlur={(event: FocusEvent<HTMLButtonElement>) => {
        setFocused(false)
        onBlur?.(event)
      }}
      onClick={(event: MouseEvent<HTMLButtonElement>) => (held ? event.preventDefault() : onClick?.(event))}
    />
  )
}

/** The class of a link that looks like a button. Neither is of use on paper. */
export const buttonClass = (look: ButtonLook = 'outlined'): string => `${css[look]} no-print`
