/** The triangles, how many rows each has, and the milliseconds that the next token takes with and without. */
import { useWidth } from '../../../figures/useWidth.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import type { CacheTime } from '../../../worker/protocol.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './CacheTriangle.module.css'
import { rowsOf } from './rows.ts'
import widget from './widget.ts'

export default draw(widget, function CacheTriangle(figure) {
  const { params, change } = figure
  const rows = rowsOf(params.tokens)
  return (
    <Figure
      of={figure}
      name="Cache"
      title="which rows are computed for each new token"
      start="Time it here"
      controls={
        <Scale label="tokens of the text" value={params.tokens} min={2} max={48} step={1} onChange={(tokens) => change({ tokens })} />
      }
    >
      {({ times }) => (
        <>
          <Triangles tokens={params.tokens} />
          <Readings>
            <BigNumber label="without a cache" value={int(rows.without)} unit="rows" context={`${rows.tokens} · ${rows.tokens + 1} / 2`} />
            <BigNumber label="with a cache" value={int(rows.with)} unit="rows" context="one for each token" />
            <BigNumber label="that is" value={fixed(rows.without / rows.with, 1)} unit="times fewer" />
          </Readings>
          <Times times={times} />
        </>
      )}
    </Figure>
  )
})

const GAP = 40

function Triangles({ tokens }: { tokens: number }) {
  const { ref, width } = useWidth<HTMLDivElement>(720)
  const cell = Math.min(20, Math.floor((width - GAP) / 2 / tokens))
  const side = cell * tokens
  return (
    <div ref={ref} className={css.triangles}>
      {(['without', 'with'] as const).map((which) => (
        <svg
          key={which}
          width={side + 1}
          height={side + 24}
          role="img"
          aria-label={
            which === 'without'
              ? `Without a cache all rows up to the newest are computed at each of ${tokens} tokens`
              : `With a cache one row is computed at each of ${tokens} tokens, and the others' keys and values are read`
          }
        >
          <text x={0} y={13}>
            {which} a cache
          </text>
          {Array.from({ length: tokens }, (_, t) =>
            Array.from({ length: t + 1 }, (_, i) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place is its identity
                key={`${t} ${i}`}
                className={which === 'without' || i === t ? css.computed : css.read}
                x={i * cell}
                y={22 + t * cell}
                width={cell - 1}
                height={cell - 1}
              />
            )),
          )}
        </svg>
      ))}
      <p className="cap">
        From top to bottom the tokens are written one after another; from left to right stand the places of the text.{' '}
        <b className={css.full}>■</b> a row goes through all layers; <b className={css.half}>■</b> only its keys and values are read.
      </p>
    </div>
  )
}

function Times({ times }: { times: CacheTime[] | null }) {
  if (!times) return <p className="cap">“Time it here” measures both on this device, with the open model.</p>
  const last = times.at(-1)!
  return (
    <>
      <table className={css.times}>
        <caption>milliseconds for the next token on this device, by the length of the text before it; the quickest of several</caption>
        <thead>
          <tr>
            <th scope="col">tokens</th>
            {times.map(({ length }) => (
              <th key={length} scope="col" className="n">
                {length}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">all again</th>
            {times.map(({ length, whole }) => (
              <td key={length} className="n">
                {fixed(whole, 1)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">one row</th>
            {times.map(({ length, next }) => (
              <td key={length} className="n">
                {fixed(next, 1)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="cap">
        After {last.length} tokens the next one takes {fixed(last.next, 1)} ms with the cache and {fixed(last.whole, 1)} ms without:{' '}
        {fixed(last.whole / last.next, 1)} times as long.
      </p>
    </>
  )
}
