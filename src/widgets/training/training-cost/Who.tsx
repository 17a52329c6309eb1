/** Who takes how long for the run, and how much energy goes into it at the watts that are assumed. */
import { int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { CARDS, cardsRate, energyOf } from './cost.ts'
import { energy, span } from '../../../ui/amounts.ts'
import css from './TrainingCost.module.css'

/** Assumed of one of GPT-1's cards; a card of that speed and time, such as NVIDIA's Quadro P6000, was built for as much. */
const CARD_WATTS = 250

export interface WhoProps {
  flops: number
  rate: number | null
  watts: number
  onWatts: (watts: number) => void
}

export function Who({ flops, rate, watts, onWatts }: WhoProps) {
  const rows = [
    ...(rate === null ? [] : [{ name: 'this device, as measured', rate, watts }]),
    { name: `GPT-1’s ${CARDS.count} cards, a third of their peak`, rate: cardsRate, watts: CARDS.count * CARD_WATTS },
  ]
  return (
    <>
      <table className={css.who}>
        <caption className="vh">Time and energy for this run</caption>
        <thead>
          <tr>
            <th scope="col">who</th>
            <th scope="col" className="n">
              GFLOP/s
            </th>
            <th scope="col" className="n">
              time
            </th>
            <th scope="col" className="n">
              energy
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td className="n">{int(row.rate / 1e9)}</td>
              <td className="n">{span(flops / row.rate)}</td>
              <td className="n">{energy(energyOf(flops, row.rate, row.watts))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Scale
        label="assumed: watts that this device takes while it trains"
        value={watts}
        min={5}
        max={500}
        step={5}
        format={(value) => `${int(value)} W`}
        onChange={onWatts}
      />
      <p className="cap">
        The cards are taken at {int(CARD_WATTS)} W each, which is what a card of their speed could take in 2018. Neither row counts the rest
        of the machine, its cooling, or the runs that came before.
      </p>
    </>
  )
}
