/** A part of a drawing that has a concept's name: a word of the text lights it, and pointing at it lights the word. */
import type { ReactNode } from 'react'
import { conceptStyle, useHighlight } from '../ui/highlight.ts'
import css from './Lit.module.css'

export function Lit({ name, children }: { name: string; children: ReactNode }) {
  const { on, handlers } = useHighlight(name)
  return (
    <g className={css.part} data-lit={on} style={conceptStyle(name)} {...handlers}>
      {children}
    </g>
  )
}
