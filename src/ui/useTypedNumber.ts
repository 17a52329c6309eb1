/** What an input needs so that a number can be typed: it is taken at Enter or on leaving, and Escape brings the old one back. */
import { type KeyboardEvent, useState } from 'react'

/**
 * @param shown the value as text, while nothing is typed
 * @param onChange gets only finite numbers; what is none is dropped
 */
export function useTypedNumber(shown: string, onChange: (value: number) => void) {
  const [typed, setTyped] = useState<string | null>(null)
  const invalid = typed !== null && (typed.trim() === '' || !Number.isFinite(Number(typed)))
  const forget = () => setTyped(null)
  const commit = () => {
    if (typed !== null && !invalid) onChange(Number(typed))
    forget()
  }
  return {
    forget,
    input: {
      className: 'n',
      autoComplete: 'off',
      value: typed ?? shown,
      'aria-invalid': invalid || undefined,
      onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
      onBlur: commit,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') forget()
      },
    },
  }
}
