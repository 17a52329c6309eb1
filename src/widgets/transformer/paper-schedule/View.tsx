/** Two curves, two sliders, and the rates at four steps. */
import { Curves } from '../../../figures/Curves.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './PaperSchedule.module.css'
import { cosineRate, curveOf, paperRate, STEPS } from './rates.ts'
import widget from './widget.ts'

/** Rates in units of 10⁻⁴, as papers write them. */
const inTenThousandths = (rate: number, digits = 2) => fixed(rate * 1e4, digits)

export default draw(widget, function PaperSchedule(figure) {
  const { params, change } = figure
  return (
    <Figure of={figure} name="Rate" title="the learning rate of “Attention Is All You Need”" footer={<span>in units of 10⁻⁴</span>}>
      {({ top, tenth, half, last, cosineHalf }) => (
        <>
          <Curves
            caption="learning rate by step, in units of 10⁻⁴"
            across="step"
            curves={[
              { name: 'the paper’s', points: scaled(curveOf(paperRate, params)), colour: 'gradient' },
              { name: 'GPT-1’s shape, same top', points: scaled(curveOf(cosineRate, params)), colour: 'ink-3', dashed: true },
            ]}
            writeX={int}
            writeY={(value) => fixed(value, 1)}
            marker={params.warmup}
            rows={[
              params.warmup,
              ...[10, 25, 50, 75, 100].map((percent) => Math.round(params.warmup + (percent * (STEPS - params.warmup)) / 100)),
            ]}
          />
          <Scale
            label="warm-up steps"
            value={params.warmup}
            min={500}
            max={30_000}
            step={500}
            format={int}
            onChange={(warmup) => change({ warmup })}
          />
          <Scale
            label="width d_model"
            value={params.width}
            min={64}
            max={2048}
            step={64}
            format={int}
            onChange={(width) => change({ width })}
          />
          <table className={css.facts}>
            <caption className="vh">The rate at four steps, in units of 10⁻⁴</caption>
            <thead>
              <tr>
                <th scope="col">step</th>
                <th scope="col" className="n">
                  {int(params.warmup)}
                </th>
                {[STEPS / 10, STEPS / 2, STEPS].map((step) => (
                  <th key={step} scope="col" className="n">
                    {int(step)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">the paper’s</th>
                {[top, tenth, half, last].map((rate, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: four steps, always the same
                  <td key={i} className="n">
                    {inTenThousandths(rate)}
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">GPT-1’s shape</th>
                <td className="n">{inTenThousandths(top)}</td>
                <td className="n">{inTenThousandths(cosineRate(STEPS / 10, params))}</td>
                <td className="n">{inTenThousandths(cosineHalf)}</td>
                <td className="n">{inTenThousandths(cosineRate(STEPS, params))}</td>
              </tr>
            </tbody>
          </table>
        </>
      )}
    </Figure>
  )
})

const scaled = (points: readonly { x: number; y: number }[]) => points.map(({ x, y }) => ({ x, y: y * 1e4 }))
