/** A cloud of batches at two weights, which shrinks with their size, and the distance from the average by size. */
import { Curves } from '../../../figures/Curves.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './BatchNoise.module.css'
import { Cloud } from './Cloud.tsx'
import { readingsOf, SIZES, WINDOWS } from './noise.ts'
import widget from './widget.ts'

export default draw(widget, function BatchNoise(figure) {
  const { params, change } = figure
  const size = Number(params.size)
  return (
    <Figure
      of={figure}
      name="Noise"
      title="of a batch’s gradient"
      busy={`reading the gradients of ${WINDOWS} windows …`}
      waiting="The gradients stand here as soon as a model is open."
      controls={
        <Segmented
          label="windows in a batch"
          value={params.size}
          options={SIZES.map((each) => ({ value: String(each), label: each === 1 ? '1 window' : String(each) }))}
          onChange={(next) => change({ size: next })}
        />
      }
    >
      {(noise) => {
        const { chosen = Number.NaN, balance = Number.NaN } = readingsOf(noise, size)
        return (
          <>
            <Readings>
              <BigNumber
                label={`batch of ${size}`}
                value={noise.signal > 0 ? fixed(chosen / noise.signal, 1) : '–'}
                unit="times"
                context="as much noise as gradient"
                concept="c-gradient"
              />
              <BigNumber
                label="as much noise as gradient"
                value={balance > 0 ? int(balance) : '–'}
                unit="windows"
                context="a batch of so many"
              />
            </Readings>
            <div className={css.both}>
              <Cloud of={noise} size={size} />
              <Curves
                caption="distance of a batch’s gradient from the average"
                across="windows in a batch (doubling)"
                curves={[
                  {
                    name: 'measured, between batches',
                    points: noise.spread.map((each) => ({ x: Math.log2(each.size), y: each.distance })),
                    colour: 'gradient',
                  },
                  {
                    name: 'that of one window / √B',
                    points: noise.spread.map((each) => ({ x: Math.log2(each.size), y: noise.sigma / Math.sqrt(each.size) })),
                    dashed: true,
                  },
                ]}
                dots
                log
                writeX={(x) => int(2 ** x)}
                writeY={(y) => y.toPrecision(2)}
              />
            </div>
          </>
        )
      }}
    </Figure>
  )
})
