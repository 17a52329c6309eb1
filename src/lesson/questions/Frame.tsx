/** The frame of everything that asks the learner for something: a rule, a name in italics, a remark at the right. */
import type { ReactNode } from 'react'
import css from './questions.module.css'

export function Frame({ name, id, aside, children }: { name: string; id: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.frame} id={id} aria-label={name}>
      <header>
        <b>{name}</b>
        {aside ? <span className="cap">{aside}</span> : null}
      </header>
      {children}
    </section>
  )
}
