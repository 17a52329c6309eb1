/** One share for every head of a model, as a grid of bars. */
import { share } from '../ui/format.ts'
import { LitBox } from '../ui/Lit.tsx'
import { HeadGrid } from './HeadGrid.tsx'
import css from './HeadScores.module.css'

/** @param scores shares, by [layer][head] */
export function HeadScores({ caption, scores }: { caption: string; scores: readonly (readonly number[])[] }) {
  return (
    <LitBox name="probability">
      <HeadGrid
        caption={caption}
        values={scores}
        cell={(score) => (
          <div className={css.cell}>
            <i style={{ inlineSize: `${100 * score}%` }} aria-hidden="true" />
            <span>{share(score, 2)}</span>
          </div>
        )}
      />
    </LitBox>
  )
}
