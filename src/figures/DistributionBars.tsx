/** A next-token distribution: bars with a cut line, the ruler that the dice fell on, the arithmetic of one entry. */
import { type ReactNode, useState } from 'react'
import { fixed, share, visible } from '../ui/format.ts'
import { useHighlight } from '../ui/highlight.ts'
import css from './DistributionBars.module.css'
import type { BarEntry } from './barEntry.ts'
import { DiceRuler } from './DiceRuler.tsx'

export interface DistributionBarsProps {
  /** most probable first */
  entries: readonly BarEntry[]
  temperature: number
  /** log of Σ exp(scaled) over the whole vocabulary */
  logSumExp: number
  /** the entry that was rolled and where the dice fell, 0 … 1 */
  rolled?: { id: number; dice: number } | null
  rows?: number
  /** the logit of the entry that is worked out, as something to press; default: its digits */
  logit?: (entry: BarEntry) => ReactNode
}

export function DistributionBars({
  entries,
  temperature,
  logSumExp,
  rolled,
  rows = 10,
  logit = (entry) => fixed(entry.logit),
}: DistributionBarsProps) {
  const [chosen, setChosen] = useState<number | null>(null)
  const token = useHighlight('token')
  const probability = useHighlight('probability')
  const top = entries.slice(0, rows)
  const hit = rolled && !top.some((e) => e.id === rolled.id) ? entries.find((e) => e.id === rolled.id) : undefined
  const shown = hit ? [...top.slice(0, -1), hit] : top
  const focus = shown.find((e) => e.id === (chosen ?? rolled?.id)) ?? shown[0]
  const most = Math.max(0.01, ...shown.map((e) => e.kept || e.probability))
  const firstCut = shown.findIndex((e) => e.kept === 0)
  const kept = entries.filter((e) => e.kept > 0)
  return (
    <div>
      <table className={css.bars} data-token={token.on} data-probability={probability.on}>
        <caption className="vh">The next token's probabilities; a row opens its arithmetic below</caption>
        <thead className="vh">
          <tr>
            <th scope="col">token</th>
            <th scope="col">bar</th>
            <th scope="col">probability</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry, i) => (
            <tr
              key={entry.id}
              className={[entry.kept === 0 && css.cut, i === firstCut && i > 0 && css.line, entry.id === rolled?.id && css.hit]
                .filter(Boolean)
                .join(' ')}
              onPointerEnter={() => setChosen(entry.id)}
            >
              <th scope="row" onPointerEnter={token.handlers.onPointerEnter} onPointerLeave={token.handlers.onPointerLeave}>
                <button
                  type="button"
                  aria-label={`Arithmetic of ${visible(entry.token)}`}
                  onFocus={() => setChosen(entry.id)}
                  onClick={() => setChosen(entry.id)}
                >
                  {visible(entry.token)}
                </button>
              </th>
              <td onPointerEnter={probability.handlers.onPointerEnter} onPointerLeave={probability.handlers.onPointerLeave}>
                <i style={{ width: `${Math.max(0.5, (100 * (entry.kept || entry.probability)) / most)}%` }} />
              </td>
              <td className="n">
                {entry.kept > 0 ? share(entry.kept) : <span title={`${share(entry.probability)} before the cut`}>cut</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <DiceRuler entries={kept} rolled={rolled ?? null} />
      {focus ? (
        <Arithmetic entry={focus} temperature={temperature} logSumExp={logSumExp} kept={kept} all={entries.length} logit={logit} />
      ) : null}
    </div>
  )
}

interface ArithmeticProps {
  entry: BarEntry
  temperature: number
  logSumExp: number
  kept: readonly BarEntry[]
  all: number
  logit: (entry: BarEntry) => ReactNode
}

/** One entry worked out: its logit, the temperature, the exponential, its share. */
function Arithmetic({ entry, temperature, logSumExp, kept, all, logit }: ArithmeticProps) {
  const cutSome = kept.length < all
  // A penalty for tokens that the text has comes before the temperature.
  const penalized = temperature > 0 ? entry.scaled * temperature : entry.scaled
  const isPenalized = Math.abs(penalized - entry.logit) > 1e-3 * Math.max(1, Math.abs(entry.logit))
  const sum = cutSome ? kept.reduce((total, e) => total + Math.exp(e.scaled), 0) : Math.exp(logSumExp)
  return (
    <dl className={css.chain}>
      <dt>
        <span className="tok">{visible(entry.token)}</span> logit{isPenalized ? ', penalty' : ''}
        {temperature > 0 ? ' ÷ T' : ''}
      </dt>
      <dd>
        {logit(entry)}
        {isPenalized ? ` → ${fixed(penalized)}` : ''}
        {temperature > 0 ? ` ÷ ${fixed(temperature)} = ${fixed(entry.scaled, 3)}` : ', and at temperature 0 the largest is taken'}
      </dd>
      {temperature === 0 ? null : entry.kept > 0 ? (
        <>
          <dt>exp ÷ sum of {cutSome ? kept.length : 'all'}</dt>
          <dd>
            {brief(Math.exp(entry.scaled))} ÷ {brief(sum)} = <b className="c-probability">{share(entry.kept)}</b>
          </dd>
        </>
      ) : (
        <>
          <dt>exp ÷ sum of all, then cut</dt>
          <dd>
            {brief(Math.exp(entry.scaled))} ÷ {brief(Math.exp(logSumExp))} = {share(entry.probability)}
          </dd>
        </>
      )}
    </dl>
  )
}

const brief = (value: number): string =>
  value >= 0.01 && value < 1e5 ? value.toFixed(value < 10 ? 2 : 1) : value.toExponential(2).replace('e+', 'e').replace('-', '−')
