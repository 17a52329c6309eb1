/** How sure a guess is, in steps of ten percent; pressed again, it is left unsaid. */
import { Segmented } from './Segmented.tsx'

const LEVELS = ['50', '60', '70', '80', '90', '100'].map((value) => ({ value, label: `${value} %` }))

interface HowSureProps {
  /** "How sure are you?" */
  asked?: string
  /** percent; null: not said */
  value: number | null
  onChange: (percent: number | null) => void
}

export function HowSure({ asked = 'How sure are you?', value, onChange }: HowSureProps) {
  const said = value === null ? '' : String(value)
  return (
    <>
      <span className="cap">{asked}</span>
      <Segmented label={asked} value={said} options={LEVELS} onChange={(next) => onChange(next === said ? null : Number(next))} />
    </>
  )
}
