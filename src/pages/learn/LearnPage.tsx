/** The course at a glance: its parts, and the lessons that are there to read. */
import { lessons, parts } from 'virtual:lessons'
import { Link } from 'wouter'
import { useTitle } from '../shell/useTitle.ts'
import css from './LearnPage.module.css'

export function LearnPage() {
  useTitle('Learn')
  return (
    <div className={`wrap ${css.page}`}>
      <header className={css.head}>
        <h1>The course</h1>
        <p>
          Twelve parts, from a first model to what came after GPT. {written(lessons.length)} Until the rest is there, <Link href="/lab">the lab</Link>{' '}
          is open in full.
        </p>
      </header>
      <ol className={css.parts}>
        {parts.map((part, i) => {
          const inPart = lessons.filter((lesson) => lesson.part === part.slug)
          return (
            <li key={part.slug}>
              <span className={`n ${css.number}`}>{i}</span>
              <div className={css.part}>
                <h2>{part.title}</h2>
                <p>{part.summary}</p>
              </div>
              {inPart.length > 0 ? (
                <ul className={css.lessons}>
                  {inPart.map(({ slug, title, summary, minutes, order }) => (
                    <li key={slug}>
                      <Link href={`/learn/${part.slug}/${slug}`}>
                        {i}.{order} {title}
                      </Link>
                      <p>
                        {summary} <span className="n">{minutes} min</span>
                      </p>
                    </li>
                  ))}
                </ul>
              ) : (
                <p className={css.later}>being written</p>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

const written = (count: number): string => (count === 1 ? 'One lesson can be read today.' : `${count} lessons can be read today.`)
