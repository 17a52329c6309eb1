/** A glossary term's definition, open beside it; loaded when the first term is pressed. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Popover } from '../../ui/Popover.tsx'
import type { Term } from '../lesson.ts'
import css from './elements.module.css'
import { Markdown } from './Markdown.tsx'

export default function TermPopover({ term, children }: { term: Term; children: ReactNode }) {
  return (
    <Popover
      defaultOpen
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
