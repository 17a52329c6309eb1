/** A figure and its table: the same numbers, to look at or to read. */
import { type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import css from './Twin.module.css'
import { usePrinting } from './usePrinting.ts'

export interface TwinProps {
  /** what the figure shows, with its unit */
  caption: ReactNode
  /** further choices on the caption's line */
  controls?: ReactNode
  figure: ReactNode
  table: () => ReactNode
  /** its canvas takes the colours of paper by itself */
  prints?: boolean
}

export function Twin({ caption, controls, figure, table, prints = false }: TwinProps) {
  const id = useId()
  const [chosen, setAsTable] = useState(false)
  const frame = useRef<HTMLElement>(null)
  // A canvas keeps the colours of the screen, which on paper may be light on white: its numbers are printed instead.
  const asTable = usePrinting() && !prints && frame.current?.querySelector('canvas') ? true : chosen
  return (
    <figure ref={frame} className={css.twin}>
      <figcaption>
        <span id={id} className="cap">
          {caption}
        </span>
        <span className={css.controls}>
          {controls}
          <Button look="text" aria-pressed={chosen} onClick={() => setAsTable(!chosen)}>
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
