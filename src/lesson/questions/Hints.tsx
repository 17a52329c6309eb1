/** What follows a wrong answer: what it was, and one more hint for each try. */
import { Markdown } from '../markdown/Markdown.tsx'
import css from './questions.module.css'

export function Hints({ wrong, hints, tries }: { wrong: string; hints: readonly string[]; tries: number }) {
  return (
    <>
      <p>
        <b className={css.verdict} data-wrong>
          ✗ {wrong}
        </b>{' '}
        <Markdown inline>{hints[0] ?? ''}</Markdown>
      </p>
      {hints.slice(1, tries).map((hint) => (
        <p key={hint}>
          <Markdown inline>{hint}</Markdown>
        </p>
      ))}
    </>
  )
}
