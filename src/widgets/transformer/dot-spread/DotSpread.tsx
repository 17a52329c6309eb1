/** A thousand dot products for each length, drawn just now, with and without the division. */
import { useEffect, useMemo, useState } from 'react'
import { Histogram } from '../../../figures/Histogram.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { WidgetProps } from '../../contract.ts'
import css from './DotSpread.module.css'
import { DRAWS, deviation, dotProducts } from './draws.ts'
import { LENGTHS, spreadOf } from './measure.ts'
import type { DotSpreadParams } from './meta.ts'

const doubled = (value: number, direction: 1 | -1): number => (direction === 1 ? 2 * value : Math.ceil(value / 2))

export default function DotSpread({ lengths = LENGTHS, divided = 'no', onParams, onReadings }: WidgetProps<DotSpreadParams>) {
  const [seed, setSeed] = useState(1)
  const [scaled, setScaled] = useState(divided)
  const [text, setText] = useState(lengths.join())
  const setLength = (at: number, length: number): void => {
    const next = text.split(',').map((each, i) => (i === at ? String(length) : each))
    setText(next.join())
    onParams?.({ lengths: next.join() })
  }
  const groups = useMemo(
    () =>
      text.split(',').map((each) => {
        const length = Number(each)
        const root = scaled === 'yes' ? Math.sqrt(length) : 1
        const values = dotProducts(length, seed).map((dot) => dot / root)
        return { name: `length ${length}`, values, deviation: deviation(values) }
      }),
    [text, seed, scaled],
  )
  useEffect(() => onReadings?.(spreadOf(text.split(',').map(Number), scaled === 'yes', seed)), [text, seed, scaled, onReadings])
  return (
    <Instrument
      name="Spread"
      title="dot products of random vectors"
      footer={<span>drawn with seed {seed}</span>}
      actions={<Button onClick={() => setSeed(seed + 1)}>Draw again</Button>}
    >
      <Segmented
        label="each dot product"
        value={scaled}
        options={[
          { value: 'no', label: 'as it is' },
          { value: 'yes', label: 'divided by √d' },
        ]}
        onChange={(next) => {
          setScaled(next)
          onParams?.({ divided: next })
        }}
      />
      <div className={css.lengths}>
        {text.split(',').map((length, i) => (
          <Stepper
            // biome-ignore lint/suspicious/noArrayIndexKey: a length is its place
            key={i}
            label={`length ${i + 1}`}
            value={Number(length)}
            min={1}
            max={1024}
            next={doubled}
            onChange={(value) => setLength(i, value)}
          />
        ))}
      </div>
      <Histogram caption={`${DRAWS} dot products at each length; the bracket is one standard deviation`} groups={groups} />
    </Instrument>
  )
}
