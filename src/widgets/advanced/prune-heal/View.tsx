/** Loss by heads that stay, cut and healed, and the healing as it goes. */
import { LossChart } from '../../../figures/LossChart.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from '../../../instruments/NumberTable.module.css'
import type { Progress, Value } from './heal.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'heads', label: 'heads that stay', min: 1, max: 15, step: 1 },
  { key: 'steps', label: 'steps of healing', min: 10, max: 1000, step: 10 },
] as const

export default draw(widget, function PruneHeal(figure) {
  const { params, value, progress, busy, model } = figure
  const done = [...(value?.done ?? [])].sort((a, b) => b.heads - a.heads)
  return (
    <Figure
      of={figure}
      name="Pruning"
      title="heads by their worth, then healed"
      start="Cut and heal"
      controls={<Knobs of={figure} knobs={KNOBS} />}
    >
      <table className={css.table}>
        <caption className="cap">held-out loss, nats a token; of what is cut, the difference from the whole model’s</caption>
        <thead>
          <tr>
            <th scope="col">heads a layer</th>
            <th scope="col">parameters</th>
            <th scope="col">loss</th>
            <th scope="col">healed</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{model?.config.nHead ?? '–'}, all</th>
            <td className="n">{model ? int(model.parameters) : '–'}</td>
            <td className="n">{value ? fixed(value.before, 3) : '–'}</td>
            <td className="n">–</td>
          </tr>
          {value === null
            ? null
            : done.map(({ heads, parameters, cut, healed, steps }) => (
                <tr key={heads}>
                  <th scope="row">
                    {heads}, {steps} steps
                  </th>
                  <td className="n">{int(parameters)}</td>
                  <td className="n">{signed(cut - value.before)}</td>
                  <td className="n">{signed(healed - value.before)}</td>
                </tr>
              ))}
        </tbody>
      </table>
      {busy && value && progress && progress.curve.length > 0 ? (
        <LossChart
          name="healing"
          train={progress.curve.map(({ step, loss }) => ({ x: step, y: loss }))}
          validation={[]}
          references={[
            { name: 'whole', loss: value.before },
            { name: 'cut', loss: progress.cut ?? value.before },
          ]}
          totalSteps={params.steps}
        />
      ) : null}
      <Status>
        {busy
          ? underWay(progress, value)
          : done.length > 0
            ? ''
            : 'Nothing is cut yet. Say first what the loss will rise by without half of the heads.'}
      </Status>
    </Figure>
  )
})

function underWay(progress: Progress | null, value: Value | null): string {
  if (!value) return 'measuring the whole model …'
  if (!progress || progress.cut === null) return 'measuring what each head is worth, and cutting …'
  return `cut: ${signed(progress.cut - value.before)} nats; healing, step ${int(progress.curve.at(-1)?.step ?? 0)}`
}
