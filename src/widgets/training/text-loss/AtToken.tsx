/** One place of the window: what was expected, what came, and what the mean loss does at its logits. One of them can be moved. */
import { useState } from 'react'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { fixed, int, share, signed, visible } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import css from './TextLoss.module.css'
import { nudgeLogit, sharesAt, type TextLoss } from './textLoss.ts'

/** Rows: the likeliest, the one that came among them. */
const ROWS = 3

export function AtToken({ read, token }: { read: TextLoss; token: number }) {
  const [by, setBy] = useState(1)
  const { tokens, losses, targets, names, gradient } = read
  if (token === 0)
    return <p className={css.at}>{visible(tokens[0]!)} comes first. Nothing is before it, so it is given and not predicted.</p>
  const t = token - 1
  const [T, V, target] = [losses.length, names.length, targets[t]!]
  const p = sharesAt(read, t)
  const order = Array.from(p.keys()).sort((a, b) => p[b]! - p[a]!)
  const ids = order.slice(0, ROWS).includes(target) ? order.slice(0, ROWS) : [...order.slice(0, ROWS - 1), target]
  const { predicted, measured } = nudgeLogit(read, t, target, by)
  return (
    <div className={css.at}>
      <p>
        After{' '}
        <b className="tok">
          {tokens
            .slice(Math.max(0, token - 14), token)
            .map(visible)
            .join('')}
        </b>{' '}
        came <b className="tok">{visible(tokens[token]!)}</b>, which had a share of {share(p[target]!)}. That cost −ln {share(p[target]!)} ={' '}
        {fixed(losses[t]!, 3)} nats, and {fixed(losses[t]! / T, 4)} of the mean.
      </p>
      <table className={css.rows}>
        <caption className="vh">Probability and gradient at the likeliest tokens and at the one that came</caption>
        <thead>
          <tr>
            <th scope="col">token</th>
            <th scope="col" colSpan={2} className="c-probability">
              p
            </th>
            <th scope="col" className="n">
              y
            </th>
            <th scope="col" className="n">
              p − y
            </th>
            <th scope="col" className="n c-gradient">
              (p − y) / T
            </th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <tr key={id}>
              <th scope="row">
                <span className="tok">{visible(names[id]!)}</span>
                {id === target ? <span className={css.mark}> came</span> : null}
              </th>
              <td className={css.bar}>
                <i style={{ width: `${100 * p[id]!}%` }} />
              </td>
              <td className="n">{share(p[id]!)}</td>
              <td className="n">{id === target ? 1 : 0}</td>
              <td className="n">{signed(p[id]! - (id === target ? 1 : 0))}</td>
              <td className="n">
                <DerivedNumber
                  name={`gradient at the logit of ${visible(names[id]!)}`}
                  shown={signed(gradient[t * V + id]!, 4)}
                  formula="(p − y) / T; as the core’s pass backwards gives it"
                >
                  ({share(p[id]!, 4)} − {id === target ? 1 : 0}) / {int(T)} = {signed((p[id]! - (id === target ? 1 : 0)) / T, 5)}; the pass
                  backwards says {signed(gradient[t * V + id]!, 5)}
                </DerivedNumber>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={css.nudge}>
        <Scale
          label={`Add to the logit of ${visible(tokens[token]!)} here`}
          value={by}
          min={-3}
          max={3}
          step={0.05}
          format={(value) => signed(value, 2)}
          onChange={setBy}
        />
        <dl>
          <dt className="c-gradient">gradient × {signed(by, 2)}</dt>
          <dd className="n">{signed(predicted, 5)}</dd>
          <dt>the mean loss, computed anew</dt>
          <dd className="n">{signed(measured, 5)}</dd>
        </dl>
      </div>
    </div>
  )
}
