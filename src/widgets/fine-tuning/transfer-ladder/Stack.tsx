/** What a row begins with, from the embeddings at the bottom to the head at the top: a square of each tensor, the base's or drawn anew. */
import { LitBox } from '../../../ui/Lit.tsx'
import { Tile } from '../../../figures/Tile.tsx'
import type { Square } from './ladder.ts'
import type { Row } from './rows.ts'
import css from './TransferLadder.module.css'

/** Weights of this size, and larger ones, have the full colour. */
const TOP = 0.3

export function Stack({ squares, row }: { squares: readonly Square[]; row: Row }) {
  const pieces = squares.map((square, depth) => ({ ...square, depth, taken: row.from === 'base' && depth <= row.transferred }))
  return (
    <ol className={css.stack} aria-label="What the tuning begins with, top to bottom">
      <Piece name="head" taken={false} values={null} />
      {pieces.reverse().map(({ name, depth, taken, trained, fresh }) => (
        <Piece key={name} name={depth === 0 ? 'embeddings' : `block ${depth - 1}`} taken={taken} values={taken ? trained : fresh} />
      ))}
    </ol>
  )
}

function Piece({ name, taken, values }: { name: string; taken: boolean; values: Float32Array | null }) {
  const said = taken ? 'pre-trained' : 'new'
  return (
    <li data-taken={taken || undefined}>
      <LitBox name={taken ? 'residual/pre-trained' : 'gradient/new'} className={css.piece}>
        {values ? (
          <Tile
            values={values.map(Math.abs)}
            to={TOP}
            label={`sizes of some weights of ${name}, ${said}`}
            colour={taken ? 'residual' : 'gradient'}
          />
        ) : (
          <span className={css.head} aria-hidden="true" />
        )}
        <span>
          {name}
          <small>{said}</small>
        </span>
      </LitBox>
    </li>
  )
}
