/** What each hidden unit makes of the plane: one small map a unit, a row a layer. */
import { useEffect, useRef } from 'react'
import { paint, useTheme } from '../../../figures/paint.ts'
import { Twin } from '../../../ui/Twin.tsx'
import { fixed } from '../../../ui/format.ts'
import css from './MlpPlayground.module.css'
import type { Knobs } from './spec.ts'

export interface UnitMapsProps {
  /** activations over the square, by layer and unit */
  units: readonly (readonly Float32Array[])[]
  /** whether the net has hidden layers; before it trains there are no maps of them */
  hidden: boolean
  activation: Knobs['activation']
}

export function UnitMaps({ units, hidden, activation }: UnitMapsProps) {
  if (units.length === 0) {
    return (
      <p className="cap">
        {hidden
          ? 'As soon as it trains, the map of each hidden unit stands here.'
          : 'A single neuron has no hidden units. With a layer, the map of each unit stands here.'}
      </p>
    )
  }
  return (
    <Twin
      caption={`each unit’s own map: its ${activation === 'none' ? 'sum' : activation}`}
      table={() => (
        <table>
          <caption>Smallest and largest activation of each unit over the square</caption>
          <thead>
            <tr>
              <th scope="col">unit</th>
              <th scope="col" className="n">
                from
              </th>
              <th scope="col" className="n">
                to
              </th>
            </tr>
          </thead>
          <tbody>
            {units.flatMap((layer, l) =>
              layer.map((unit, u) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a unit's place is its identity
                <tr key={`${l}.${u}`}>
                  <th scope="row">
                    layer {l + 1}, unit {u + 1}
                  </th>
                  <td className="n">{fixed(least(unit), 3)}</td>
                  <td className="n">{fixed(most(unit), 3)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      figure={
        <div className={css.maps}>
          {units.map((layer, l) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer's place is its identity
            <div key={l}>
              <span className="cap">layer {l + 1}</span>
              <div className={css.row}>
                {layer.map((unit, u) => (
                  <UnitMap
                    // biome-ignore lint/suspicious/noArrayIndexKey: a unit's place is its identity
                    key={u}
                    values={unit}
                    label={`Layer ${l + 1}, unit ${u + 1}: from ${fixed(least(unit))} to ${fixed(most(unit))}`}
                  />
                ))}
              </div>
            </div>
          ))}
        </div>
      }
    />
  )
}

const least = (values: Float32Array): number => values.reduce((a, b) => Math.min(a, b))
const most = (values: Float32Array): number => values.reduce((a, b) => Math.max(a, b))

function UnitMap({ values, label }: { values: Float32Array; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours that the canvas reads change with the theme
  useEffect(() => {
    const low = least(values)
    const range = most(values) - low || 1
    if (canvas.current)
      paint(
        canvas.current,
        values.map((value) => (0.85 * (value - low)) / range),
        Math.sqrt(values.length),
      )
  }, [values, theme])
  return <canvas ref={canvas} className={css.unit} role="img" aria-label={label} />
}
