/** A part of a drawing that has a concept's name: a word of the text lights it, and pointing at it lights the word. */
import type { ReactNode } from 'react'
import { conceptStyle, useHighlight } from './highlight.ts'
import css from './Lit.module.css'

export function Lit({ name, children }: { name: string; children: ReactNode }) {
  const { on, handlers } = useHighlight(name)
  return (
    <g className={css.part} data-lit={on} style={conceptStyle(name)} {...handlers}>
      {children}
    </g>
  )
}

/** The same for a part that is not inside a drawing, such as a whole map. */
export function LitBox({ name, className = '', children }: { name: string; className?: string; children: ReactNode }) {
  const { on, handlers } = useHighlight(name)
  return (
    <div className={`${css.box} ${className}`} data-lit={on} style={conceptStyle(name)} {...handlers}>
      {children}
    </div>
  )
}
