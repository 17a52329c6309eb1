/** Buttons: solid ink for the one main thing, outlined for the rest, underlined inside text. */
import type { ButtonHTMLAttributes } from 'react'
import css from './Button.module.css'

export type ButtonLook = 'primary' | 'outlined' | 'text'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook
}

export function Button({ look = 'outlined', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={[buttonClass(look), className].filter(Boolean).join(' ')} {...rest} />
}

/** The class of a link that looks like a button. Neither is of use on paper. */
export const buttonClass = (look: ButtonLook = 'outlined'): string => `${css[look]} no-print`
