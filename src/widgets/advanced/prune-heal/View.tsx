/** Loss by heads that stay, cut and healed, and the healing as it goes. */
import { LossChart } from '../../../figures/LossChart.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from '../../../instruments/NumberTable.module.css'
import type { Progress } from './heal.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'heads', label: 'heads that stay', min: 1, max: 15, step: 1 },
  { key: 'steps', label: 'steps of healing', min: 10, max: 1000, step: 10 },
] as const

export default draw(widget, function PruneHeal(figure) {
  const { params, value, progress, busy, model } = figure
  const done = [...(value ?? [])].sort((a, b) => b.heads - a.heads)
  return (
    <Figure
      of={figure}
      name="Pruning"
      title="heads by their worth, then healed"
      start="Cut and heal"
      controls={<Knobs of={figure} knobs={KNOBS} />}
    >
      <table className={css.table}>
        <caption className="cap">
          held-out loss, nats a token, beside the whole model’s{done[0] ? ` ${fixed(done[0].before, 3)}` : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">heads a layer</th>
            <th scope="col">parameters</th>
            <th scope="col">cut</th>
            <th scope="col">healed</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{model?.config.nHead ?? '–'}, all</th>
            <td className="n">{model ? int(model.parameters) : '–'}</td>
            <td className="n">–</td>
            <td className="n">–</td>
          </tr>
          {done.map(({ heads, parameters, before, cut, healed, steps }) => (
            <tr key={heads}>
              <th scope="row">
                {heads}, {steps} steps
              </th>
              <td className="n">{int(parameters)}</td>
              <td className="n">{signed(cut - before)}</td>
              <td className="n">{signed(healed - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {busy && progress && progress.curve.length > 0 ? (
        <LossChart
          name="healing"
          train={progress.curve.map(({ step, loss }) => ({ x: step, y: loss }))}
          validation={[]}
          references={[
            { name: 'whole', loss: progress.before },
            { name: 'cut', loss: progress.cut ?? progress.before },
          ]}
          totalSteps={params.steps}
        />
      ) : null}
      <Status>{busy ? underWay(progress) : value ? '' : 'Nothing is cut yet. Say first what half of the heads are worth.'}</Status>
    </Figure>
  )
})

function underWay(progress: Progress | null): string {
  if (!progress) return 'measuring the whole model …'
  if (progress.cut === null) return 'measuring what each head is worth, and cutting …'
  return `cut: ${signed(progress.cut - progress.before)} nats; healing, step ${int(progress.curve.at(-1)?.step ?? 0)}`
}
