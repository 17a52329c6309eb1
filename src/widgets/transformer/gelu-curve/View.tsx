/** Two curves and a pointer on their axis. */
import { Curves } from '../../../figures/Curves.tsx'
import { fixed } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Bend, GeluSlope } from '../../../instruments/explain/Bend.tsx'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { curveOf, REACH } from './bends.ts'
import css from './GeluCurve.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function GeluCurve(figure) {
  const { params, change } = figure
  const { x, show } = params
  return (
    <Figure
      of={figure}
      name="Bend"
      title="GELU beside ReLU"
      actions={
        <Segmented
          label="What is drawn"
          value={show}
          options={[
            { value: 'value', label: 'value' },
            { value: 'slope', label: 'slope' },
          ]}
          onChange={(next) => change({ show: next })}
        />
      }
      footer={<span>GELU in the tanh form that GPT-1 uses</span>}
    >
      {({ gelu, relu, geluSlope, reluSlope }) => (
        <>
          <Curves
            caption={show === 'value' ? 'what comes out, for what goes in' : 'slope, for what goes in'}
            across="what goes in, x"
            curves={[
              { name: 'GELU', points: curveOf(show, 'gelu') },
              { name: 'ReLU', points: curveOf(show, 'relu'), colour: 'ink-3', dashed: true },
            ]}
            writeX={(value) => fixed(value, 1)}
            writeY={(value) => fixed(value, 2)}
            marker={x}
            rows={[-4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4]}
          />
          <Scale
            label="x"
            value={x}
            min={-REACH}
            max={REACH}
            step={0.05}
            format={(value) => fixed(value, 2)}
            onChange={(next) => change({ x: next })}
          />
          <table className={css.facts}>
            <caption className="vh">Both at x = {fixed(x, 2)}</caption>
            <thead>
              <tr>
                <th scope="col">at x = {fixed(x, 2)}</th>
                <th scope="col" className="n">
                  value
                </th>
                <th scope="col" className="n">
                  slope
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">GELU</th>
                <td className="n">
                  <DerivedNumber name="GELU" shown={fixed(gelu, 4)} formula="x times the share of a normal that lies below x, by tanh">
                    <Bend activation="gelu" x={x} digits={4} />
                  </DerivedNumber>
                </td>
                <td className="n">
                  <DerivedNumber name="slope of GELU" shown={fixed(geluSlope, 4)} formula="the product rule, on ½x and 1 + t">
                    <GeluSlope x={x} digits={4} />
                  </DerivedNumber>
                </td>
              </tr>
              <tr>
                <th scope="row">ReLU</th>
                <td className="n">{fixed(relu, 4)}</td>
                <td className="n">{fixed(reluSlope, 4)}</td>
              </tr>
            </tbody>
          </table>
        </>
      )}
    </Figure>
  )
})
