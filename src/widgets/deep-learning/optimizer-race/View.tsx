/** One surface, four paths: where plain descent, momentum, RMSProp and Adam go from the same place. */
import { useEffect, useMemo, useState } from 'react'
import { Landscape, type Projection } from '../../../figures/Landscape.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { useReducedMotion } from '../../../instruments/core.ts'
import css from './OptimizerRace.module.css'
import {
  complete,
  field,
  OPTIMIZERS,
  type OptimizerName,
  type Path,
  RANGE,
  race,
  SURFACES,
  type SurfaceName,
  surfaces,
  TARGET,
} from './race.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const NAMES: Record<OptimizerName, string> = { sgd: 'plain descent', momentum: 'momentum', rmsprop: 'RMSProp', adam: 'Adam' }
const DASHES: Record<OptimizerName, string | undefined> = { sgd: '2 3', momentum: '7 3', rmsprop: '8 3 2 3', adam: undefined }
const SIGNS: Record<OptimizerName, string> = { sgd: 'S', momentum: 'M', rmsprop: 'R', adam: 'A' }
const BANDS = 16

export default draw(widget, function OptimizerRace(figure) {
  const { change } = figure
  const params = complete(figure.params)
  const { surface: name, steps } = params
  const surface = surfaces[name]
  const key = JSON.stringify(params)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parameters by value
  const paths = useMemo(() => race(params), [key])
  const { losses, columns } = useMemo(() => field(surface), [surface])
  const shades = useMemo(() => {
    const top = Math.sqrt(losses.reduce((a, b) => Math.max(a, b)))
    return losses.map((loss) => (0.6 * Math.floor((Math.sqrt(loss) / top) * BANDS)) / BANDS)
  }, [losses])
  const { shown, replay } = usePlayback(steps)
  const pick = (next: SurfaceName): void => {
    const [x, y] = surfaces[next].start
    change({ surface: next, x, y })
  }
  const best = paths.reduce((a, b) => (b.arrived < a.arrived ? b : a))
  return (
    <Figure
      of={figure}
      name="Race"
      title={`four optimizers on L = ${surface.formula}`}
      actions={
        <Button look="primary" onClick={replay}>
          Run
        </Button>
      }
      footer={<span>a toy: two parameters; Adam by the same code as the course’s models</span>}
    >
      <Segmented label="surface" value={name} options={SURFACES.map((value) => ({ value, label: value }))} onChange={pick} />
      <div className={css.pair}>
        <Twin
          caption={`loss, a stronger shade is higher; step ${shown} of ${steps}`}
          table={() => <PathTable paths={paths} />}
          figure={
            <Landscape
              shades={shades}
              columns={columns}
              x={RANGE}
              y={RANGE}
              xName="x"
              yName="y"
              label="The surface and the paths"
              said={`start at ${fixed(params.x)}, ${fixed(params.y)}; ${best.arrived <= steps ? `${NAMES[best.optimizer]} arrives first, after ${best.arrived} steps` : 'none arrives'}`}
              at={[params.x, params.y]}
              onPlace={(x, y) => change({ x: Number(x.toFixed(2)), y: Number(y.toFixed(2)) })}
            >
              {(place) => <Paths paths={paths} shown={shown} place={place} start={[params.x, params.y]} />}
            </Landscape>
          }
        />
        <table className={css.table}>
          <caption>Steps to a loss of {TARGET}, and the loss at the end</caption>
          <thead>
            <tr>
              <th scope="col">optimizer</th>
              <th scope="col" className="n">
                steps
              </th>
              <th scope="col" className="n">
                loss
              </th>
            </tr>
          </thead>
          <tbody>
            {paths.map(({ optimizer, arrived, loss }) => (
              <tr key={optimizer}>
                <th scope="row">
                  <svg width="30" height="10" aria-hidden="true">
                    <path d="M0 5H30" stroke="var(--ink)" strokeWidth={2} strokeDasharray={DASHES[optimizer]} />
                  </svg>{' '}
                  {NAMES[optimizer]}, {SIGNS[optimizer]}
                </th>
                <td className="n">{arrived <= steps ? int(arrived) : 'not yet'}</td>
                <td className="n">{Number.isFinite(loss) ? fixed(loss, 4) : 'ran off'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.rates}>
        {OPTIMIZERS.map((optimizer) => (
          <Scale
            key={optimizer}
            label={`rate of ${NAMES[optimizer]}`}
            value={Math.log10(params[optimizer])}
            min={-3}
            max={0}
            step={0.05}
            format={() => String(params[optimizer])}
            onChange={(power) => change({ [optimizer]: Number((10 ** power).toPrecision(2)) })}
          />
        ))}
      </div>
    </Figure>
  )
})

/** How many steps of the paths are drawn: all, until Run plays them from the start in about two seconds. */
function usePlayback(steps: number): { shown: number; replay: () => void } {
  const still = useReducedMotion()
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => {
    if (at === null || at >= steps) return
    const timer = setTimeout(() => setAt(Math.min(steps, at + Math.max(1, Math.round(steps / 60)))), 33)
    return () => clearTimeout(timer)
  }, [at, steps])
  return { shown: at === null ? steps : Math.min(at, steps), replay: () => setAt(still ? steps : 0) }
}

function Paths({
  paths,
  shown,
  place,
  start,
}: {
  paths: readonly Path[]
  shown: number
  place: Projection
  start: readonly [number, number]
}) {
  const [sx, sy] = place(...start)
  const taken: (readonly [number, number])[] = []
  return (
    <g>
      {paths.map(({ optimizer, places }) => {
        const drawn = places.slice(0, shown + 1)
        let [x, y] = place(...drawn.at(-1)!)
        // Who arrives at the same place stands beside those who are there.
        while (taken.some(([a, b]) => Math.hypot(a - x, b - y) < 15)) x += 16
        taken.push([x, y])
        return (
          <g key={optimizer}>
            <polyline
              points={drawn.map(([a, b]) => place(a, b).join()).join(' ')}
              fill="none"
              stroke="var(--ink)"
              strokeWidth={1.75}
              strokeDasharray={DASHES[optimizer]}
            />
            <circle cx={x} cy={y} r={8} fill="var(--paper)" stroke="var(--ink)" />
            <text x={x} y={y + 4} textAnchor="middle" style={{ fill: 'var(--ink)' }}>
              {SIGNS[optimizer]}
            </text>
          </g>
        )
      })}
      <path d={`M${sx - 5} ${sy}h10M${sx} ${sy - 5}v10`} stroke="var(--ink)" strokeWidth={2} />
    </g>
  )
}

function PathTable({ paths }: { paths: readonly Path[] }) {
  const longest = Math.max(...paths.map(({ places }) => places.length))
  const every = Math.max(1, Math.ceil(longest / 25))
  const rows = Array.from({ length: Math.ceil(longest / every) }, (_, i) => i * every)
  return (
    <table>
      <caption>Where each is, every {every} steps</caption>
      <thead>
        <tr>
          <th scope="col" className="n">
            step
          </th>
          {paths.map(({ optimizer }) => (
            <th key={optimizer} scope="col" className="n">
              {NAMES[optimizer]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((step) => (
          <tr key={step}>
            <td className="n">{step}</td>
            {paths.map(({ optimizer, places }) => (
              <td key={optimizer} className="n">
                {places[step] ? places[step].map((value) => fixed(value)).join(', ') : 'ran off'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
