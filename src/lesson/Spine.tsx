/** Where in the course, and where in the lesson: beside the text on wide screens. */
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import css from './Lesson.module.css'
import type { Part, Section } from './lesson.ts'
import { goTo } from './markdown/goTo.ts'

/** A section is being read once its heading has come this near to the top, in pixels. */
const READING_LINE = 160

export interface SpineProps {
  part: Part
  partNumber: string
  place: string
  of: number
  sections: readonly Section[]
  minutes: number
}

export function Spine({ part, partNumber, place, of, sections, minutes }: SpineProps) {
  const now = useSectionInView(sections)
  return (
    <nav className={css.spine} aria-label="This lesson">
      <Link href="/learn" className={css.part}>
        Part {partNumber}
        <br />
        {part.title}
        <br />
        <span className="n">
          lesson {place} of {of}
        </span>
        <br />
        <span className="n">{minutes} min</span>
      </Link>
      <ol>
        {sections.map(({ slug, title }) => (
          <li key={slug}>
            <a href={`#${slug}`} onClick={goTo(slug)} aria-current={slug === now ? 'step' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function useSectionInView(sections: readonly Section[]): string | null {
  const [now, setNow] = useState<string | null>(null)
  useEffect(() => {
    const look = (): void => {
      const passed = sections.filter(({ slug }) => {
        const heading = document.getElementById(slug)
        return heading !== null && heading.getBoundingClientRect().top < READING_LINE
      })
      setNow(passed.at(-1)?.slug ?? null)
    }
    look()
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [sections])
  return now
}
