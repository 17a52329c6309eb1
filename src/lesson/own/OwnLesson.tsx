/** A lesson that is not the course's, in one column: its question, its live figure, its text. */
import { useEffect, useMemo } from 'react'
import { loads } from '../../widgets/registry.ts'
import { Block } from '../Block.tsx'
import type { Figures } from '../figures.ts'
import { LessonContext } from '../LessonContext.ts'
import type { Lesson } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { Objectives } from '../Objectives.tsx'
import { Sources } from '../Sources.tsx'
import type { Name } from './names.ts'
import css from './OwnLesson.module.css'

export interface OwnLessonProps {
  /** compiled, and without mistakes */
  lesson: Lesson
  /** under which its answers are kept */
  name: Name
  /** it is being written */
  writing?: boolean
  /** what figures are called while their code comes */
  titles: Readonly<Record<string, { title: string }>>
}

export function OwnLesson({ lesson, name, writing = false, titles }: OwnLessonProps) {
  const shown = useMemo(
    () => ({ ...lesson, ...name, figures: figuresOf(lesson, titles), own: true, writing }),
    [lesson, name, titles, writing],
  )
  useEffect(() => void import('katex/contrib/copy-tex').catch(() => {}), [])
  return (
    <LessonContext value={shown}>
      <article className={css.own}>
        <header className="prose">
          <h1>{lesson.title}</h1>
          <p className={css.question}>{lesson.question}</p>
        </header>
        {lesson.live ? (
          <div className={css.live}>
            <Block name={lesson.live} />
          </div>
        ) : null}
        <div className="prose">
          <Objectives lesson={shown} />
          <Markdown>{lesson.lead}</Markdown>
          <Markdown>{lesson.rest}</Markdown>
          <Sources sources={lesson.sources} />
        </div>
      </article>
    </LessonContext>
  )
}

/** Of the figures that it shows: the course's own, each with its code. */
function figuresOf({ blocks }: Lesson, titles: OwnLessonProps['titles']): Figures {
  const used = Object.values(blocks).flatMap((block) => (block.kind === 'widget' || block.kind === 'challenge' ? [block.widget] : []))
  return Object.fromEntries(
    [...new Set(used)].flatMap((id) => (loads[id] ? [[id, { title: titles[id]?.title ?? id, load: loads[id] }]] : [])),
  )
}
