/** A neuron beside its loss landscape: a ball on it is a choice of weight and bias, and Step moves it down the gradient. */
import { useMemo, useState } from 'react'
import { Landscape } from '../../../figures/Landscape.tsx'
import { Lit } from '../../../ui/Lit.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { DataPlot } from './DataPlot.tsx'
import { complete, descend, gradientOf, isPoints, landscape, lossOf, RANGE, readPoints } from './neuron.ts'
import css from './NeuronLoss.module.css'
import { Loss, Slope } from './NeuronNumbers.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

/** Bands of one shade stand for contour lines; the square root keeps the valley's floor visible beside high walls. */
const BANDS = 14

export default draw(widget, function NeuronLoss(figure) {
  const { change } = figure
  const [typed, setTyped] = useState<string | null>(null)
  const params = complete(figure.params)
  const { unit, rate, steps } = params
  const points = useMemo(() => readPoints(params.points), [params.points])
  const hill = useMemo(() => landscape(unit, points), [unit, points])
  const shades = useMemo(() => {
    const top = hill.losses.reduce((a, b) => Math.max(a, b))
    const share = (loss: number) => Math.sqrt((loss - hill.lowest) / (top - hill.lowest || 1))
    return hill.losses.map((loss) => 0.75 * (Math.floor(share(loss) * BANDS) / BANDS))
  }, [hill])
  const path = descend(params)
  const at = path.at(-1)!
  const loss = lossOf(unit, at, points)
  const slope = gradientOf(unit, at, points)
  const put = (weight: number, bias: number): void => change({ weight: round(weight), bias: round(bias), steps: 0 })
  const addPoint = (x: number, y: number): void =>
    change({ points: `${params.points}, ${fixedText(x)}:${unit === 'sigmoid' ? Math.round(y) : fixedText(y)}`, steps: 0 })
  const neuron = { unit, place: at, points }
  const said = `weight ${fixed(at.weight)}, bias ${fixed(at.bias)}, loss ${fixed(loss, 3)}`
  return (
    <Figure
      of={figure}
      name="Neuron"
      title={unit === 'line' ? 'a weight, a bias, a line' : 'a weight, a bias, a sigmoid'}
      actions={
        <>
          <Button onClick={() => change({ steps: 0 })} aria-disabled={steps === 0}>
            Back
          </Button>
          <Button onClick={() => change({ steps: Math.min(500, steps + 20) })}>20 steps</Button>
          <Button look="primary" onClick={() => change({ steps: Math.min(500, steps + 1) })}>
            Step
          </Button>
        </>
      }
      footer={<span>a toy: {points.length} points, two parameters, computed in this page</span>}
    >
      <Readings>
        <BigNumber
          label="weight w"
          value={fixed(at.weight)}
          context={
            <>
              slope <Slope {...neuron} of="weight" />
            </>
          }
        />
        <BigNumber
          label="bias b"
          value={fixed(at.bias)}
          context={
            <>
              slope <Slope {...neuron} of="bias" />
            </>
          }
        />
        <BigNumber label="loss" value={<Loss {...neuron} />} context={`lowest here ${fixed(hill.lowest, 3)}`} />
        <BigNumber label="steps" value={String(path.length - 1)} />
      </Readings>
      <div className={css.pair}>
        <DataPlot unit={unit} place={at} points={points} onAdd={addPoint} />
        <Twin
          caption="loss; click to put the ball"
          table={() => <PathTable path={path.map((place) => ({ ...place, loss: lossOf(unit, place, points) }))} />}
          figure={
            <Landscape
              shades={shades}
              columns={hill.columns}
              x={RANGE.weight}
              y={RANGE.bias}
              xName="weight w"
              yName="bias b"
              label="Loss over weight and bias, the stronger the shade the higher"
              said={said}
              at={[at.weight, at.bias]}
              onPlace={put}
            >
              {(place) => {
                const [cx, cy] = place(at.weight, at.bias)
                const [tx, ty] = place(at.weight - rate * slope.weight, at.bias - rate * slope.bias)
                return (
                  <g>
                    <polyline
                      points={path.map((p) => place(p.weight, p.bias).join()).join(' ')}
                      fill="none"
                      stroke="var(--ink)"
                      strokeWidth={1.5}
                    />
                    <Lit name="gradient">
                      <path d={`M${cx} ${cy}L${tx} ${ty}`} stroke="var(--gradient)" strokeWidth={2.5} />
                    </Lit>
                    <circle cx={cx} cy={cy} r={6} fill="var(--paper)" stroke="var(--ink)" strokeWidth={2} />
                  </g>
                )
              }}
            </Landscape>
          }
        />
      </div>
      <div className={css.pair}>
        <Field
          label="points, x:y"
          value={typed ?? params.points}
          error={typed !== null && !isPoints(typed) ? 'Pairs such as 1:2, 2:3.5' : undefined}
          hint={unit === 'line' ? 'any numbers; a click on the plot adds one' : 'y is 0 or 1; a click on the plot adds one'}
          onChange={(event) => {
            const text = event.target.value
            const fits = isPoints(text) && (unit === 'line' || readPoints(text).every(({ y }) => y === 0 || y === 1))
            setTyped(fits ? null : text)
            if (fits) change({ points: text, steps: 0 })
          }}
        />
        <Scale
          label="learning rate"
          value={Math.log10(rate)}
          min={-3}
          max={unit === 'line' ? 0 : 1.5}
          step={0.05}
          format={() => String(rate)}
          onChange={(power) => change({ rate: Number((10 ** power).toPrecision(2)) })}
        />
      </div>
    </Figure>
  )
})

const round = (value: number): number => Math.round(value * 100) / 100
const fixedText = (value: number): string => String(Math.round(value * 10) / 10)

function PathTable({ path }: { path: readonly { weight: number; bias: number; loss: number }[] }) {
  return (
    <table>
      <caption>The ball, step by step</caption>
      <thead>
        <tr>
          {['step', 'weight', 'bias', 'loss'].map((name) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {path.map(({ weight, bias, loss }, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step's number is its identity
          <tr key={step}>
            <td className="n">{step}</td>
            <td className="n">{fixed(weight, 3)}</td>
            <td className="n">{fixed(bias, 3)}</td>
            <td className="n">{fixed(loss, 4)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
