/** A square to draw a digit in, with a pointer or with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import css from './DigitNet.module.css'
import { stroke } from './drawing.ts'
import { SIDE } from '../../../experiments/cnn.ts'
import { Tile } from '../../../figures/Tile.tsx'

type Spot = readonly [number, number]
const MIDDLE: Spot = [SIDE / 2, SIDE / 2]

export function DrawingPad({ image, onChange }: { image: Float32Array; onChange: (image: Float32Array) => void }) {
  const last = useRef<Spot | null>(null)
  const [pen, setPen] = useState<{ at: Spot; down: boolean } | null>(null)
  const newest = useRef(image)
  newest.current = image
  const spot = (event: PointerEvent<HTMLDivElement>): Spot => {
    const box = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE]
  }
  const draw = (from: Spot, to: Spot): void => {
    newest.current = stroke(newest.current, from, to)
    onChange(newest.current)
  }
  const key = (event: KeyboardEvent): void => {
    const now = pen ?? { at: MIDDLE, down: false }
    if (event.key === ' ') {
      event.preventDefault()
      if (!now.down) draw(now.at, now.at)
      setPen({ ...now, down: !now.down })
      return
    }
    const move = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key]
    if (!move) return
    event.preventDefault()
    const clamp = (n: number): number => Math.min(SIDE - 1, Math.max(1, n))
    const to: Spot = [clamp(now.at[0] + move[0]!), clamp(now.at[1] + move[1]!)]
    if (now.down) draw(now.at, to)
    setPen({ ...now, at: to })
  }
  return (
    <div
      className={css.pad}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the pad is drawn on with the keyboard too
      tabIndex={0}
      aria-label="Drawing pad: arrow keys move the pen, the space bar puts it down and lifts it"
      onKeyDown={key}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture?.(event.pointerId)
        setPen(null)
        last.current = spot(event)
        draw(last.current, last.current)
      }}
      onPointerMove={(event) => {
        if (!last.current) return
        const to = spot(event)
        draw(last.current, to)
        last.current = to
      }}
      onPointerUp={() => {
        last.current = null
      }}
      onPointerCancel={() => {
        last.current = null
      }}
    >
      <Tile values={image} label="Your drawing" />
      {pen ? (
        <span
          className={css.pen}
          data-down={pen.down || undefined}
          style={{ left: `${(100 * pen.at[0]) / SIDE}%`, top: `${(100 * pen.at[1]) / SIDE}%` }}
        />
      ) : null}
    </div>
  )
}
