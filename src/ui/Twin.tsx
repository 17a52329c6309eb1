/** A figure and its table: the same numbers, to look at or to read. */
import { type ReactNode, useId, useState } from 'react'
import { Button } from './Button.tsx'
import css from './Twin.module.css'

export interface TwinProps {
  /** what the figure shows, with its unit */
  caption: ReactNode
  /** further choices on the caption's line */
  controls?: ReactNode
  figure: ReactNode
  table: () => ReactNode
}

export function Twin({ caption, controls, figure, table }: TwinProps) {
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={css.twin}>
      <figcaption>
        <span id={id} className="cap">
          {caption}
        </span>
        <span className={css.controls}>
          {controls}
          <Button look="text" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Table
          </Button>
        </span>
      </figcaption>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={css.table} tabIndex={0} aria-labelledby={id}>
          {table()}
        </section>
      ) : (
        figure
      )}
    </figure>
  )
}
