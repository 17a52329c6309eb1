/** A row for each model: its cache as it is, and with shared keys and values, on a scale on which each line is ten times the one before. */
import { Fragment } from 'react'
import { bytes as sized, int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Row, rowOf } from './bytes.ts'
import css from './CacheBytes.module.css'
import widget from './widget.ts'

const SHARING = [1, 2, 4, 8, 12, 0]
/** Powers of ten that the bars go over. */
const [LOW, HIGH] = [4, 11]

export default draw(widget, function CacheBytes(figure) {
  const { params, change, read } = figure
  const { sharing, bytes } = params
  return (
    <Figure
      of={figure}
      name="Cache"
      title="its bytes at a full context"
      controls={
        <div className={css.controls}>
          <Scale
            label="query heads for each key and value"
            value={Math.max(0, SHARING.indexOf(sharing))}
            min={0}
            max={SHARING.length - 1}
            step={1}
            ticks={SHARING.length - 1}
            format={() => (sharing === 0 ? 'all: MQA' : sharing === 1 ? '1: MHA' : `${sharing}: GQA`)}
            onChange={(i) => change({ sharing: SHARING[i]! })}
          />
          <Segmented
            label="bytes of a number"
            value={bytes}
            options={[
              { value: '4', label: '32 bits' },
              { value: '2', label: '16 bits' },
              { value: '1', label: '8 bits' },
            ]}
            onChange={(next) => change({ bytes: next })}
          />
        </div>
      }
    >
      {(rows) => (
        <Bars
          rows={[
            ...(read.model ? [rowOf({ id: 'open', name: 'the open model', config: read.model.config }, sharing, Number(bytes))] : []),
            ...rows,
          ]}
        />
      )}
    </Figure>
  )
})

const said = (value: number): string => sized(value).join(' ')
const long = (value: number): string => `${Math.max(0.5, (100 * (Math.log10(value) - LOW)) / (HIGH - LOW))}%`

function Bars({ rows }: { rows: readonly Row[] }) {
  return (
    <table className={css.bars}>
      <caption>a key and a value for each block, head and token; the bars’ scale multiplies by ten at each seventh</caption>
      <thead>
        <tr>
          <th scope="col">model</th>
          <th scope="col">heads</th>
          <th scope="col">
            <span className="vh">bar</span>
          </th>
          <th scope="col" className="n">
            bytes
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.id}>
            <tr>
              <th scope="row" rowSpan={2}>
                {row.name}
                <span className="cap">
                  {' '}
                  {int(row.config.nLayer)} · {int(row.config.nEmbd)} · {int(row.config.nCtx)}
                </span>
              </th>
              <td>{int(row.config.nHead)} of its own</td>
              <td className={css.bar}>
                <i style={{ width: long(row.all) }} />
              </td>
              <td className="n">{said(row.all)}</td>
            </tr>
            <tr>
              <td>
                {int(row.keyValue)} {row.keyValue === row.config.nHead ? 'as before' : 'shared'}
              </td>
              <td className={css.bar}>
                <i data-shared style={{ width: long(row.shared) }} />
              </td>
              <td className="n">{said(row.shared)}</td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}
