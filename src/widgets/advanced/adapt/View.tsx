/** Ways to learn another text in a table, the last as a curve, and what it added to one matrix as shades. */
import { useState } from 'react'
import { LossChart } from '../../../figures/LossChart.tsx'
import { Shades } from '../../../figures/Shades.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from '../../../instruments/NumberTable.module.css'
import { Stepper } from '../../../ui/Stepper.tsx'
import { ALL, inOrder, MATRIX, type Way } from './adapt.ts'
import own from './Adapt.module.css'
import widget from './widget.ts'

const nameOf = (way: Way): string => (way === ALL ? 'all weights' : `rank ${way}`)
const CHOICES = [
  { value: 'adapters', label: 'adapters' },
  { value: ALL, label: 'all weights' },
] as const
const KNOBS = [{ key: 'steps', label: 'steps', min: 10, max: 1000, step: 10 }] as const

export default draw(widget, function Adapt(figure) {
  const { params, change, value, progress, busy, model } = figure
  // All weights have no rank; it is kept for when adapters are chosen again.
  const [rank, setRank] = useState(4)
  const chosen = params.way === ALL ? rank : Number(params.way)
  const most = model?.config.nEmbd ?? chosen
  const done = inOrder(value?.done ?? [])
  const shown = value?.done.find(({ way }) => way === params.way)
  return (
    <Figure
      of={figure}
      name="Adapters"
      title="the open model learns Moby-Dick"
      start={`Train with ${nameOf(params.way)}`}
      controls={
        <>
          <div className={own.what}>
            <Segmented
              label="What learns"
              value={params.way === ALL ? ALL : 'adapters'}
              options={CHOICES}
              disabled={busy}
              onChange={(what) => {
                setRank(chosen)
                change({ way: what === ALL ? ALL : String(chosen) })
              }}
            />
            {params.way === ALL ? null : (
              <Stepper
                label="rank"
                value={chosen}
                min={1}
                max={most}
                disabled={busy}
                onChange={(next) => change({ way: String(Math.max(1, Math.min(most, Math.round(next)))) })}
              />
            )}
          </div>
          <Knobs of={figure} knobs={KNOBS} />
        </>
      }
    >
      <table className={css.table}>
        <caption className="cap">held-out loss, nats a character, on Moby-Dick and on the text that the model was trained on</caption>
        <thead>
          <tr>
            <th scope="col">what learns</th>
            <th scope="col">numbers</th>
            <th scope="col">Moby-Dick</th>
            <th scope="col">its own text</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">nothing</th>
            <td className="n">0</td>
            <td className="n">{value ? fixed(value.before.loss, 3) : '–'}</td>
            <td className="n">{value ? fixed(value.before.own, 3) : '–'}</td>
          </tr>
          {done.map(({ way, trainable, loss, own }) => (
            <tr key={way}>
              <th scope="row">{nameOf(way)}</th>
              <td className="n">{int(trainable)}</td>
              <td className="n">{fixed(loss, 3)}</td>
              <td className="n">
                {fixed(own, 3)} <small>{signed(own - value!.before.own)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {busy && progress ? (
        <LossChart
          name={nameOf(progress.way)}
          train={progress.curve.map(({ step, loss }) => ({ x: step, y: loss }))}
          validation={[]}
          totalSteps={params.steps}
        />
      ) : value ? (
        <Shades
          caption={
            shown
              ? `what ${nameOf(shown.way)} added to ${MATRIX}${shown.way === ALL ? '' : ': the product of its two thin matrices'}`
              : `${MATRIX} as it is: what is learned will be added to this`
          }
          values={shown?.change ?? value.matrix}
          columns={value.columns}
          row="input"
          column="output"
          colour="ink"
          height={240}
        />
      ) : null}
      <Status>
        {busy
          ? progress
            ? `step ${int(progress.curve.at(-1)?.step ?? 0)} of ${int(params.steps)}`
            : value
              ? 'starting …'
              : 'measuring both texts …'
          : done.length > 0
            ? ''
            : 'Nothing has learned yet. Say first how near rank 4 comes to all weights.'}
      </Status>
    </Figure>
  )
})
