/** What the model wrote as it learned, the newest first. */
import { fixed, int } from '../ui/format.ts'
import css from './SampleStream.module.css'

export interface StreamItem {
  step: number
  /** validation loss at that step, in the unit that `unit` names */
  loss: number
  prompt: string
  text: string
}

export function SampleStream({ items, unit }: { items: readonly StreamItem[]; unit: string }) {
  const newest = [...items].reverse()
  return (
    <ol className={css.stream} aria-label={`Samples, newest first; each with its step and its loss in ${unit}`}>
      {newest.map((item, i) => (
        <li key={item.step} className={i === 0 ? css.on : undefined}>
          <span className="n">{int(item.step)}</span>
          <span className="n">{fixed(item.loss)}</span>
          <p>
            <span className={css.prompt}>{item.prompt}</span>
            {item.text.startsWith(item.prompt) ? item.text.slice(item.prompt.length) : item.text}
          </p>
        </li>
      ))}
    </ol>
  )
}
