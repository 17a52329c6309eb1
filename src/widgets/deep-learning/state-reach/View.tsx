/** The states over a passage as shades, and two curves: what is left of the first character, and of the last one's gradient. */
import { useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { Shades } from '../../../figures/Shades.tsx'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, small, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { passageGradient, readPassage } from '../../../experiments/rnnReading.ts'
import { type Reach, readingsOf, WIDTH } from './net.ts'
import css from './StateReach.module.css'
import widget from './widget.ts'

export default draw(widget, function StateReach(figure) {
  const { params, change, value } = figure
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Figure
      of={figure}
      name="State"
      title={`${WIDTH} numbers, carried from character to character`}
      actions={<Button onClick={() => change({ seed: params.seed + 1 })}>Other weights</Button>}
      footer={<span>random weights, computed in this page; no training yet</span>}
    >
      <div className={css.knobs}>
        <Field
          label="Passage, 8 characters or more"
          value={typed ?? params.passage}
          maxLength={48}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value)
            if (event.target.value.length >= 8) change({ passage: event.target.value })
          }}
        />
        <Scale
          label="size of U"
          value={params.gain}
          min={0}
          max={4}
          step={0.05}
          format={(gain) => fixed(gain)}
          onChange={(gain) => change({ gain })}
        />
      </div>
      {value ? <Result reach={value} /> : null}
    </Figure>
  )
})

function Result({ reach }: { reach: Reach }) {
  const { left, remembered } = readingsOf(reach)
  const { states, passage, apart, gradient, rnn } = reach
  const read = readPassage(rnn, passage)
  const characters = Array.from(passage)
  return (
    <>
      <Readings>
        <BigNumber
          label="gradient, first to last"
          value={brief(left!)}
          context={left! > 1 ? 'times as large' : 'of it is left'}
          concept="c-gradient"
        />
        <BigNumber
          label="first character, in the end"
          value={brief(remembered!)}
          context={remembered! > 1 ? 'times as far apart' : 'of the difference is left'}
        />
      </Readings>
      <LitBox name="residual/state">
        <Shades
          caption={`the state after each character: ${characters.length} rows, from top to bottom`}
          values={Float32Array.from(states)}
          columns={WIDTH}
          row={`character (${characters.slice(0, 6).map(visible).join('')}…)`}
          column="number"
          colour="residual"
          height={170}
          number={(row, column, number) => (
            <TensorNumber
              tensor="h"
              shape={[characters.length, WIDTH]}
              at={[row, column]}
              value={number}
              equation={`tanh(what ${visible(characters[row]!)} brings + the state before · column ${column} of U)`}
              text={{ gradient: () => passageGradient(rnn, read)[row * WIDTH + column]! }}
            />
          )}
        />
      </LitBox>
      <Curves
        caption="What is left after so many steps, each divided by where it began"
        curves={[
          { name: 'back: the gradient of the last character’s loss', points: pointsOf(gradient), colour: 'gradient' },
          { name: 'forwards: what another first character changes', points: pointsOf(apart), colour: 'ink', dashed: true },
        ]}
        across="characters away"
        writeX={(x) => String(x)}
        writeY={brief}
        log
      />
    </>
  )
}

const pointsOf = (norms: readonly number[]) =>
  norms.map((norm, x) => ({ x, y: norm / norms[0]! })).filter(({ y }) => y > 0 && Number.isFinite(y))

const brief = (value: number): string => small(Number(value.toPrecision(2)))
