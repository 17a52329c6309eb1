/** The columns and the streams between them: the model's shares at the left, what the dice see at the right. */
import { useWidth } from '../../../figures/useWidth.ts'
import { share, visible } from '../../../ui/format.ts'
import { type Band, type Stream, streamsOf } from './bands.ts'
import { type Chain, COLUMNS } from './chain.ts'
import css from './FilterFlow.module.css'

const TOP = 26
/** Room for the dice's number; the style sheet has it too. */
const POINTER = 62
const HEADS = [...COLUMNS, 'the dice']
const SHORT = ['model', 'pen.', 'temp.', 'top-k', 'top-p', 'min-p', 'dice']

export interface FlowProps {
  chain: Chain
  /** the token that is spoken of */
  held: number
  onHold: (id: number) => void
  /** writes the token, whatever the dice say */
  onForce: (id: number) => void
}

export function Flow({ chain, held, onHold, onForce }: FlowProps) {
  const { ref, width } = useWidth<HTMLDivElement>(900)
  const narrow = width < 560
  const height = narrow ? 300 : 330
  const columns = COLUMNS.length + 1
  const usable = width - (narrow ? 46 : POINTER)
  const pitch = usable / columns
  const bar = Math.max(16, Math.min(92, pitch * 0.52))
  const x = (column: number) => column * pitch
  const streams = streamsOf(chain, height)
  const y = TOP + chain.dice * height
  return (
    <div ref={ref}>
      <svg
        className={css.flow}
        width={width}
        height={height + TOP + 8}
        role="img"
        aria-label={`Shares of the next token in ${columns} columns, from the model to the dice, which fall at ${share(chain.dice)}, on ${visible(chain.drawn.token)}`}
      >
        {(narrow ? SHORT : HEADS).map((head, column) => (
          <text key={head} className={css.head} x={x(column)} y={14}>
            {head}
          </text>
        ))}
        {streams.map((stream) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the same is done by the buttons below, with words
          <g
            key={stream.row?.id ?? `rest ${stream.bands.at(-1) === null}`}
            className={[css.stream, stream.row?.id === chain.drawn.id && css.drawn, stream.row?.id === held && css.held]
              .filter(Boolean)
              .join(' ')}
            onPointerEnter={() => stream.row && onHold(stream.row.id)}
            onClick={() => stream.row && onForce(stream.row.id)}
          >
            {stream.bands.map((band, column) => (
              <Piece
                // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
                key={column}
                stream={stream}
                band={band}
                next={stream.bands[column + 1] ?? null}
                from={x(column)}
                bar={bar}
                to={x(column + 1)}
              />
            ))}
          </g>
        ))}
        <g className={css.pointer}>
          <path d={`M${x(columns - 1) + bar + 2} ${y}l9 -5v10z`} />
          <text x={x(columns - 1) + bar + 14} y={y + 4}>
            {share(chain.dice)}
          </text>
        </g>
      </svg>
    </div>
  )
}

interface PieceProps {
  stream: Stream
  band: Band | null
  next: Band | null
  from: number
  bar: number
  to: number
}

/** A band, its name where there is room, and the way to the next column. */
function Piece({ stream, band, next, from, bar, to }: PieceProps) {
  if (!band) return null
  const top = TOP + band.y
  const name = stream.row ? visible(stream.row.token) : `${stream.count} more`
  const mid = (from + bar + to) / 2
  return (
    <>
      {next ? (
        <path
          className={next.cut ? css.lost : css.way}
          d={`M${from + bar} ${top}C${mid} ${top} ${mid} ${TOP + next.y} ${to} ${TOP + next.y}V${TOP + next.y + next.height}C${mid} ${TOP + next.y + next.height} ${mid} ${top + band.height} ${from + bar} ${top + band.height}z`}
        />
      ) : null}
      <rect
        className={[css.band, band.cut && css.cut, !stream.row && css.rest].filter(Boolean).join(' ')}
        x={from}
        y={top}
        width={bar}
        height={Math.max(0, band.height - (band.height > 3 ? 1 : 0))}
      />
      {band.height >= 13 && name.length * 8 + 6 < bar ? (
        <text className={band.cut ? css.gone : undefined} x={from + 5} y={top + band.height / 2 + 4}>
          {name}
        </text>
      ) : null}
    </>
  )
}
