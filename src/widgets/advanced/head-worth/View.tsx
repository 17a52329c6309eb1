/** A grid of heads, a bar each for the slope and, once they have been silenced, for what that costs. */
import { HeadGrid } from '../../../figures/HeadGrid.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './HeadWorth.module.css'
import { agreementOf, type ByHead, type Value } from './worth.ts'
import widget from './widget.ts'

export default draw(widget, function HeadWorth(figure) {
  const { progress, busy } = figure
  return (
    <Figure
      of={figure}
      name="Worth"
      title="of every head, by one pass back"
      busy="a pass back over eight passages …"
      start="Silence each in turn"
      footer={<span>held-out text of the model’s own; nats a token</span>}
    >
      {(value) => (
        <>
          <Grid value={value} />
          <Status>{saidOf(value, busy, progress)}</Status>
        </>
      )}
    </Figure>
  )
})

function saidOf({ worth, rise }: Value, busy: boolean, progress: { done: number; of: number } | null): string {
  if (busy && progress) return `head ${int(progress.done + 1)} of ${int(progress.of)} is silent`
  if (!rise) return ''
  return `Both orders of the heads agree to ${fixed(agreementOf(worth.flat(), rise.flat()))} (Spearman; 1 is the same order).`
}

function Grid({ value: { worth, rise } }: { value: Value }) {
  const [most, dearest] = [largest(worth), rise ? largest(rise) : 1]
  return (
    <LitBox name="gradient/worth">
      <HeadGrid
        caption={
          rise
            ? 'upper bar: slope of the loss by the head’s loudness; lower bar: what the loss rises by without the head'
            : 'slope of the loss by the head’s loudness'
        }
        values={worth}
        cell={(slope, layer, head) => (
          <div className={css.cell}>
            <i className={css.slope} style={{ inlineSize: `${(100 * slope) / most}%` }} aria-hidden="true" />
            <span>{fixed(slope, 3)}</span>
            {rise ? (
              <>
                <i
                  className={css.rise}
                  style={{ inlineSize: `${(100 * Math.max(0, rise[layer]![head]!)) / dearest}%` }}
                  aria-hidden="true"
                />
                <span>{signed(rise[layer]![head]!)}</span>
              </>
            ) : null}
          </div>
        )}
      />
    </LitBox>
  )
}

const largest = (values: ByHead): number => Math.max(...values.flat(), Number.MIN_VALUE)
