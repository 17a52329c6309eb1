/** The points, what the neuron says at every x, and how far off it is at each. */
import { Landscape } from '../../../figures/Landscape.tsx'
import { fixed } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import type { Unit } from './neuron.ts'
import { Answer } from './NeuronNumbers.tsx'
import { answer, type Place, type Point } from './neuron.ts'

interface DataPlotProps {
  unit: Unit
  place: Place
  points: readonly Point[]
  onAdd: (x: number, y: number) => void
}

const BLANK = new Float32Array(4)

export function DataPlot({ unit, place, points, onAdd }: DataPlotProps) {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const x = [Math.min(0, ...xs), Math.max(6, ...xs)] as const
  const y = unit === 'sigmoid' ? ([-0.2, 1.2] as const) : ([Math.min(-1, ...ys), Math.max(7, ...ys)] as const)
  const last = points.at(-1)!
  const curve = Array.from({ length: 61 }, (_, i) => {
    const at = x[0] + (i / 60) * (x[1] - x[0])
    return [at, answer(unit, place, at)] as const
  })
  const within = (value: number): number => Math.min(y[1] + 40, Math.max(y[0] - 40, value))
  return (
    <Twin
      caption="points; click to add one"
      table={() => (
        <table>
          <caption>Each point, the answer, and the error</caption>
          <thead>
            <tr>
              {['x', 'y', 'answer', 'error'].map((name) => (
                <th key={name} scope="col" className="n">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two points may be equal
              <tr key={i}>
                <td className="n">{fixed(point.x)}</td>
                <td className="n">{fixed(point.y)}</td>
                <td className="n">
                  <Answer unit={unit} place={place} x={point.x} />
                </td>
                <td className="n">{fixed(answer(unit, place, point.x) - point.y, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      figure={
        <Landscape
          shades={BLANK}
          columns={2}
          x={x}
          y={y}
          xName="x"
          yName="y"
          label="Points and the neuron’s answer"
          said={`${points.length} points`}
          at={[last.x, last.y]}
          onPlace={onAdd}
        >
          {(to) => (
            <g>
              <path d={`M${to(x[0], y[0]).join(' ')}H${to(x[1], y[0])[0]}`} stroke="var(--ink)" />
              {points.map((point, i) => {
                const [px, py] = to(point.x, point.y)
                const [, ay] = to(point.x, within(answer(unit, place, point.x)))
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two points may be equal
                  <g key={i}>
                    <path d={`M${px} ${py}V${ay}`} stroke="var(--ink-3)" strokeDasharray="3 3" />
                    <circle cx={px} cy={py} r={4.5} fill="var(--ink)" />
                  </g>
                )
              })}
              <polyline points={curve.map(([a, b]) => to(a, within(b)).join()).join(' ')} fill="none" stroke="var(--ink)" strokeWidth={2} />
            </g>
          )}
        </Landscape>
      }
    />
  )
}
