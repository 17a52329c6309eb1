/** Words of the text that are handles: a glossary term opens its definition, a figure's word lights its part of the figure. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { conceptStyle, useHighlight } from '../../ui/highlight.ts'
import { Popover } from '../../ui/Popover.tsx'
import { useLesson } from '../LessonContext.ts'
import css from './elements.module.css'
import { Markdown } from './Markdown.tsx'

export function TermWord({ id, children }: { id: string; children: ReactNode }) {
  const term = useLesson().terms?.find((each) => each.id === id)
  if (!term) return children
  return (
    <Popover
      title={term.term}
      className={css.term}
      content={
        <>
          <Markdown>{term.short}</Markdown>
          {term.lesson ? <Link href={`/learn/${term.lesson}`}>Read the lesson</Link> : null}
        </>
      }
    >
      {children}
    </Popover>
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
