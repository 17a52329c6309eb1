/** The open model's loss along one of its weights, and the straight line of its gradient. */
import { useEffect, useState } from 'react'
import { core } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../../instruments/Computing.tsx'
import { useComputed } from '../../../instruments/computed.ts'
import { useModel } from '../../../instruments/model.ts'
import { OwnText, useOwnText } from '../../../instruments/OwnText.tsx'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import { modelName } from '../../../instruments/words.ts'
import { readingsOf } from './measure.ts'
import type { WeightSliceParams } from './meta.ts'
import { SliceChart } from './SliceChart.tsx'
import { errorOf, measureSlice, parameterNames, SPAN, smallest, TEXT } from './slice.ts'
import css from './WeightSlice.module.css'

export default function WeightSlice({ onParams, onReadings, text: given = TEXT, ...params }: WidgetProps<WeightSliceParams>) {
  const { model, handle, version } = useModel()
  const [own, setOwn] = useState<WeightSliceParams>(params)
  const [text, setText] = useOwnText(given, onParams)
  const { tensor, index, span = SPAN } = own
  const enough = text.length >= 2
  const names = useComputed(handle && enough ? () => parameterNames(core, handle, text) : null, [version])
  const measured = useComputed(handle && enough ? () => measureSlice(core, handle, text, { tensor, index, span }) : null, [
    version,
    text,
    tensor,
    index,
    span,
  ])
  const { value: slice, busy } = measured
  useEffect(() => {
    if (slice) onReadings?.(readingsOf(slice))
  }, [slice, onReadings])
  const change = (next: WeightSliceParams): void => {
    setOwn({ ...own, ...next })
    onParams?.(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)))
  }
  const size = slice?.shape.reduce((a, b) => a * b, 1) ?? 1
  const small = slice ? smallest(slice) : null
  return (
    <Instrument
      name="Nudge"
      title="one weight of a real model, moved"
      actions={
        <Button disabled={!slice} onClick={() => slice && change({ index: (slice.index + 1) % size })}>
          The next weight
        </Button>
      }
      footer={
        <>
          <span>{model ? modelName(model) : 'no model is open yet'}</span>
          {slice ? (
            <span>
              number {int(slice.index)} of {int(size)} in {slice.tensor}
            </span>
          ) : null}
        </>
      }
    >
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
      <Computing
        of={measured}
        where="The nudge"
        busy="running the model forwards, backwards, and ten times with the weight moved …"
        waiting="The curve is drawn as soon as a model is open."
      />
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
      <OwnText label="The text that the loss is measured on" value={text} rows={2} most={200} onChange={setText} />
    </Instrument>
  )
}

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
