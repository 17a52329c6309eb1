/** One matrix as cells to press: the number on top, its gradient below, and a mark on those that the chosen gradient is made of. */
import { useHighlight } from '../../../ui/highlight.ts'
import { fixed } from '../../../ui/format.ts'
import css from './LayerBackprop.module.css'
import { C, type Matrix, type Pass, rowsOf } from './net.ts'
import type { Cell } from './words.ts'

export interface GridProps {
  name: Matrix
  symbol: string
  pass: Pass
  known: boolean
  chosen: Cell
  used: { values: (cell: Cell) => boolean; gradients: (cell: Cell) => boolean }
  onChoose: (cell: Cell) => void
}

export function Grid({ name, symbol, pass: { value, gradient }, known, chosen, used, onChoose }: GridProps) {
  const { on, handlers } = useHighlight(`gradient/${name}`)
  return (
    <fieldset className={css.grid} data-lit={on} {...handlers}>
      <legend>
        <i>{symbol}</i>{' '}
        <span>
          [{rowsOf(name)}, {C}]
        </span>
      </legend>
      {Array.from(value[name], (number, index) => {
        const cell = { matrix: name, index }
        const slope = gradient[name][index]!
        const at = `${symbol}, row ${Math.floor(index / C) + 1}, column ${(index % C) + 1}`
        return (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            key={index}
            type="button"
            className={css.cell}
            aria-pressed={chosen.matrix === name && chosen.index === index}
            aria-label={`${at}: ${fixed(number)}${known ? `, gradient ${fixed(slope, 3)}` : ''}`}
            data-value={used.values(cell)}
            onClick={() => onChoose(cell)}
          >
            <span>{fixed(number)}</span>
            <span className={css.gradient} data-used={known && used.gradients(cell)}>
              {known ? fixed(slope) : ' '}
            </span>
          </button>
        )
      })}
    </fieldset>
  )
}
