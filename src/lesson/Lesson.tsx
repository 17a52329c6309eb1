/** A lesson on the page: its sections at the left, the text, and the figure that stays beside the text. */
import { useEffect } from 'react'
import { Link } from 'wouter'
import { Block } from './Block.tsx'
import { LessonContext } from './LessonContext.ts'
import css from './Lesson.module.css'
import type { Figures } from './figures.ts'
import type { Lesson as LessonData, LessonInfo, Part } from './lesson.ts'
import { Markdown } from './markdown/Markdown.tsx'
import { Objectives } from './Objectives.tsx'
import { Sources } from './Sources.tsx'
import { Spine } from './Spine.tsx'
import { useEdited } from './useEdited.ts'

export interface Neighbour extends Pick<LessonInfo, 'part' | 'slug' | 'title'> {
  /** "3.2" */
  number: string
}

export interface LessonProps {
  /** in tests a lesson is compiled without the code of its figures: each is then looked for among all */
  lesson: LessonData & { figures?: Figures }
  part: Part
  /** "3.2": part, then place */
  number: string
  /** how many lessons the part has */
  of: number
  previous: Neighbour | null
  next: Neighbour | null
}

export function Lesson({ lesson: loaded, part, number, of, previous, next }: LessonProps) {
  const lesson = useEdited(loaded)
  // What is copied of a set formula would be its pieces, each on a line of its own.
  useEffect(() => void import('katex/contrib/copy-tex').catch(() => {}), [])
  return (
    <LessonContext value={lesson}>
      <article className={`wrap ${css.lesson}`} data-live={lesson.wide ? 'wide' : lesson.live !== null}>
        <Spine
          part={part}
          partNumber={number.split('.')[0]!}
          place={number.split('.')[1]!}
          of={of}
          sections={lesson.sections}
          minutes={lesson.minutes}
        />
        <header className={`prose ${css.head}`}>
          <span className={css.number}>{number}</span>
          <h1>{lesson.title}</h1>
          <p className={css.question}>{lesson.question}</p>
        </header>
        {/* On a phone it follows the question, so that there too a lesson opens on it. */}
        {lesson.live ? (
          <div className={css.live}>
            <Block name={lesson.live} />
          </div>
        ) : null}
        <div className={`prose ${css.lead}`}>
          <Objectives lesson={lesson} />
          <Markdown>{lesson.lead}</Markdown>
        </div>
        <div className={`prose ${css.rest}`}>
          <Markdown>{lesson.rest}</Markdown>
          <Sources sources={lesson.sources} />
          <Neighbours previous={previous} next={next} />
        </div>
      </article>
    </LessonContext>
  )
}

function Neighbours({ previous, next }: Pick<LessonProps, 'previous' | 'next'>) {
  return (
    <nav className={css.neighbours} aria-label="Lessons">
      {previous ? (
        <Link href={`/learn/${previous.part}/${previous.slug}`}>
          <span>← {previous.number}</span>
          {previous.title}
        </Link>
      ) : (
        <Link href="/learn">
          <span>←</span>
          All lessons
        </Link>
      )}
      {next ? (
        <Link href={`/learn/${next.part}/${next.slug}`}>
          <span>{next.number} →</span>
          {next.title}
        </Link>
      ) : (
        <Link href="/lab">
          <span>→</span>
          Go on in the Lab
        </Link>
      )}
    </nav>
  )
}
