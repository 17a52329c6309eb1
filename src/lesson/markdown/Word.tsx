/** Words of the text that are handles: a glossary term opens its definition, a figure's word lights its part of the figure. */
import { type ReactNode, Suspense, useState } from 'react'
import { Boundary } from '../../ui/Boundary.tsx'
import { later } from '../../ui/later.tsx'
import { conceptStyle, useHighlight } from '../../ui/highlight.ts'
import { useLesson } from '../LessonContext.ts'
import css from './elements.module.css'

const load = () => import('./TermPopover.tsx')
const TermPopover = later(() => load().then((m) => m.default))

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
    <Boundary where={term.term} hint="" fallback={closed}>
      <Suspense fallback={closed}>
        <TermPopover term={term}>{children}</TermPopover>
      </Suspense>
    </Boundary>
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
