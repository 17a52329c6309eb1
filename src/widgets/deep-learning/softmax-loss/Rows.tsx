/** A row for each likely token: its logit as a ruler with a pointer, its probability, and the gradient at its logit. */
import { LitBox } from '../../../ui/Lit.tsx'
import { int, share, signed, visible } from '../../../ui/format.ts'
import { Gradient, Logit, Probability } from './numbers.tsx'
import { movesOf, type Logits, type Settings, type Softmax } from './softmax.ts'
import css from './SoftmaxLoss.module.css'

const MOST = 7
/** How far beyond the logits at hand the ruler goes. */
const ROOM = 6

export interface RowsProps {
  read: Logits
  softmax: Softmax
  settings: Settings
  onMove: (id: number, by: number) => void
}

/** The likeliest as the model says, and the one that came: dragging changes no order. */
function shownIds({ logits, target }: Logits): number[] {
  const order = Array.from(logits, (_, id) => id).sort((a, b) => logits[b]! - logits[a]!)
  const first = order.slice(0, MOST)
  return first.includes(target) ? first : [...first.slice(0, -1), target]
}

export function Rows({ read, softmax, settings, onMove }: RowsProps) {
  const { names, logits, target } = read
  const ids = shownIds(read)
  const moves = movesOf(settings.moves, target)
  const low = Math.floor(Math.min(...ids.map((id) => logits[id]!)) - ROOM)
  const high = Math.ceil(Math.max(...ids.map((id) => logits[id]!)) + ROOM)
  const most = Math.max(...softmax.gradient.map(Math.abs), 1e-12)
  const others = restOf(ids, softmax)
  return (
    <table className={css.rows}>
      <caption className="vh">
        Logit, probability and gradient of the likeliest tokens; {visible(names[target]!)} is the one that came
      </caption>
      <thead>
        <tr>
          <th scope="col">token</th>
          <th scope="col" colSpan={2}>
            logit z, drag it
          </th>
          <th scope="col" colSpan={2}>
            <LitBox name="probability">probability p</LitBox>
          </th>
          <th scope="col" colSpan={2}>
            <LitBox name="gradient">gradient dL/dz</LitBox>
          </th>
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => {
          const token = visible(names[id]!)
          const came = id === target
          return (
            <tr key={id} className={came ? css.came : undefined}>
              <th scope="row">
                <span className="tok">{token}</span>
                {came ? <span className={css.mark}> came</span> : null}
              </th>
              <td className={css.drag}>
                <input
                  type="range"
                  aria-label={`logit of ${token}`}
                  min={low}
                  max={high}
                  step={0.1}
                  value={softmax.moved[id]!}
                  data-moved={moves.has(id)}
                  onChange={(event) => onMove(id, event.target.valueAsNumber - logits[id]!)}
                />
              </td>
              <td className="n">
                <Logit read={read} softmax={softmax} id={id} moved={moves.get(id) ?? 0} />
              </td>
              <Bar width={softmax.p[id]!} kind={css.probability} />
              <td className="n">
                <Probability read={read} softmax={softmax} settings={settings} id={id} />
              </td>
              <Bar width={softmax.gradient[id]! / most} kind={css.gradient} middle />
              <td className="n">
                <Gradient read={read} softmax={softmax} settings={settings} id={id} />
              </td>
            </tr>
          )
        })}
        {others.count > 0 ? (
          <tr className={css.others}>
            <th scope="row" colSpan={3}>
              {int(others.count)} others together
            </th>
            <Bar width={others.p} kind={css.probability} />
            <td className="n">{share(others.p)}</td>
            <Bar width={others.gradient / most} kind={css.gradient} middle />
            <td className="n">{signed(others.gradient)}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

function restOf(ids: readonly number[], { p, gradient }: Softmax): { count: number; p: number; gradient: number } {
  const left = Array.from(p, (_, id) => id).filter((id) => !ids.includes(id))
  const sum = (values: Float64Array) => left.reduce((total, id) => total + values[id]!, 0)
  return { count: left.length, p: sum(p), gradient: sum(gradient) }
}

/** From the left edge, or, where it may be negative, from the middle. */
function Bar({ width, kind = '', middle = false }: { width: number; kind?: string | undefined; middle?: boolean }) {
  const size = `${(middle ? 50 : 100) * Math.min(1, Math.abs(width))}%`
  const left = !middle ? 0 : width < 0 ? `calc(50% - ${size})` : '50%'
  return (
    <td className={`${css.bar} ${middle ? css.middle : ''}`}>
      <i className={kind} style={{ width: size, left }} />
    </td>
  )
}
