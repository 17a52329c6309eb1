/** The works that a lesson rests on. */
import css from './Lesson.module.css'
import type { Source } from './lesson.ts'

export function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null
  return (
    <section className={css.sources} aria-label="Sources">
      <h2>Sources</h2>
      <ul>
        {sources.map(({ id, where, authors, year, title, venue, url }) => (
          <li key={id} id={`source-${id}`}>
            {authors} ({year}).{' '}
            {url ? (
              <a href={url} rel="noreferrer">
                {title}
              </a>
            ) : (
              title
            )}
            . {venue}
            {where ? `, ${where}` : ''}.
          </li>
        ))}
      </ul>
    </section>
  )
}
