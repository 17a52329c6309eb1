/** The same table learned by gradient: a button, its progress, and both scores side by side. */
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import type { Experiment } from '../../../experiments/experiment.ts'
import css from './BigramBench.module.css'
import type { Figure } from '../../frame/useFigure.ts'
import type widget from './widget.ts'
import type { ParamsOf, ValueOf } from '../../frame/define.ts'

interface TrainedTableProps {
  of: Figure<ParamsOf<typeof widget>, Counted, Experiment>
  counted: Counted
}

type Counted = ValueOf<typeof widget>

export function TrainedTable({ of, counted }: TrainedTableProps) {
  const { params, progress, busy: running, start, stop } = of
  const { steps } = params
  const { countedBits } = counted.marks
  const so = running ? progress : counted.trained
  const step = so?.curve.at(-1)?.step ?? 0
  const bits = so?.evaluations.at(-1)?.bitsPerCharacter
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div role="group" aria-label="The same table, trained" className={css.trained}>
      <div className="row between">
        <h3 className="h3">The same table, trained by gradient</h3>
        <Button look="primary" onClick={running ? stop : start}>
          {running ? 'Stop' : 'Train the table'}
        </Button>
      </div>
      <p role="status" className="cap n">
        {so ? `Step ${int(step)} of ${int(steps)}.` : `It begins with noise and reads ${int(steps * 256)} characters, in a few seconds.`}
      </p>
      <table>
        <caption>Surprise at the same held-out characters</caption>
        <thead>
          <tr>
            <th scope="col">table</th>
            <th scope="col" className="n">
              bits per character
            </th>
            <th scope="col" className="n">
              against counting
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">counted</th>
            <td className="n">{fixed(countedBits, 3)}</td>
            <td className="n">–</td>
          </tr>
          <tr>
            <th scope="row">trained{so && step < steps ? ', so far' : ''}</th>
            <td className="n">{bits === undefined ? '–' : fixed(bits, 3)}</td>
            <td className="n">{bits === undefined ? '–' : signed(bits - countedBits)}</td>
          </tr>
        </tbody>
      </table>
      {so?.written && !running ? <p className={css.sample}>T{so.written}</p> : null}
    </div>
  )
}
