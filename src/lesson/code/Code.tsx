/** Code in a lesson: as the author wrote it, or real code of this repository with its place. */
import type { Code, SourceBlock } from '../lesson.ts'
import css from './Code.module.css'

export function CodeFigure({ code, firstLine }: { code: Code; firstLine?: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className={css.code} tabIndex={0}>
      <code>
        {code.map((line, i) => {
          const number = (firstLine ?? 1) + i
          return (
            <span key={number} className={css.line} data-line={firstLine === undefined ? undefined : number}>
              {line.map(([text, kind], at) =>
                kind ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line of code does not change
                  <span key={at} className={css[kind]}>
                    {text}
                  </span>
                ) : (
                  text
                ),
              )}
              {'\n'}
            </span>
          )
        })}
      </code>
    </pre>
  )
}

export function SourceFigure({ source: { file, region, firstLine, code } }: { source: SourceBlock }) {
  return (
    <figure className={css.source}>
      <figcaption className="cap">
        <code>{file}</code>
        {region ? (
          <>
            , <code>{region}</code>
          </>
        ) : null}
        , line {firstLine}: the code that this page runs
      </figcaption>
      <CodeFigure code={code} firstLine={firstLine} />
    </figure>
  )
}
