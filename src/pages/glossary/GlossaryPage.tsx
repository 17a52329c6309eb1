/** The course's words, each in a sentence or two, with the lesson that explains it. */
import { loadGlossary } from 'virtual:lessons'
import { use } from 'react'
import { Link } from 'wouter'
import { Markdown } from '../../lesson/markdown/Markdown.tsx'
import { entryOf, hrefOf, numberOf } from '../course/course.ts'
import css from '../shell/list.module.css'
import { once } from '../shell/once.ts'
import { Page } from '../shell/Page.tsx'
import { useSection } from '../shell/useSection.ts'

const glossary = once(loadGlossary)

export function GlossaryPage() {
  const terms = use(glossary())
  useSection()
  return (
    <Page title="Glossary" intro={`${terms.length} words that the course uses and explains.`}>
      <dl className={css.list}>
        {terms.map(({ id, term, short, lesson }) => (
          <div key={id} id={`term-${id}`}>
            <dt>{term}</dt>
            <dd>
              <Markdown inline>{short}</Markdown>
              <LessonLink id={lesson} />
            </dd>
          </div>
        ))}
      </dl>
    </Page>
  )
}

function LessonLink({ id }: { id: string | null }) {
  const entry = id === null ? undefined : entryOf(id)
  if (!entry) return null
  return (
    <p>
      <Link href={hrefOf(entry)}>{`${numberOf(entry)} ${entry.title}`}</Link>
    </p>
  )
}
