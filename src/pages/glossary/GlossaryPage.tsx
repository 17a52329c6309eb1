/** The course's words, each in a sentence or two, with the lesson that explains it; then the letters of its formulas. */
import { loadGlossary, loadSymbols, parts } from 'virtual:lessons'
import { Suspense, use } from 'react'
import { Link } from 'wouter'
import { Markdown } from '../../lesson/markdown/Markdown.tsx'
import { entryOf, hrefOf, numberOf } from '../course/course.ts'
import { loadOnce } from '../../ui/loadOnce.ts'
import css from '../shell/list.module.css'
import { Page } from '../shell/Page.tsx'
import { useSection } from '../shell/useSection.ts'
import letters from './Symbols.module.css'

const glossary = loadOnce(loadGlossary)
const symbols = loadOnce(loadSymbols)

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
      <Suspense>
        <Symbols />
      </Suspense>
    </Page>
  )
}

/** What the letters of formulas stand for. One letter may mean different things in different lessons, and never two in one. */
function Symbols() {
  const rows = use(symbols())
  return (
    <>
      <h2 id="symbols" className={letters.title}>
        Letters in formulas
      </h2>
      <p className={letters.intro}>
        A token’s vector is a row, and a matrix of weights has the shape [in, out], as in GPT-1’s files: a layer computes <i>x W</i>. A
        letter has one meaning in a lesson; where another lesson uses it for something else, the table says which.
      </p>
      <table className={letters.table}>
        <thead>
          <tr>
            <th scope="col">letter</th>
            <th scope="col">what it stands for</th>
            <th scope="col">where</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ symbol, meaning, in: reach }) => (
            <tr key={`${symbol} ${reach.join()}`}>
              <td>
                <Markdown inline>{`$${symbol}$`}</Markdown>
              </td>
              <td>
                <Markdown inline>{meaning}</Markdown>
              </td>
              <td>{reach.length === 0 ? 'everywhere else' : reach.map((place) => <Place key={place} id={place} />)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A part's name, or a link to a lesson. */
function Place({ id }: { id: string }) {
  const entry = entryOf(id)
  const part = parts.find(({ slug }) => slug === id)
  return <span>{entry ? <Link href={hrefOf(entry)}>{entry.title}</Link> : (part?.title ?? id)}</span>
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
