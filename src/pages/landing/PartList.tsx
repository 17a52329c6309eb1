/** The course in twelve lines, each of which leads to its first lesson. */
import { lessons, parts } from 'virtual:lessons'
import { Link } from 'wouter'
import { PartDrawing } from './PartDrawing.tsx'
import css from './PartList.module.css'

/** Where the course begins. */
export const FIRST_LESSON = lessons[0] ? `/learn/${lessons[0].part}/${lessons[0].slug}` : '/learn'

export function PartList() {
  return (
    <section className={css.path} aria-labelledby="parts">
      <div className={css.about}>
        <h2 id="parts" className="h2">
          Twelve parts, one model
        </h2>
        <p className={css.intro}>
          Lessons of 8 to 15 minutes. The model that you train in the first one goes with you through all of them. Begin where you like:
          each lesson says what it builds on.
        </p>
      </div>
      <ol>
        {parts.map((part, i) => (
          <PartLine key={part.slug} index={i} {...part} />
        ))}
      </ol>
    </section>
  )
}

function PartLine({ index, slug, title, summary }: { index: number; slug: string; title: string; summary: string }) {
  const own = lessons.filter((lesson) => lesson.part === slug)
  const line = (
    <>
      <span className={css.number}>{index}</span>
      <PartDrawing part={index} />
      <h3>{title}</h3>
      <span className={css.what}>{summary}</span>
      <span className={`n ${css.state}`}>{own.length > 0 ? `${own.length} ${own.length === 1 ? 'lesson' : 'lessons'}` : ''}</span>
    </>
  )
  return (
    <li>
      {own[0] ? (
        <Link href={`/learn/${slug}/${own[0].slug}`} className={css.part}>
          {line}
        </Link>
      ) : (
        <div className={css.part}>{line}</div>
      )}
    </li>
  )
}
