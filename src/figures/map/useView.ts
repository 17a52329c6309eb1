/** The zoom and place of a map: moved by hand at once, or gliding to a part; at rest a moment after it last moved. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Box, Scene } from './scene.ts'
import { between, fitBox, fitWhole, type Frame, held, type View, zoomAt } from './view.ts'

const GLIDE_MS = 240
const REST_MS = 120

export interface MapView {
  view: View
  /** zoom does not move any more */
  rest: boolean
  whole: boolean
  zoom(factor: number, px?: number, py?: number): void
  pan(dx: number, dy: number): void
  fit(): void
  /** so that a box fills the frame */
  show(box: Box): void
  /** moves as little as it takes to have a box in the frame */
  reveal(box: Box): void
}

export function useView(scene: Scene, frame: Frame, still: boolean): MapView {
  const [view, setView] = useState<View>(() => fitWhole(scene, frame))
  const [rest, setRest] = useState(true)
  const now = useRef(view)
  const gliding = useRef(0)
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sizes = useRef({ scene, frame })
  sizes.current = { scene, frame }

  const set = useCallback((next: View) => {
    if (next.k !== now.current.k) {
      setRest(false)
      clearTimeout(resting.current)
      resting.current = setTimeout(() => setRest(true), REST_MS)
    }
    now.current = next
    setView(next)
  }, [])
  const glide = useCallback(
    (to: View) => {
      cancelAnimationFrame(gliding.current)
      if (still) return set(to)
      const from = now.current
      let began = 0
      const step = (time: number) => {
        began ||= time
        const t = Math.min(1, (time - began) / GLIDE_MS)
        set(t === 1 ? to : between(from, to, 1 - (1 - t) ** 3))
        if (t < 1) gliding.current = requestAnimationFrame(step)
      }
      gliding.current = requestAnimationFrame(step)
    },
    [set, still],
  )
  useEffect(
    () => () => {
      cancelAnimationFrame(gliding.current)
      clearTimeout(resting.current)
    },
    [],
  )
  // Another scene or frame: what was whole stays whole, and nothing leaves the frame.
  const was = useRef({ scene, frame })
  if (
    was.current.scene.width !== scene.width ||
    was.current.scene.height !== scene.height ||
    was.current.frame.width !== frame.width ||
    was.current.frame.height !== frame.height
  ) {
    const whole = Math.abs(now.current.k - fitWhole(was.current.scene, was.current.frame).k) < 1e-6
    was.current = { scene, frame }
    now.current = whole ? fitWhole(scene, frame) : held(now.current, scene, frame)
    setView(now.current)
  }

  return {
    view,
    rest,
    whole: view.k <= fitWhole(scene, frame).k * 1.001,
    zoom: (factor, px = frame.width / 2, py = frame.height / 2) => {
      cancelAnimationFrame(gliding.current)
      set(zoomAt(now.current, factor, px, py, sizes.current.scene, sizes.current.frame))
    },
    pan: (dx, dy) => {
      cancelAnimationFrame(gliding.current)
      set(held({ ...now.current, x: now.current.x + dx, y: now.current.y + dy }, sizes.current.scene, sizes.current.frame))
    },
    fit: () => glide(fitWhole(scene, frame)),
    show: (box) => glide(held(fitBox(box, frame), scene, frame)),
    reveal: (box) => {
      const { k, x, y } = now.current
      const along = (at: number, size: number, room: number) => (at < 8 ? 8 - at : at + size > room - 8 ? room - 8 - at - size : 0)
      const [dx, dy] = [along(box.x * k + x, box.w * k, frame.width), along(box.y * k + y, box.h * k, frame.height)]
      if (dx || dy) set(held({ k, x: x + dx, y: y + dy }, scene, frame))
    },
  }
}
