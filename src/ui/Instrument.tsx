/** The frame of a figure that computes: one ink rule on top, a name in italics, a title, actions at the right. */
import { type ReactNode, useId } from 'react'
import css from './Instrument.module.css'
import { Group } from './Group.tsx'

export interface InstrumentProps {
  /** "Fig. 3.2", "Training" */
  name: string
  title: ReactNode
  actions?: ReactNode
  /** short facts in small mono type */
  footer?: ReactNode
  children: ReactNode
}

export function Instrument({ name, title, actions, footer, children }: InstrumentProps) {
  const id = useId()
  return (
    <Group className={css.instrument} aria-labelledby={id}>
      <header>
        <h2 id={id}>
          <span className={css.name}>{name}</span>
          <span className={css.title}>{title}</span>
        </h2>
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </header>
      {children}
      {footer ? <footer>{footer}</footer> : null}
    </Group>
  )
}
