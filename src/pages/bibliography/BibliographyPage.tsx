/** The works that the course rests on, with the lessons that cite them. */
import { loadBibliography } from 'virtual:lessons'
import { use } from 'react'
import { Link } from 'wouter'
import { entryOf, hrefOf, numberOf } from '../course/course.ts'
import { loadOnce } from '../../ui/loadOnce.ts'
import css from '../shell/list.module.css'
import { Page } from '../shell/Page.tsx'
import { useSection } from '../shell/useSection.ts'

const bibliography = loadOnce(loadBibliography)

export function BibliographyPage() {
  const works = use(bibliography())
  useSection()
  return (
    <Page title="Bibliography" intro="The papers, books and programs that the lessons rest on, by year. Links lead out of the course.">
      <dl className={css.list}>
        {works.map(({ id, authors, year, title, venue, url, lessons }) => (
          <div key={id} id={`work-${id}`}>
            <dt>
              {authors} ({year})
            </dt>
            <dd>
              {url ? (
                <a href={url} rel="noreferrer">
                  {title}
                </a>
              ) : (
                title
              )}
              . {venue}.
              {lessons.length > 0 ? (
                <p>
                  {lessons.map((lesson) => {
                    const entry = entryOf(lesson)
                    return entry ? (
                      <Link key={lesson} href={hrefOf(entry)}>
                        {numberOf(entry)} {entry.title}
                      </Link>
                    ) : null
                  })}
                </p>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Page>
  )
}
