/** A vector of one head on a line that scrolls; every number can be pressed. */
import { conceptStyle, useHighlight } from '../../../ui/highlight.ts'
import { TensorNumber, type TensorNumberProps } from '../../../instruments/explain/TensorNumber.tsx'
import css from './AttentionSteps.module.css'

export function Vector({ concept, label, numbers }: { concept: string; label: string; numbers: TensorNumberProps[] }) {
  const { on, handlers } = useHighlight(concept)
  return (
    <div className={css.vector} style={conceptStyle(concept)} data-lit={on} {...handlers}>
      <p className={css.label}>
        {label}, {numbers.length} numbers
      </p>
      <ol className={css.numbers} aria-label={label}>
        {numbers.map((number) => (
          <li key={number.at.join()}>
            <TensorNumber digits={2} {...number} />
          </li>
        ))}
      </ol>
    </div>
  )
}
