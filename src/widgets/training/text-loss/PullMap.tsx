/** The gradient of the mean loss at every logit that it pulls at: a column for each place, a row for each token, a square as large as the pull. */
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, int, signed, visible } from '../../../ui/format.ts'
import { Lit } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import css from './TextLoss.module.css'
import { pulledMost, sumOf, type TextLoss } from './textLoss.ts'

const ROWS = 22
const ROW = 13
const LEFT = 22
/** Columns narrower than this have no letter above them. */
const LETTER = 7
/** Squares smaller than this are not drawn, in pixels of side. */
const SEEN = 0.7

export function PullMap({ read, token }: { read: TextLoss; token: number }) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const { tokens, names, gradient, losses, targets } = read
  const [T, V] = [losses.length, names.length]
  const { ids, share } = pulledMost(read, ROWS)
  const column = Math.min(ROW, (width - LEFT) / T)
  const top = 16
  const height = top + ids.length * ROW + 2
  const x = (t: number) => LEFT + t * column
  const at = (t: number, id: number) => gradient[t * V + id]! * T
  const caption = 'the pull at each logit, p − y: hollow squares up, full ones down'
  const squares = ids.flatMap((id, row) =>
    Array.from({ length: T }, (_, t) => {
      const pull = at(t, id)
      const side = Math.sqrt(Math.min(1, Math.abs(pull))) * (Math.min(column, ROW) - 1)
      return { id, row, t, pull, side }
    }).filter(({ side }) => side >= SEEN),
  )
  return (
    <Twin
      caption={caption}
      table={() => <Pulls read={read} ids={ids} />}
      figure={
        <div ref={ref} className={css.map}>
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={`${caption}. At each of ${int(T)} places the token that came is pulled up by what it lacks, and all others down by their probability. Added up over all logits: ${fixed(sumOf(gradient), 3)}.`}
          >
            {token > 0 ? <rect x={x(token - 1)} y={0} width={column} height={height} className={css.column} /> : null}
            {column < LETTER
              ? null
              : targets.map((id, t) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place is its identity
                  <text key={t} x={x(t) + column / 2} y={11} textAnchor="middle" className={css.letter}>
                    {visible(tokens[t + 1] ?? names[id]!).slice(0, 1)}
                  </text>
                ))}
            {ids.map((id, row) => (
              <g key={id}>
                <path d={`M${LEFT} ${top + row * ROW + ROW / 2}H${x(T)}`} stroke="var(--line)" />
                <text x={LEFT - 6} y={top + row * ROW + ROW - 3} textAnchor="end" className={css.letter}>
                  {visible(names[id]!).slice(0, 2)}
                </text>
              </g>
            ))}
            <Lit name="gradient">
              {squares.map(({ id, row, t, pull, side }) => (
                <rect
                  key={`${t} ${id}`}
                  x={x(t) + (column - side) / 2}
                  y={top + row * ROW + (ROW - side) / 2}
                  width={side}
                  height={side}
                  fill={pull > 0 ? 'var(--gradient)' : 'var(--paper)'}
                  stroke="var(--gradient)"
                />
              ))}
            </Lit>
          </svg>
          <p className="cap">
            A row for each of the {int(ids.length)} tokens with {int(100 * share)} % of all pull, a column for each place. A full-sized
            square is a pull of 1, before the division by T = {int(T)}. Each column adds up to 0.
          </p>
        </div>
      }
    />
  )
}

/** The squares in numbers: where each token is pulled most, up and down. */
function Pulls({ read, ids }: { read: TextLoss; ids: readonly number[] }) {
  const { names, gradient, losses, tokens } = read
  const [T, V] = [losses.length, names.length]
  return (
    <table>
      <caption>p − y by token: added up over all places, and where it is furthest from 0</caption>
      <thead>
        <tr>
          <th scope="col">token</th>
          <th scope="col" className="n">
            all places
          </th>
          <th scope="col" className="n">
            furthest
          </th>
          <th scope="col">before</th>
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => {
          const pulls = Array.from({ length: T }, (_, t) => gradient[t * V + id]! * T)
          const most = pulls.reduce((best, pull, t) => (Math.abs(pull) > Math.abs(pulls[best]!) ? t : best), 0)
          return (
            <tr key={id}>
              <th scope="row">{visible(names[id]!)}</th>
              <td className="n">{signed(sumOf(pulls))}</td>
              <td className="n">{signed(pulls[most]!)}</td>
              <td>
                {visible(tokens[most + 1]!)} at {most + 1}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
