/** A large reading: label above, number with its unit, context below. */
import type { ReactNode } from 'react'
import css from './BigNumber.module.css'

export interface BigNumberProps {
  label: string
  /** its digits, or what they stand in to be pressed */
  value: ReactNode
  unit?: string
  context?: ReactNode
  /** a concept's class, where the number is that concept */
  concept?: string
}

export function BigNumber({ label, value, unit, context, concept }: BigNumberProps) {
  return (
    <div>
      <dt className={[css.label, concept].filter(Boolean).join(' ')}>{label}</dt>
      <dd className={css.reading}>
        <span className={css.value}>{value}</span>
        {unit ? <span className={css.unit}>{unit}</span> : null}
        {context ? <span className={css.context}>{context}</span> : null}
      </dd>
    </div>
  )
}

/** A row of readings. */
export function Readings({ children }: { children: ReactNode }) {
  return <dl className={css.readings}>{children}</dl>
}
