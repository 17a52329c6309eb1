/** A number that the page computes from others: pressed, it says its formula, and the formula with the live numbers in it. */
import type { ReactNode } from 'react'
import { Popover } from '../../ui/Popover.tsx'
import css from './TensorNumber.module.css'

export interface DerivedNumberProps {
  /** what it is: "cosine of e and a" */
  name: string
  /** its digits, as they stand in the figure */
  shown: string
  /** in symbols or words */
  formula: ReactNode
  /** with the live numbers; mounted only while it is open */
  children: ReactNode
}

export function DerivedNumber({ name, shown, formula, children }: DerivedNumberProps) {
  return (
    <Popover
      className={css.number}
      label={`${shown}: ${name}. Explain`}
      title={name}
      content={
        <dl className={css.facts}>
          <dt>formula</dt>
          <dd>{formula}</dd>
          <dt>here</dt>
          <dd>{children}</dd>
        </dl>
      }
    >
      {shown}
    </Popover>
  )
}
