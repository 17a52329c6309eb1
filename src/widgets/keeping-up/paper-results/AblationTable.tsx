/** Table 5 of the paper, as differences from the full model: what the model loses, or gains, without a part. */
import type { CSSProperties } from 'react'
import { ABLATION_TASKS, ABLATIONS } from '../../../facts/results.ts'
import { fixed, signed } from '../../../ui/format.ts'
import { lossesOf } from './margins.ts'
import css from './PaperResults.module.css'

export function AblationTable() {
  const full = ABLATIONS[0]!
  const losses = lossesOf()
  return (
    <table className={css.ablations}>
      <caption className="cap">points of the full model, and what changes without each part</caption>
      <thead>
        <tr>
          <th scope="col">task</th>
          <th scope="col" className="n">
            full
          </th>
          {losses.map(({ id, name }) => (
            <th key={id} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ABLATION_TASKS.map((task, i) => (
          <tr key={task}>
            <th scope="row">{task}</th>
            <td className="n">{fixed(full.scores[i]!, 1)}</td>
            {losses.map(({ id, changes }) => (
              <Change key={id} points={changes[i]!} />
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">average</th>
          <td className="n">{fixed(full.average, 1)}</td>
          {losses.map(({ id, average }) => (
            <Change key={id} points={average} />
          ))}
        </tr>
      </tbody>
    </table>
  )
}

/** A bar down for a loss and up for a gain, all to one scale. */
function Change({ points }: { points: number }) {
  return (
    <td className="n">
      <span className={css.change} data-up={points > 0 || undefined} style={{ '--points': Math.abs(points) } as CSSProperties}>
        {signed(points, 1)}
      </span>
    </td>
  )
}
