/** The runs as a table, and the law on its three axes. */
import { int, fixed } from '../../../ui/format.ts'
import { allRuns } from './csv.ts'
import { AXES, short } from './LawChart.tsx'
import { type Axis, fitted, type Value } from './law.ts'
import numbers from '../../../instruments/NumberTable.module.css'

export function RunsTable({ value }: { value: Value }) {
  const trained = allRuns(value)
  const waiting = [...value.rungs, value.next].filter((rung) => !trained.some((run) => run.rung === rung))
  return (
    <table>
      <caption>Runs: held-out loss in nats a character</caption>
      <thead>
        <tr>
          {['width', 'parameters', 'characters read', 'operations', 'seed', 'loss'].map((name) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...trained, ...waiting.map((rung) => ({ rung, seed: rung.seeds[0]!, loss: Number.NaN }))].map(({ rung, seed, loss }) => (
          <tr key={`${rung.width}/${seed}`}>
            <th scope="row" className="n">
              {rung.width}
            </th>
            <td className="n">{int(rung.parameters)}</td>
            <td className="n">{int(rung.tokens)}</td>
            <td className="n">{rung.flops.toExponential(2)}</td>
            <td className="n">{seed}</td>
            <td className="n">{fixed(loss, 4)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** @param shownNext what the law says of the next size may be seen */
export function Laws({ value, shownNext }: { value: Value; shownNext: boolean }) {
  return (
    <table className={numbers.table}>
      <caption className="cap">L(x) = E + A · x^(−α), least squares; 95 % intervals by bootstrap over the {value.runs.length} runs</caption>
      <thead>
        <tr>
          <th scope="col">x</th>
          <th scope="col">α</th>
          <th scope="col">E, nats</th>
          {shownNext ? <th scope="col">next size</th> : null}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(AXES) as Axis[]).map((axis) => {
          const fit = fitted(value, axis)
          if (!fit)
            return (
              <tr key={axis}>
                <th scope="row">{AXES[axis].label}</th>
                <td colSpan={shownNext ? 3 : 2}>too few sizes to fit</td>
              </tr>
            )
          const { law, sure, next, between } = fit
          return (
            <tr key={axis}>
              <th scope="row">{AXES[axis].label}</th>
              <td className="n">
                {fixed(law.alpha, 3)} <Range of={sure.alpha} />
              </td>
              <td className="n">
                {fixed(law.E)} <Range of={sure.E} />
              </td>
              {shownNext ? (
                <td className="n">
                  {fixed(next, 3)} <Range of={between} />
                  <span className="vh"> at {short(value.next[axis])}</span>
                </td>
              ) : null}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const Range = ({ of: { low, high } }: { of: { low: number; high: number } }) => (
  <small>
    {fixed(low)}–{fixed(high)}
  </small>
)
