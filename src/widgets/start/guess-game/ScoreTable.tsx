/** The score so far: the reader's guesses beside the model's. */
import { fixed, share } from '../../../ui/format.ts'
import { firstShare, type ModelGuess } from './guesses.ts'
import css from './GuessGame.module.css'

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

export function ScoreTable({ you, model }: { you: readonly number[]; model: readonly ModelGuess[] }) {
  const ranks = model.map(({ rank }) => rank)
  return (
    <table className={css.score}>
      <caption>
        after {you.length} {you.length === 1 ? 'letter' : 'letters'}
      </caption>
      <thead>
        <tr>
          <th scope="col">who</th>
          <th scope="col">right at once</th>
          <th scope="col">guesses a letter</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">you</th>
          <td>{share(firstShare(you), 2)}</td>
          <td>{fixed(average(you), 1)}</td>
        </tr>
        <tr>
          <th scope="row">the model</th>
          <td>{share(firstShare(ranks), 2)}</td>
          <td>{fixed(average(ranks), 1)}</td>
        </tr>
      </tbody>
    </table>
  )
}
