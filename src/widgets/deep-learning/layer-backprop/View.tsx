/** The two layers with all their numbers: press one for its equations and turn it; go back layer by layer; see every gradient checked. */
import { useState } from 'react'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, signed, small } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { WayBack } from '../../../instruments/WayBack.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Differences } from './Differences.tsx'
import { Grid } from './Grid.tsx'
import css from './LayerBackprop.module.css'
import { type Difference, differenceAt, differencesOf, isLeaf, type Matrix, type Pass, withNumber, worstOf } from './net.ts'
import { backwardWords, type Cell, forwardWords, placeOf, SYMBOLS, usedBy } from './words.ts'
import widget from './widget.ts'

/** What becomes known at each step back. */
const BACK: readonly (readonly Matrix[])[] = [['s'], ['w2', 'h'], ['z'], ['w1', 'x']]

export default draw(widget, function LayerBackprop(figure) {
  const { params, change, value: pass } = figure
  const [back, setBack] = useState(2)
  const [chosen, setChosen] = useState<Cell>({ matrix: 'w2', index: 0 })
  if (!pass) return <Figure of={figure} name="Layers" title="forwards and backwards" />
  const known = new Set(BACK.slice(0, back).flat())
  const differences = differencesOf(pass)
  const { matrix, index } = chosen
  const grid = (name: Matrix) => (
    <Grid
      name={name}
      symbol={SYMBOLS[name]}
      pass={pass}
      known={known.has(name)}
      chosen={chosen}
      used={usedBy(chosen)}
      onChoose={setChosen}
    />
  )
  return (
    <Figure
      of={figure}
      name="Layers"
      title="two of them, forwards and backwards"
      actions={<WayBack back={back} last={BACK.length} onBack={setBack} />}
      footer={<span>a toy: two rows of three numbers, all computed in this page</span>}
    >
      <Readings>
        <BigNumber
          label="loss"
          value={fixed(pass.loss, 3)}
          unit="nats"
          context={`right classes ${pass.y.map((c) => c + 1).join(' and ')}`}
        />
        <BigNumber
          label="gradient against difference"
          value={small(Number(worstOf(differences).toPrecision(2)))}
          context="furthest apart, of all 24"
          concept="c-gradient"
        />
      </Readings>
      <Twin
        caption="each cell: its number, and its gradient below"
        controls={
          <Segmented
            label="a way past the first layer"
            value={params.skip}
            options={[
              { value: 'off', label: 'h = tanh z' },
              { value: 'on', label: 'h = x + tanh z' },
            ]}
            onChange={(skip) => change({ skip })}
          />
        }
        table={() => <Differences differences={differences} />}
        figure={
          <div className={css.net}>
            <div className={css.line}>
              {grid('x')}
              <span>·</span>
              {grid('w1')}
              <span>=</span>
              {grid('z')}
            </div>
            <p className={css.between}>{pass.skip ? 'h = x + tanh z' : 'h = tanh z'}</p>
            <div className={css.line}>
              {grid('h')}
              <span>·</span>
              {grid('w2')}
              <span>=</span>
              {grid('s')}
            </div>
          </div>
        }
      />
      <div className={css.equations} aria-live="polite">
        <p className="n">{forwardWords(pass, chosen)}</p>
        <LitBox name="gradient">
          <p className={`n ${css.gradient}`}>
            {known.has(matrix) ? backwardWords(pass, chosen) : 'its gradient is not known yet: press One step back'}
          </p>
        </LitBox>
      </div>
      {isLeaf(matrix) ? (
        <div className={css.turn}>
          <Scale
            label={`turn ${placeOf(chosen)}`}
            value={pass.value[matrix][index]!}
            min={-3}
            max={3}
            step={0.05}
            format={(value) => fixed(value)}
            onChange={(value) => change({ [matrix]: withNumber(params[matrix], index, value) })}
          />
          <Check difference={differenceAt(pass, matrix, index)} known={known.has(matrix)} />
        </div>
      ) : (
        <p className={`cap ${css.turn}`}>Press a number of x, W₁ or W₂ to turn it and to check its gradient.</p>
      )}
      <Classes pass={pass} onChange={(y) => change({ y })} />
    </Figure>
  )
})

function Check({ difference: { before, after, slope, gradient }, known }: { difference: Difference; known: boolean }) {
  return (
    <p className="cap n">
      (L(+.0001) − L(−.0001)) ÷ .0002
      <br />= ({fixed(after, 6)} − {fixed(before, 6)}) ÷ .0002 = {signed(slope, 4)}
      <br />
      by the rule: {known ? signed(gradient, 4) : '…'}
    </p>
  )
}

function Classes({ pass, onChange }: { pass: Pass; onChange: (y: string) => void }) {
  return (
    <div className={css.classes}>
      {pass.y.map((right, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={row}>
          <span>row {row + 1} should be</span>
          <Segmented
            label={`right class of row ${row + 1}`}
            value={String(right)}
            options={['0', '1', '2'].map((value) => ({ value, label: String(Number(value) + 1) }))}
            onChange={(value) => onChange(pass.y.map((old, i) => (i === row ? value : old)).join(','))}
          />
        </div>
      ))}
    </div>
  )
}
