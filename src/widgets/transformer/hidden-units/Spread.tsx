/** How a layer's pre-activations spread, and how many of its outputs fire; each count and mean can be pressed. */
import { useMemo } from 'react'
import { Histogram } from '../../../figures/Histogram.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { bracketed } from '../../../instruments/explain/terms.ts'
import { deviationOf, FIRING, meanOf, readingsOf, type Units } from './units.ts'

export function Spread({ units, rank }: { units: Units; rank: number }) {
  const values = useMemo(() => Array.from(units.before), [units])
  const { below, deviation, firing } = readingsOf(units, { rank })
  const count = values.length
  const deviationSquares = count * deviation ** 2
  return (
    <>
      <Histogram
        caption="what goes into the bend, at all tokens and units"
        groups={[{ name: `layer ${units.layer}, ${int(count)} numbers`, values, deviation: deviationOf(units.before) }]}
      />
      <p className="cap">
        <DerivedNumber name="pre-activations below 0" shown={`${fixed(100 * below, 0)} %`} formula="those below 0 / all">
          {int(below * count)} / {int(count)} = {fixed(below, 4)}
        </DerivedNumber>{' '}
        are below 0; the standard deviation is{' '}
        <DerivedNumber name="standard deviation" shown={fixed(deviation, 2)} formula="√(Σ(x − mean)² / n)">
          mean {fixed(meanOf(units.before), 4)}
          <br />
          √({fixed(deviationSquares, 1)} / {int(count)}) = √{bracketed(deviationSquares / count, 4)} = {fixed(deviation, 3)}
        </DerivedNumber>
        ;{' '}
        <DerivedNumber name={`outputs above ${FIRING}`} shown={`${fixed(100 * firing, 1)} %`} formula={`those above ${FIRING} / all`}>
          {int(firing * count)} / {int(count)} = {fixed(firing, 4)}
        </DerivedNumber>{' '}
        of the outputs are above {FIRING}.
      </p>
    </>
  )
}
