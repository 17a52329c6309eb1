/** Bars of a block over the levels that its bits can say; switches for the bits of one weight. */
import { useState } from 'react'
import type { Bits } from '../../../core/rounding.ts'
import { mostOf } from '../../../core/rounding.ts'
import { useWidth } from '../../../figures/useWidth.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { bitsOf, numberOf, type Rounded } from './block.ts'
import css from './WeightBits.module.css'
import widget from './widget.ts'

const BITS = ['8', '6', '4', '3', '2'] as const

export default draw(widget, function WeightBits(figure) {
  const { params, change, value, model } = figure
  const bits = Number(params.bits) as Bits
  return (
    <Figure
      of={figure}
      name="Bits"
      title="a block of weights that shares a scale"
      busy="reading the weights …"
      waiting="The weights stand here as soon as a model is open."
      controls={
        <div className={css.controls}>
          <Segmented
            label="Bits of a weight"
            value={params.bits}
            options={BITS.map((each) => ({ value: each, label: `${each} bits` }))}
            onChange={(next) => change({ bits: next })}
          />
          <Stepper label="row" value={params.row} min={0} max={(model?.config.nEmbd ?? 1) - 1} onChange={(row) => change({ row })} />
          <Scale
            label="the largest weight, multiplied"
            value={Math.log10(params.outlier)}
            min={0}
            max={2}
            step={0.1}
            ticks={4}
            format={() => `× ${fixed(params.outlier, params.outlier < 10 ? 1 : 0)}`}
            onChange={(power) => change({ outlier: Number((10 ** power).toPrecision(2)) })}
          />
        </div>
      }
    >
      {(block) => (
        <>
          <Block block={block} bits={bits} chosen={params.weight} onChoose={(weight) => change({ weight })} />
          <Switches
            key={`${params.bits}/${params.weight}/${params.row}/${params.outlier}`}
            block={block}
            bits={bits}
            chosen={Math.min(params.weight, block.whole.length - 1)}
          />
          <Readings>
            <BigNumber label="scale" value={block.scale.toPrecision(3)} context={`${int(2 * mostOf(bits) + 1)} levels that far apart`} />
            <BigNumber
              label="lost"
              value={share(block.lost)}
              context={params.outlier > 1 ? 'of the others’ mean square' : 'of the mean square'}
            />
            <BigNumber label="become 0" value={int(block.whole.filter((q) => q === 0).length)} unit={`of ${value?.whole.length ?? 0}`} />
          </Readings>
        </>
      )}
    </Figure>
  )
})

const HEIGHT = 220

interface BlockProps {
  block: Rounded
  bits: Bits
  chosen: number
  onChoose: (weight: number) => void
}

function Block({ block: { weights, whole, back, scale }, bits, chosen, onChoose }: BlockProps) {
  const { ref, width } = useWidth<HTMLDivElement>(600)
  const most = Math.max(...weights.map(Math.abs), scale * mostOf(bits), 1e-12)
  const y = (value: number) => HEIGHT / 2 - (value / most) * (HEIGHT / 2 - 12)
  const step = (width - 8) / weights.length
  // More lines than there is room for say nothing.
  const levels = mostOf(bits) <= 31 ? Array.from({ length: 2 * mostOf(bits) + 1 }, (_, i) => i - mostOf(bits)) : [0]
  return (
    <Twin
      caption="weights as they are (bars) and as they come back (marks), over the levels that the bits can say"
      figure={
        <div ref={ref}>
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`${weights.length} weights, ${levels.length > 1 ? levels.length : 255} levels, scale ${scale.toPrecision(3)}.`}
          >
            {levels.map((level) => (
              <path key={level} d={`M0 ${y(level * scale)}H${width}`} stroke={level === 0 ? 'var(--line-2)' : 'var(--line)'} />
            ))}
            {weights.map((weight, i) => {
              const x = 4 + i * step
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a weight is its place
                <g key={i} onPointerDown={() => onChoose(i)} style={{ cursor: 'pointer' }}>
                  <rect x={x} y={0} width={step} height={HEIGHT} fill={i === chosen ? 'var(--paper-2)' : 'transparent'} />
                  <rect
                    x={x + step * 0.2}
                    y={Math.min(y(0), y(weight))}
                    width={step * 0.6}
                    height={Math.abs(y(weight) - y(0))}
                    fill="var(--ink-3)"
                  />
                  <path d={`M${x + 1} ${y(back[i]!)}h${step - 2}`} stroke="var(--ink)" strokeWidth={2.5} />
                </g>
              )
            })}
          </svg>
        </div>
      }
      table={() => (
        <table>
          <caption>A block of weights</caption>
          <thead>
            <tr>
              {['place', 'weight', 'whole number', 'comes back as'].map((name) => (
                <th key={name} scope="col" className="n">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weights.map((weight, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a weight is its place
              <tr key={i}>
                <th scope="row" className="n">
                  {i}
                </th>
                <td className="n">{fixed(weight, 4)}</td>
                <td className="n">{fixed(whole[i]!, 0)}</td>
                <td className="n">{fixed(back[i]!, 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      controls={<Stepper label="weight" value={chosen} min={0} max={weights.length - 1} onChange={onChoose} />}
    />
  )
}

/** The chosen weight's bits, which may be turned by hand; the first is the sign's. */
function Switches({ block: { weights, whole, scale }, bits, chosen }: { block: Rounded; bits: Bits; chosen: number }) {
  const [switches, turn] = useState(() => [...bitsOf(whole[chosen]!, bits)])
  const number = numberOf(switches)
  return (
    <div className={css.switches}>
      <div className={css.bits}>
        {switches.map((on, i) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place
            key={i}
            type="button"
            aria-pressed={on}
            aria-label={i === 0 ? `sign, worth −${2 ** (bits - 1)}` : `bit worth ${2 ** (bits - 1 - i)}`}
            onClick={() => turn(switches.map((was, k) => (k === i ? !was : was)))}
          >
            {on ? 1 : 0}
            <small>{i === 0 ? `−${2 ** (bits - 1)}` : 2 ** (bits - 1 - i)}</small>
          </button>
        ))}
      </div>
      <p className="n" role="status">
        {fixed(number, 0)} × {scale.toPrecision(3)} = {fixed(number * scale, 4)}; the weight is {fixed(weights[chosen]!, 4)}
      </p>
    </div>
  )
}
