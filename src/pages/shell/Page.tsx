/** A page of its own kind: a title, a sentence, and what it holds. */
import type { ReactNode } from 'react'
import css from './Page.module.css'
import { useTitle } from './useTitle.ts'

export function Page({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  useTitle(title)
  return (
    <div className={`wrap ${css.page}`}>
      <header className={css.head}>
        <h1>{title}</h1>
        {intro ? <p>{intro}</p> : null}
      </header>
      {children}
    </div>
  )
}

/** A part of such a page, under a rule. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h2 className="h2">{title}</h2>
      {children}
    </section>
  )
}
