/** One drawing of a model: cells and flows on a canvas, words over it; it is pointed at, pressed, zoomed and walked through. */
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { light, litNow, useLit } from '../../ui/highlight.ts'
import { usePrinting } from '../../ui/usePrinting.ts'
import { Bitmaps } from './bitmaps.ts'
import type { MapNumbers } from './data.ts'
import { handleOf } from './handles.ts'
import css from './ModelMap.module.css'
import { Outline } from './Outline.tsx'
import { paintScene } from './paintScene.ts'
import { type Cell, cellAt, partAt } from './pointed.ts'
import type { Part, Scene } from './scene.ts'
import { Spotlight } from './Spotlight.tsx'
import { usePalette } from './usePalette.ts'
import type { MapView } from './useView.ts'
import { useGestures } from './useGestures.ts'
import { type Frame, toScene } from './view.ts'
import { Words } from './Words.tsx'

export interface ModelMapProps {
  scene: Scene
  /** null: only its shape is known yet */
  numbers: MapNumbers | null
  zoom: MapView
  frame: Frame
  /** one sentence: size, text, guess */
  label: string
  /** the part that is walked to, and the cell that is open */
  part: string | null
  cell: Cell | null
  /** said of the part: "block 2, head 1: a reads n .381" */
  said: string
  /** what is lit while nothing is pointed at */
  lit: string | null
  onPress(part: Part, cell: Cell | null): void
  onKey(event: KeyboardEvent): void
  /** things that stand in the frame: a list, an input, what opened */
  children?: ReactNode
}

/** Pixels across a sheet of A4 between its margins. */
const PAPER = 680

export function ModelMap({ scene, numbers, zoom, frame, label, part, cell, said, lit, onPress, onKey, children }: ModelMapProps) {
  const stage = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [bitmaps] = useState(() => new Bitmaps())
  const printing = usePrinting()
  const palette = usePalette(stage, printing)
  const { view, rest } = zoom
  const [column, setColumn] = useState<number | null>(null)
  const [pointed, setPointed] = useState<Part | null>(null)
  const density = typeof devicePixelRatio === 'number' ? Math.min(3, devicePixelRatio) : 1

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !palette) return
    const [w, h] = [Math.round(frame.width * density), Math.round(frame.height * density)]
    if (context.canvas.width !== w || context.canvas.height !== h) Object.assign(context.canvas, { width: w, height: h })
    paintScene(context, { scene, numbers, view, frame, palette, bitmaps, density, rest })
  }, [scene, numbers, view, frame, palette, bitmaps, density, rest])

  // A part that is pointed at or walked to lights its word in the text; here its own outline says which it is.
  const own = handleOf(pointed?.id ?? part ?? '')
  useEffect(() => {
    if (!own) return
    light(own)
    return () => {
      if (litNow() === own) light(null)
    }
  }, [own])
  const word = useLit()
  const shown = own ? null : (word ?? lit)

  const at = (event: PointerEvent | MouseEvent): [number, number] => {
    const box = stage.current!.getBoundingClientRect()
    return toScene(view, event.clientX - box.left, event.clientY - box.top)
  }
  const gestures = useGestures(stage, zoom)
  const point = (next: Part | null) => {
    if (next?.id !== pointed?.id) setPointed(next)
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (gestures.move(event)) return point(null)
    const [x, y] = at(event)
    const { columns } = scene
    const inside = x >= columns.x && x < columns.x + columns.w && y >= columns.top && y < columns.bottom
    setColumn(inside ? Math.floor(((x - columns.x) / columns.w) * columns.count) : null)
    point(partAt(scene, x, y, view.k))
  }
  const up = (event: PointerEvent<HTMLDivElement>) => {
    if (!gestures.up(event) || event.target !== event.currentTarget) return
    const [x, y] = at(event)
    const hit = partAt(scene, x, y, view.k)
    if (hit) onPress(hit, cellAt(scene, hit, x, y))
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of HTML is a drawing that one walks through
    <div
      ref={stage}
      className={css.stage}
      data-whole={zoom.whole}
      role="group"
      aria-roledescription="map"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its parts are reached with the arrow keys
      tabIndex={0}
      aria-label={label}
      style={{
        height: frame.height,
        width: printing ? frame.width : undefined,
        zoom: printing ? Math.min(1, PAPER / frame.width) : undefined,
      }}
      onPointerDown={gestures.down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={gestures.cancel}
      onPointerLeave={() => {
        setColumn(null)
        point(null)
      }}
      onDoubleClick={zoom.fit}
      onKeyDown={onKey}
    >
      <canvas ref={canvas} style={{ width: frame.width, height: frame.height }} />
      <Spotlight {...{ scene, view, frame }} lit={shown} />
      <Outline {...{ scene, view, frame, column, pointed, part, cell }} />
      <Words {...{ scene, view, frame }} guesses={numbers?.guesses ?? []} />
      {children}
      <span className="vh" aria-live="polite">
        {said}
      </span>
    </div>
  )
}
