/** A net that learns handwritten digits while its filters are on show, and reads the one that the learner draws. */
import { useEffect, useMemo, useState } from 'react'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import css from './DigitNet.module.css'
import { DrawingPad } from './DrawingPad.tsx'
import { centred, isBlank } from './drawing.ts'
import { FilterMaps } from './FilterMaps.tsx'
import { look, SIDE } from '../../../experiments/cnn.ts'
import { Confusion, Mistakes } from './Outcome.tsx'
import { parametersOf } from './spec.ts'
import { Tile } from '../../../figures/Tile.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'
import type { ValueOf } from '../../frame/define.ts'

const NONE: never[] = []
const BLANK = new Float32Array(SIDE * SIDE)

const SAID = {
  idle: 'Press Train. The first time, TensorFlow.js and a third of a megabyte of digits are loaded.',
  starting: 'Loading TensorFlow.js and the digits …',
  running: 'Learning, and measured on 100 held-out digits as it goes.',
  done: 'Trained, and measured on all 500 held-out digits.',
  stopped: 'Stopped.',
} as const

export default draw(widget, function DigitNet(figure) {
  const { params, change, progress: event, busy } = figure
  const result = busy ? null : figure.value
  const state = busy ? (event ? 'running' : 'starting') : (result?.status ?? 'idle')
  return (
    <Figure
      of={figure}
      name="Digits"
      title={params.filters > 0 ? `${params.filters} filters of 5 × 5, then ten scores` : 'no filters, ten scores from the pixels'}
      actions={<Button onClick={() => change({ seed: params.seed + 1 })}>Other start</Button>}
      start="Train"
      footer={
        <>
          <span>
            {result
              ? `TensorFlow.js, ${result.backend === 'webgpu' ? 'on the GPU (WebGPU)' : 'on the CPU'}`
              : 'TensorFlow.js, in the worker'}
          </span>
          <span>digits: MNIST’s, from the package mnist (MIT)</span>
        </>
      }
    >
      <div className={css.knobs}>
        <Stepper label="filters" value={params.filters} min={0} max={16} onChange={(filters) => change({ filters })} />
        <Stepper
          label="digits to learn from"
          value={params.examples}
          min={10}
          max={1500}
          step={100}
          onChange={(examples) => change({ examples })}
        />
        <Stepper label="steps" value={params.steps} min={10} max={2000} step={50} onChange={(steps) => change({ steps })} />
      </div>
      <Readings>
        <BigNumber
          label="step"
          value={int(event?.step ?? 0)}
          unit={`of ${int(params.steps)}`}
          context={event ? `loss ${fixed(event.trainLoss)} nats` : undefined}
        />
        <BigNumber label="told right" value={share((result ?? event)?.testAccuracy ?? Number.NaN)} context="of digits not learned from" />
        <BigNumber label="moved 3 pixels" value={share(result?.shiftedAccuracy ?? Number.NaN)} context="the same digits" />
        <BigNumber label="parameters" value={int(parametersOf(params.filters))} />
      </Readings>
      <p className="cap" role="status">
        {SAID[state]}
      </p>
      <Reader weights={(result ?? event)?.weights ?? null} examples={result?.examples ?? NONE} mistakes={result?.mistakes ?? []} />
      {result ? (
        <Disclosure
          label="Which it takes for which"
          aside={`${result.confusion.filter((_, i) => i % 11 !== 0).reduce((a, b) => a + b, 0)} mistakes in 500`}
        >
          <Confusion confusion={result.confusion} />
        </Disclosure>
      ) : null}
    </Figure>
  )
})

type Weights = Parameters<typeof look>[0]
type Result = ValueOf<typeof widget>

/** One image through the net: drawn, or chosen. */
function Reader({ weights, examples, mistakes }: { weights: Weights | null } & Pick<Result, 'examples' | 'mistakes'>) {
  const [drawn, setDrawn] = useState<Float32Array>(BLANK)
  const [place, setPlace] = useState<'centred' | 'as drawn'>('centred')
  const image = useMemo(() => (place === 'centred' ? centred(drawn) : drawn), [drawn, place])
  const seen = useMemo(() => (weights && !isBlank(image) ? look(weights, image) : null), [weights, image])
  const show = (pixels: Uint8Array): void => setDrawn(Float32Array.from(pixels, (value) => value / 255))
  // an empty pad would leave the maps empty as well: a held-out digit stands there until the learner clears it
  useEffect(() => {
    const first = examples[3]
    if (first) setDrawn((now) => (isBlank(now) ? Float32Array.from(first.image, (value) => value / 255) : now))
  }, [examples])
  const best = seen ? seen.shares.indexOf(Math.max(...seen.shares)) : null
  return (
    <>
      <div className={css.reader}>
        <div>
          <p className="cap">Draw a digit, large and in the middle</p>
          <DrawingPad image={drawn} onChange={setDrawn} />
          <div className={css.under}>
            <Segmented
              label="Where the drawing stands"
              value={place}
              options={[
                { value: 'centred', label: 'centred' },
                { value: 'as drawn', label: 'as drawn' },
              ]}
              onChange={setPlace}
            />
            <Button onClick={() => setDrawn(BLANK)}>Clear</Button>
          </div>
        </div>
        <div>
          <p className="cap" role="status">
            {seen && best !== null
              ? `The net reads a ${best}, share ${share(seen.shares[best]!)}`
              : weights
                ? 'Nothing is drawn yet'
                : 'There is no net yet: press Train'}
          </p>
          <ol className={css.shares} start={0} aria-label="Shares of the ten digits">
            {Array.from({ length: 10 }, (_, digit) => {
              const p = seen?.shares[digit] ?? 0
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a digit is its place
                <li key={digit} data-best={digit === best || undefined}>
                  <span className="n">{digit}</span>
                  <span className={css.bar} style={{ width: `${100 * p}%` }} />
                  <span className="n">{seen ? share(p) : '–'}</span>
                </li>
              )
            })}
          </ol>
        </div>
      </div>
      {examples.length > 0 ? (
        <div>
          <p className="cap">Held-out digits; press one to read it</p>
          <ul className={css.mistakes}>
            {examples.map(({ image: pixels, label }) => (
              <li key={label}>
                <button type="button" onClick={() => show(pixels)}>
                  <Tile values={pixels} to={255} label={`A handwritten ${label}`} />
                </button>
              </li>
            ))}
          </ul>
          <Mistakes mistakes={mistakes} onShow={show} />
        </div>
      ) : null}
      {weights ? <FilterMaps weights={weights} maps={seen?.maps ?? Array.from(weights.filterBias, () => new Float32Array(576))} /> : null}
    </>
  )
}
