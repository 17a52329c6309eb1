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

/** At most `rows` of the items: the newest, the first, and others spread between. */
export function SampleStream({ items, unit, rows = 8 }: { items: readonly StreamItem[]; unit: string; rows?: number }) {
  const last = items.length - 1
  const shown = new Set(Array.from({ length: rows }, (_, i) => Math.round((i * last) / (rows - 1))))
  const newest = items.filter((_, i) => shown.has(i)).reverse()
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
