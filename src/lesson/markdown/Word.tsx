/** Words of the text that are handles: a glossary term opens its definition, a figure's word lights its part of the figure. */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { conceptStyle, useHighlight } from '../../ui/highlight.ts'
import { useLesson } from '../LessonContext.ts'
import css from './elements.module.css'

const load = () => import('./TermPopover.tsx')
const TermPopover = lazy(load)

export function TermWord({ id, children }: { id: string; children: ReactNode }) {
  const term = useLesson().terms?.find((each) => each.id === id)
  const [asked, setAsked] = useState(false)
  if (!term) return children
  const closed = (
    <button type="button" className={css.term} aria-haspopup="dialog" onPointerEnter={load} onFocus={load} onClick={() => setAsked(true)}>
      {children}
    </button>
  )
  if (!asked) return closed
  return (
    <Suspense fallback={closed}>
      <TermPopover term={term}>{children}</TermPopover>
    </Suspense>
  )
}

export function FigureWord({ name, children }: { name: string; children: ReactNode }) {
  const { on, handlers } = useHighlight(name)
  return (
    <button type="button" className={css.figure} style={conceptStyle(name)} data-lit={on} {...handlers}>
      {children}
    </button>
  )
}
