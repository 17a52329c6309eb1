/** A table of what two models do not have in common. */
import type { ModelSummary } from '../../worker/protocol.ts'
import css from './Compare.module.css'
import { differencesOf } from './facts.ts'

export function ModelDifferences({ models: [a, b], names }: { models: readonly [ModelSummary, ModelSummary]; names: readonly string[] }) {
  const rows = differencesOf(a, b)
  if (rows.length === 0) return <p className="cap">Of all that is known of the two, nothing differs.</p>
  return (
    <table className={css.facts}>
      <caption className="cap">what differs of the models</caption>
      <thead>
        <tr>
          <th scope="col">fact</th>
          {names.map((name, side) => (
            <th key={side === 0 ? 'left' : 'right'} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="n">{values[0]}</td>
            <td className="n">{values[1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
