/** Two curves and a pointer on their axis. */
import { useEffect, useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { fixed } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Bend, GeluSlope } from '../../shared/Bend.tsx'
import { DerivedNumber } from '../../shared/DerivedNumber.tsx'
import { bendsAt, curveOf, REACH } from './bends.ts'
import css from './GeluCurve.module.css'
import type { GeluCurveParams } from './meta.ts'

export default function GeluCurve({ x: given = 1, show: first = 'value', onParams, onReadings }: WidgetProps<GeluCurveParams>) {
  const [x, setX] = useState(given)
  const [show, setShow] = useState(first)
  useEffect(() => onReadings?.(bendsAt(x)), [x, onReadings])
  const { gelu, relu, geluSlope, reluSlope } = bendsAt(x)
  return (
    <Instrument
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
          onChange={(next) => {
            setShow(next)
            onParams?.({ show: next })
          }}
        />
      }
      footer={<span>GELU in the tanh form that GPT-1 uses</span>}
    >
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
        onChange={(next) => {
          setX(next)
          onParams?.({ x: next })
        }}
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
    </Instrument>
  )
}
