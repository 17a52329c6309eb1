/** One choice of a question: its control, its words, and once it is open its verdict and why. */
import type { ReactNode } from 'react'
import type { Answer } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import css from './questions.module.css'

export interface AnswerLineProps {
  answer: Answer
  /** the explanation may be read */
  open: boolean
  chosen: boolean
  verdict: string
  /** the radio button or checkbox */
  children: ReactNode
}

export function AnswerLine({ answer: { text, correct, why }, open, chosen, verdict, children }: AnswerLineProps) {
  return (
    <div className={css.answer} data-picked={chosen}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
      <label className={css.choice}>
        {children}
        <span className={css.text}>
          <Markdown inline>{text}</Markdown>
        </span>
        {open ? (
          <span className={css.verdict} data-wrong={!correct}>
            {verdict}
          </span>
        ) : null}
      </label>
      {open ? (
        <div className={css.why}>
          <Markdown>{why}</Markdown>
        </div>
      ) : null}
    </div>
  )
}
