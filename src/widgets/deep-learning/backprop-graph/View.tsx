/** The graph with its numbers: press a node for its equations, turn a leaf, go back node by node, and check a gradient by a nudge. */
import { useState } from 'react'
import { useWidth } from '../../../figures/useWidth.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { fixed, signed } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import css from './BackpropGraph.module.css'
import { compute, type Graph, LEAVES, type Leaf, nudge, UNITS } from './graph.ts'
import { backwardWords, forwardWords } from './words.ts'
import { WayBack } from '../../../instruments/WayBack.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

/** Column 0 … 4 and row 0 … 5 of each node. */
const PLACES: Record<string, readonly [number, number]> = {
  w1: [0, 0],
  x1: [0, 1],
  w2: [0, 2],
  x2: [0, 3],
  b: [0, 4],
  p1: [1, 0.5],
  p2: [1, 2.5],
  z: [2, 2],
  a: [3, 2],
  y: [3, 4],
  L: [4, 2.6],
}
/** The order of the way back: those of one row get their gradients at once. */
const BACK = [['L'], ['a', 'y'], ['z'], ['p1', 'p2', 'b'], ['w1', 'x1', 'w2', 'x2']]
const ROW = 62
const isLeaf = (name: string): name is Leaf => (LEAVES as readonly string[]).includes(name)

export default draw(widget, function BackpropGraph(figure) {
  const { params, change } = figure
  const [chosen, setChosen] = useState('L')
  const [back, setBack] = useState(0)
  const [power, setPower] = useState('2')
  const graph = compute(params)
  const known = new Set(BACK.slice(0, back).flat())
  const node = graph.get(chosen)!
  const epsilon = 10 ** -Number(power)
  const moved = isLeaf(chosen) ? nudge(params, chosen, epsilon) : null
  return (
    <Figure
      of={figure}
      name="Graph"
      title="one neuron, forwards and backwards"
      actions={<WayBack back={back} last={BACK.length} onBack={setBack} />}
      footer={<span>a toy: ten numbers, all computed in this page</span>}
    >
      <Segmented
        label="activation"
        value={params.unit}
        options={UNITS.map((value) => ({ value, label: value }))}
        onChange={(unit) => change({ unit })}
      />
      <Twin
        caption="value on top, gradient ∂L below; press a node"
        table={() => <GraphTable graph={graph} known={known} />}
        figure={<Drawing graph={graph} known={known} chosen={chosen} onChoose={setChosen} />}
      />
      <div className={css.equations} role="status">
        <p className="n">{forwardWords(graph, node, params.unit)}</p>
        <LitBox name="gradient">
          <p className={`n ${css.gradient}`}>
            {known.has(chosen) ? backwardWords(graph, node) : 'its gradient is not known yet: press One step back'}
          </p>
        </LitBox>
      </div>
      {isLeaf(chosen) && moved ? (
        <div className={css.nudge}>
          <Scale
            label={node.symbol}
            value={node.value}
            min={-3}
            max={3}
            step={0.1}
            format={(value) => fixed(value, 1)}
            onChange={(value) => change({ [chosen]: Number(value.toFixed(1)) })}
          />
          <div>
            <Segmented
              label="size of the nudge"
              value={power}
              options={[
                { value: '0', label: '+1' },
                { value: '1', label: '+0.1' },
                { value: '2', label: '+0.01' },
              ]}
              onChange={setPower}
            />
            <p className="cap n">
              {node.symbol} {signed(epsilon, Number(power))}: L becomes {fixed(moved.after, 5)}
              <br />
              gradient · ε = {known.has(chosen) ? signed(moved.predicted, 5) : '…'}, measured {signed(moved.measured, 5)}
            </p>
          </div>
        </div>
      ) : (
        <p className={`cap ${css.nudge}`}>Press one of w, x, b or y to turn it and to check its gradient by a nudge.</p>
      )}
    </Figure>
  )
})

interface DrawingProps {
  graph: Graph
  known: ReadonlySet<string>
  chosen: string
  onChoose: (name: string) => void
}

function Drawing({ graph, known, chosen, onChoose }: DrawingProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const box = Math.min(92, Math.max(56, width / 5 - 9))
  const place = (name: string) => {
    const [column, row] = PLACES[name]!
    return { left: (column * (width - box)) / 4, top: row * ROW }
  }
  return (
    <div ref={ref} className={css.graph} style={{ height: 4 * ROW + 52 }}>
      <svg width={width} height={4 * ROW + 52} aria-hidden="true">
        {[...graph.values()].flatMap(({ name, inputs }) =>
          inputs.map((input) => {
            const [from, to] = [place(input), place(name)]
            const [x1, y1, x2, y2] = [from.left + box, from.top + 26, to.left, to.top + 26]
            // An edge that passes a column runs straight below its nodes before it turns.
            const from1 = PLACES[name]![0] - PLACES[input]![0] > 1 ? x2 - (x2 - x1) * 0.2 : x1
            const bend = (from1 + x2) / 2
            const lit = known.has(input)
            return (
              <path
                key={`${input}-${name}`}
                d={x2 >= x1 ? `M${x1} ${y1}H${from1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}` : `M${x1} ${y1}L${x2} ${y2}`}
                fill="none"
                stroke={lit ? 'var(--gradient)' : 'var(--line-2)'}
                strokeWidth={lit ? 2 : 1.25}
              />
            )
          }),
        )}
      </svg>
      {[...graph.values()].map(({ name, symbol, value, gradient }) => (
        <button
          key={name}
          type="button"
          className={css.node}
          style={{ ...place(name), width: box }}
          aria-pressed={name === chosen}
          aria-label={`${symbol} is ${fixed(value, 3)}${known.has(name) ? `, gradient ${fixed(gradient, 3)}` : ''}`}
          onClick={() => onChoose(name)}
        >
          <span>
            <i>{symbol}</i>
            {box < 70 ? '\u2009' : ' '}
            {fixed(value, box < 70 ? 2 : 3)}
          </span>
          <span className={css.gradient}>{known.has(name) ? `∂ ${fixed(gradient, box < 70 ? 2 : 3)}` : ' '}</span>
        </button>
      ))}
    </div>
  )
}

function GraphTable({ graph, known }: { graph: Graph; known: ReadonlySet<string> }) {
  return (
    <table>
      <caption>Every node: its inputs, its value, and its gradient as far as the way back has come</caption>
      <thead>
        <tr>
          <th scope="col">node</th>
          <th scope="col">from</th>
          <th scope="col" className="n">
            value
          </th>
          <th scope="col" className="n">
            ∂L/∂node
          </th>
        </tr>
      </thead>
      <tbody>
        {[...graph.values()].map(({ name, symbol, inputs, value, gradient }) => (
          <tr key={name}>
            <th scope="row">{symbol}</th>
            <td>{inputs.map((input) => graph.get(input)!.symbol).join(', ')}</td>
            <td className="n">{fixed(value, 4)}</td>
            <td className="n">{known.has(name) ? fixed(gradient, 4) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
