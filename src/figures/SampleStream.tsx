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

/** At most `rows` of the items: the newest, the first, and others spread between. The one that had been written by step `at` stands out, without one the newest. */
export function SampleStream({
  items,
  unit,
  rows = 8,
  at = null,
}: {
  items: readonly StreamItem[]
  unit: string
  rows?: number
  at?: number | null
}) {
  const last = items.length - 1
  const shown = new Set(Array.from({ length: rows }, (_, i) => Math.round((i * last) / (rows - 1))))
  const chosen = at === null ? last : items.findLastIndex(({ step }) => step <= at)
  if (chosen >= 0) shown.add(chosen)
  const newest = items.filter((_, i) => shown.has(i)).reverse()
  return (
    <ol className={css.stream} aria-label={`Samples, newest first; each with its step and its loss in ${unit}`}>
      {newest.map((item) => (
        <li
          key={item.step}
          aria-current={at !== null && item === items[chosen] ? 'true' : undefined}
          className={item === items[chosen] ? css.on : undefined}
        >
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
