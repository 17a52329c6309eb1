/** A longer text of the learner's own, folded away: kept as it is typed, and taken once there is enough of it to learn from. */
import { useState } from 'react'
import { Disclosure } from '../ui/Disclosure.tsx'
import { OwnText } from './OwnText.tsx'

export interface LongText {
  typed: string
  /** what is taken of it: undefined while it is too short */
  taken: string | undefined
  type(next: string): void
}

/** @param least characters that are enough */
export function useLongText(given: string | undefined, least: number, onText: (text: string | undefined) => void): LongText {
  const [typed, setTyped] = useState(given ?? '')
  const enough = (text: string): string | undefined => (text.length >= least ? text : undefined)
  const type = (next: string): void => {
    setTyped(next)
    onText(enough(next))
  }
  return { typed, taken: enough(typed), type }
}

interface LongTextFoldProps {
  of: LongText
  label: string
  aside: string
  rows?: number
  open?: boolean | undefined
}

export function LongTextFold({ of, label, aside, rows = 6, open }: LongTextFoldProps) {
  return (
    <Disclosure label={label} aside={aside} {...(open && { open })}>
      <OwnText label="Your text" value={of.typed} onChange={of.type} rows={rows} most={20_000} />
    </Disclosure>
  )
}
