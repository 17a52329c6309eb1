/** What the compiler says of the lesson, in the words of `npm run check:lessons`, each with its line. */
import { isMistake, type Problem } from '../../../lesson/compile/problem.ts'
import css from './WritePage.module.css'

export interface MistakesProps {
  file: string
  problems: readonly Problem[]
  /** it cannot be shown: what stands beside is older */
  held: boolean
  onGoTo: (line: number) => void
}

export function Mistakes({ file, problems, held, onGoTo }: MistakesProps) {
  const mistakes = problems.filter(isMistake).length
  const warnings = problems.length - mistakes
  return (
    <section aria-label="What the check says" className={css.mistakes}>
      <p role="status">
        <b>{held ? 'Held back: ' : ''}</b>
        {counted(mistakes, 'mistake')}, {counted(warnings, 'warning')} in <code>{file}</code>
      </p>
      {problems.length > 0 ? (
        <ul>
          {problems.map(({ line, message, warning }) => (
            <li key={`${line} ${message}`} data-warning={warning ?? false}>
              <button type="button" onClick={() => onGoTo(line)}>
                line {line}
              </button>
              <span>
                {warning ? 'warning: ' : ''}
                {message}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const counted = (many: number, word: string): string => `${many} ${word}${many === 1 ? '' : 's'}`
