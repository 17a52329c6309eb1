/** The score so far: the reader's guesses beside the model's, over the letters that the reader guessed. */
import { fixed, share } from '../../../ui/format.ts'
import { firstShare, type ModelGuess } from './guesses.ts'
import css from './GuessGame.module.css'

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** `you`: which guess was right, null where the letter was shown. */
export function ScoreTable({ you, model }: { you: readonly (number | null)[]; model: readonly ModelGuess[] }) {
  const guessed = you.flatMap((rank, i) => (rank === null ? [] : [{ mine: rank, its: model[i]!.rank }]))
  const shown = you.length - guessed.length
  if (guessed.length === 0) return <p className="cap">{letters(shown)} shown, none guessed: no score yet.</p>
  const mine = guessed.map(({ mine }) => mine)
  const its = guessed.map(({ its }) => its)
  return (
    <table className={css.score}>
      <caption>
        over {letters(guessed.length)} that you guessed{shown > 0 ? `; ${letters(shown)} shown, which count for nobody` : ''}
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
          <td>{share(firstShare(mine), 2)}</td>
          <td>{fixed(average(mine), 1)}</td>
        </tr>
        <tr>
          <th scope="row">the model</th>
          <td>{share(firstShare(its), 2)}</td>
          <td>{fixed(average(its), 1)}</td>
        </tr>
      </tbody>
    </table>
  )
}

const letters = (count: number): string => `${count} ${count === 1 ? 'letter' : 'letters'}`
