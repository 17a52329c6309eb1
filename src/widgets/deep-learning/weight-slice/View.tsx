/** The open model's loss along one of its weights, and the straight line of its gradient. */
import { core } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { useComputed } from '../../../instruments/computed.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import { SliceChart } from './SliceChart.tsx'
import { errorOf, parameterNames, smallest } from './slice.ts'
import css from './WeightSlice.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function WeightSlice(figure) {
  const { params, change, value: slice, busy, read } = figure
  const { tensor, span, text } = params
  const { handle, version } = read
  const names = useComputed(handle && text.length >= 2 ? () => parameterNames(core, handle, text) : null, [version])
  const size = slice?.shape.reduce((a, b) => a * b, 1) ?? 1
  const small = slice ? smallest(slice) : null
  return (
    <Figure
      of={figure}
      busy="running the model forwards, backwards, and ten times with the weight moved …"
      waiting="The curve is drawn as soon as a model is open."
      controls={
        <div className={css.knobs}>
          <label className={css.tensor}>
            <span>tensor</span>
            <select value={slice?.tensor ?? tensor ?? ''} onChange={(event) => change({ tensor: event.target.value, index: undefined })}>
              {(names.value ?? (slice ? [{ name: slice.tensor, shape: slice.shape }] : [])).map(({ name, shape }) => (
                <option key={name} value={name}>
                  {name} [{shape.join(', ')}]
                </option>
              ))}
            </select>
          </label>
          <Scale
            label="moved by up to"
            value={Math.log10(span)}
            min={-2}
            max={0.3}
            step={0.1}
            format={() => `±${span}`}
            onChange={(power) => change({ span: Number((10 ** power).toPrecision(2)) })}
          />
        </div>
      }
      name="Nudge"
      title="one weight of a real model, moved"
      actions={
        <Button disabled={!slice} onClick={() => slice && change({ index: (slice.index + 1) % size })}>
          The next weight
        </Button>
      }
      footer={
        slice ? (
          <span>
            number {int(slice.index)} of {int(size)} in {slice.tensor}
          </span>
        ) : null
      }
    >
      {slice && small ? (
        <>
          <Readings>
            <BigNumber
              label="the weight"
              value={
                <TensorNumber
                  tensor={slice.tensor}
                  shape={slice.shape}
                  at={placeOf(slice.shape, slice.index)}
                  value={slice.weight}
                  text={text}
                  equation="learned in training"
                />
              }
            />
            <BigNumber label="its gradient" value={signed(slice.gradient, 4)} concept="c-gradient" />
            <BigNumber label="loss" value={fixed(slice.loss, 3)} unit="nats" />
          </Readings>
          <SliceChart slice={slice} busy={busy} />
          <p className="cap" role="status">
            Moved by {signed(small.epsilon, 4)}: the gradient predicts {signed(small.predicted, 5)} nats, measured{' '}
            {signed(small.measured, 5)}, off by {fixed(100 * errorOf(small), 1)} %.
          </p>
        </>
      ) : null}
      <OwnText label="The text that the loss is measured on" value={text} rows={2} most={200} onChange={(next) => change({ text: next })} />
    </Figure>
  )
})

/** Row-major: the place in each dimension of number `index`. */
function placeOf(shape: readonly number[], index: number): number[] {
  let rest = index
  return [...shape]
    .reverse()
    .map((size) => {
      const place = rest % size
      rest = Math.floor(rest / size)
      return place
    })
    .reverse()
}
