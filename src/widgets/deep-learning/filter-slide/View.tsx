/** The image with the filter over it, the map that it makes, and the products at the place that is pointed at. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { fixed } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { FILTER, MAP, SIDE } from '../../../experiments/cnn.ts'
import { Tile } from '../../../figures/Tile.tsx'
import css from './FilterSlide.module.css'
import { DRAWN, FILTERS, productsAt, type Slide, turned } from './slide.ts'
import widget from './widget.ts'

const NAMES = { upright: 'upright', level: 'level', blank: 'blank' } as const

export default draw(widget, function FilterSlide(figure) {
  const { params, change, value: slide } = figure
  const [at, setAt] = useState<number | null>(null)
  if (!slide) return <Figure of={figure} name="Filter" title="slid by hand" />
  const place = at ?? slide.best
  const chosen = (Object.keys(FILTERS) as (keyof typeof FILTERS)[]).find((name) => FILTERS[name] === params.filter)
  return (
    <Figure of={figure} name="Filter" title="slid by hand" footer={<span>drawn and computed in this page; nothing is learned here</span>}>
      <div className={css.knobs}>
        <Segmented
          label="digit"
          value={params.digit}
          options={DRAWN.map((value) => ({ value, label: value }))}
          onChange={(digit) => change({ digit })}
        />
        <Scale
          label="digit moved right"
          value={params.right}
          min={0}
          max={7}
          step={1}
          ticks={7}
          format={(n) => `${n} px`}
          onChange={(right) => change({ right })}
        />
      </div>
      <div className={css.pair}>
        <div>
          <p className="cap">image, 28 × 28; point at it</p>
          <Pointed side={SIDE} box={FILTER} place={place} label="Place of the filter on the image" onPlace={setAt}>
            <Tile values={slide.image} label={`A drawn ${params.digit}`} />
          </Pointed>
        </div>
        <LitBox name="probability/map">
          <p className="cap">map, 24 × 24: how well it fits</p>
          <Pointed side={MAP} box={1} place={place} label="Place in the map" onPlace={setAt}>
            <Tile
              values={slide.map}
              to={slide.map[slide.best]! || 1}
              colour="probability"
              label={`The map, up to ${fixed(slide.map[slide.best]!)}`}
            />
          </Pointed>
        </LitBox>
      </div>
      <div className={css.work}>
        <LitBox name="token/filter">
          <p className="cap">filter; press a weight to turn it</p>
          <div className={css.filter}>
            {slide.filter.map((weight, i) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a weight is its place
                key={i}
                type="button"
                aria-label={`weight in row ${Math.floor(i / FILTER) + 1}, column ${(i % FILTER) + 1}: ${weight}`}
                data-sign={Math.sign(weight)}
                onClick={() => change({ filter: turned(params.filter, i) })}
              >
                {weight === 0 ? '0' : weight > 0 ? '+1' : '−1'}
              </button>
            ))}
          </div>
        </LitBox>
        <Patch slide={slide} place={place} bias={params.bias} />
      </div>
      <div className={css.knobs}>
        <Segmented
          label="filter"
          value={chosen ?? ''}
          options={(Object.keys(FILTERS) as (keyof typeof FILTERS)[]).map((value) => ({ value: value as string, label: NAMES[value] }))}
          onChange={(name) => change({ filter: FILTERS[name as keyof typeof FILTERS] })}
        />
        <Scale
          label="bias"
          value={params.bias}
          min={-10}
          max={10}
          step={0.5}
          format={(b) => fixed(b, 1)}
          onChange={(bias) => change({ bias })}
        />
      </div>
    </Figure>
  )
})

function Patch({ slide, place, bias }: { slide: Slide; place: number; bias: number }) {
  const products = productsAt(slide, place)
  const sum = products.reduce((total, { weight, pixel }) => total + weight * pixel, bias)
  const terms = products.flatMap(({ weight, pixel }, i) =>
    weight === 0
      ? []
      : [
          {
            name: `row ${Math.floor(i / FILTER) + 1}, column ${(i % FILTER) + 1}`,
            factors: [weight, pixel] as const,
            value: weight * pixel,
          },
        ],
  )
  return (
    <div>
      <p className="cap">
        pixels under it, at row {Math.floor(place / MAP)}, column {place % MAP}
      </p>
      <div className={css.filter}>
        {products.map(({ weight, pixel }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pixel is its place
          <span key={i} data-counts={weight !== 0 && pixel > 0}>
            {pixel === 0 ? '0' : fixed(pixel, 1)}
          </span>
        ))}
      </div>
      <p className={css.sum}>
        sum{' '}
        <b>
          <DerivedNumber name="sum under the filter" shown={fixed(sum)} formula="b + Σ w · x">
            <Sum caption={`the bias is ${fixed(bias, 1)}; products:`} terms={terms} most={6} digits={2} />
          </DerivedNumber>
        </b>
        , kept {fixed(Math.max(0, sum))}
      </p>
    </div>
  )
}

interface PointedProps {
  side: number
  /** how many pixels the frame is wide */
  box: number
  place: number
  label: string
  onPlace: (place: number) => void
  children: React.ReactNode
}

/** An image on which the filter's place is moved by pointer or arrow keys. */
function Pointed({ side, box, place, label, onPlace, children }: PointedProps) {
  const [row, column] = [Math.floor(place / MAP), place % MAP]
  const within = (n: number) => Math.max(0, Math.min(MAP - 1, n))
  const go = (r: number, c: number) => onPlace(within(r) * MAP + within(c))
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const offset = (box - 1) / 2
    go(Math.floor(((event.clientY - top) / height) * side - offset), Math.floor(((event.clientX - left) / width) * side - offset))
  }
  const key = (event: KeyboardEvent) => {
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!move) return
    event.preventDefault()
    go(row + move[0]!, column + move[1]!)
  }
  return (
    <div
      className={css.pointed}
      role="slider"
      tabIndex={0}
      aria-label={`${label}; arrow keys move it`}
      aria-valuemin={0}
      aria-valuemax={MAP * MAP - 1}
      aria-valuenow={place}
      aria-valuetext={`row ${row}, column ${column}`}
      onPointerDown={point}
      onPointerMove={point}
      onKeyDown={key}
    >
      {children}
      <i
        style={{
          left: `${(100 * column) / side}%`,
          top: `${(100 * row) / side}%`,
          width: `${(100 * box) / side}%`,
          height: `${(100 * box) / side}%`,
        }}
      />
    </div>
  )
}
