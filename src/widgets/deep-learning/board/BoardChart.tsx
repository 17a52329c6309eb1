/** One line a rung: a hollow mark for the shipped record, a full one for the learner's own. */
import { scaleLinear } from 'd3-scale'
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, int } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import css from './Board.module.css'
import { type Board, charactersOf, linesOf, type OwnRecords, type Place } from './records.ts'
import { RUNG_WORDS, shapeOf } from './words.ts'

const ROW = 44
const TOP = 8
const AXIS = 26

export interface BoardChartProps {
  board: Board
  own: OwnRecords
  chosen: Place
  onChoose: (id: Place) => void
}

export function BoardChart({ board, own, chosen, onChoose }: BoardChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>(560)
  const lines = linesOf(board)
  const scores = lines.flatMap(({ id, bitsPerCharacter }) => [bitsPerCharacter, own[id]?.bits ?? bitsPerCharacter])
  const x = scaleLinear([Math.floor(Math.min(...scores)), Math.max(...scores) + 0.1], [18, width - 48])
  const bottom = TOP + lines.length * ROW
  const said = lines.map(({ id, bitsPerCharacter }) => `${RUNG_WORDS[id].name} ${fixed(own[id]?.bits ?? bitsPerCharacter)}`).join(', ')
  return (
    <Twin
      caption={
        <>
          Bits per character; less is better. <span aria-hidden="true">○</span> shipped record, <span aria-hidden="true">●</span> yours
        </>
      }
      table={() => <BoardTable board={board} own={own} />}
      figure={
        <div ref={ref}>
          <svg width={width} height={bottom + AXIS} role="img" aria-label={`${said}.`}>
            {x.ticks(4).map((tick) => (
              <g key={tick}>
                <line x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} stroke="var(--line)" />
                <text x={x(tick)} y={bottom + 16} textAnchor="middle">
                  {fixed(tick, 1)}
                </text>
              </g>
            ))}
            {lines.map(({ id, bitsPerCharacter: shipped }, i) => {
              const y = TOP + (i + 0.72) * ROW
              const mine = own[id]?.bits
              const shown = mine ?? shipped
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way to what the buttons below the chart do
                <g key={id} className={id === chosen ? css.chosen : css.rung} onClick={() => onChoose(id)}>
                  <rect x={0} y={TOP + i * ROW} width={width} height={ROW} fill={id === chosen ? 'var(--paper-2)' : 'transparent'} />
                  <text className="label" x={18} y={y - 16}>
                    {RUNG_WORDS[id].name}
                  </text>
                  <line x1={18} x2={x(shown)} y1={y} y2={y} stroke="var(--line-2)" strokeDasharray={id === 'n-gram' ? '3 3' : undefined} />
                  <circle cx={x(shipped)} cy={y} r={5} fill="var(--paper)" stroke="var(--ink)" strokeWidth={1.5} />
                  {mine === undefined ? null : <circle cx={x(mine)} cy={y} r={5} fill="var(--ink)" />}
                  <text x={Math.max(x(shown), x(shipped)) + 10} y={y + 4} className={css.score}>
                    {fixed(shown)}
                  </text>
                </g>
              )
            })}
          </svg>
        </div>
      }
    />
  )
}

function BoardTable({ board, own }: Pick<BoardChartProps, 'board' | 'own'>) {
  return (
    <table>
      <caption>Guessing among all characters: {fixed(board.uniformBits)} bits</caption>
      <thead>
        <tr>
          <th scope="col">rung</th>
          <th scope="col">shape</th>
          <th scope="col" className="n">
            numbers kept
          </th>
          <th scope="col" className="n">
            characters read
          </th>
          <th scope="col" className="n">
            shipped
          </th>
          <th scope="col" className="n">
            yours
          </th>
        </tr>
      </thead>
      <tbody>
        {linesOf(board).map(({ id, parameters, bitsPerCharacter }) => (
          <tr key={id}>
            <th scope="row">{RUNG_WORDS[id].name}</th>
            <td>{shapeOf(board, id)}</td>
            <td className="n">{int(parameters)}</td>
            <td className="n">{int(id === 'n-gram' ? board.trainCharacters : charactersOf(board.rungs[0]!))}</td>
            <td className="n">{fixed(bitsPerCharacter, 3)}</td>
            <td className="n">{own[id] ? fixed(own[id]!.bits, 3) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
