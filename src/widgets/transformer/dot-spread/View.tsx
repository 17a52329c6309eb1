/** A thousand dot products for each length, drawn just now, with and without the division. */
import { useMemo } from 'react'
import { Histogram } from '../../../figures/Histogram.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import css from './DotSpread.module.css'
import { DRAWS, deviation, dotProducts } from './draws.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const doubled = (value: number, direction: 1 | -1): number => (direction === 1 ? 2 * value : Math.ceil(value / 2))

export default draw(widget, function DotSpread(figure) {
  const { params, change } = figure
  const { lengths, divided, seed } = params
  const groups = useMemo(
    () =>
      lengths.map((length) => {
        const root = divided === 'yes' ? Math.sqrt(length) : 1
        const values = dotProducts(length, seed).map((dot) => dot / root)
        return { name: `length ${length}`, values, deviation: deviation(values) }
      }),
    [lengths, seed, divided],
  )
  return (
    <Figure
      of={figure}
      name="Spread"
      title="dot products of random vectors"
      footer={<span>drawn with seed {seed}</span>}
      actions={<Button onClick={() => change({ seed: seed + 1 })}>Draw again</Button>}
    >
      <Segmented
        label="each dot product"
        value={divided}
        options={[
          { value: 'no', label: 'as it is' },
          { value: 'yes', label: 'divided by √d' },
        ]}
        onChange={(next) => change({ divided: next })}
      />
      <div className={css.lengths}>
        {lengths.map((length, i) => (
          <Stepper
            // biome-ignore lint/suspicious/noArrayIndexKey: a length is its place
            key={i}
            label={`length ${i + 1}`}
            value={length}
            min={1}
            max={1024}
            next={doubled}
            onChange={(value) => change({ lengths: lengths.with(i, value) })}
          />
        ))}
      </div>
      <Histogram caption={`${DRAWS} dot products at each length; the bracket is one standard deviation`} groups={groups} />
    </Figure>
  )
})
