/** One number for every head of a model, as a grid: a row is a layer. */
import { share } from '../ui/format.ts'
import { LitBox } from '../ui/Lit.tsx'
import css from './HeadScores.module.css'

/** @param scores shares, by [layer][head] */
export function HeadScores({ caption, scores }: { caption: string; scores: readonly (readonly number[])[] }) {
  return (
    <LitBox name="probability">
      <table className={css.grid}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {scores[0]!.map((_, head) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a head's number is its identity
              <th key={head} scope="col" className="n">
                head {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scores.map((row, layer) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer's number is its identity
            <tr key={layer}>
              <th scope="row" className="n">
                layer {layer}
              </th>
              {row.map((score, head) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a head's number is its identity
                <td key={head} className="n">
                  <i style={{ inlineSize: `${100 * score}%` }} aria-hidden="true" />
                  <span>{share(score, 2)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </LitBox>
  )
}
