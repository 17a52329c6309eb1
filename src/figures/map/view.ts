/** What of a scene is in the frame: a zoom and a place. Pure. */
import type { Box } from './scene.ts'

export interface View {
  /** pixels of the frame for one of the scene */
  k: number
  x: number
  y: number
}

export interface Frame {
  width: number
  height: number
}

/** As deep as cells of a dense tensor can be read. */
export const MOST_ZOOM = 240

export const WHOLE: View = { k: 1, x: 0, y: 0 }

/** All of the scene, in the middle; never larger than it was laid out. */
export function fitWhole(scene: Frame, frame: Frame): View {
  const k = Math.min(1, frame.width / scene.width, frame.height / scene.height)
  return { k, x: Math.max(0, (frame.width - scene.width * k) / 2), y: 0 }
}

/** A box in the middle, with some air. */
export function fitBox(box: Box, frame: Frame, air = 0.08): View {
  const k = Math.min(MOST_ZOOM, ((1 - 2 * air) * frame.width) / box.w, ((1 - 2 * air) * frame.height) / box.h)
  return { k, x: frame.width / 2 - (box.x + box.w / 2) * k, y: frame.height / 2 - (box.y + box.h / 2) * k }
}

/** Keeps the point under the pointer where it is. */
export function zoomAt(view: View, factor: number, px: number, py: number, scene: Frame, frame: Frame): View {
  const least = fitWhole(scene, frame).k
  const k = Math.min(MOST_ZOOM, Math.max(least, view.k * factor))
  const f = k / view.k
  return held({ k, x: px - (px - view.x) * f, y: py - (py - view.y) * f }, scene, frame)
}

/** The scene does not leave the frame; what is smaller than the frame stands in its middle. */
export function held({ k, x, y }: View, scene: Frame, frame: Frame): View {
  const along = (at: number, size: number, room: number, middle: boolean) =>
    size <= room ? (middle ? (room - size) / 2 : 0) : Math.min(0, Math.max(room - size, at))
  return { k, x: along(x, scene.width * k, frame.width, true), y: along(y, scene.height * k, frame.height, false) }
}

/** From one view to another, 0 ≤ t ≤ 1; zoom goes evenly. */
export function between(a: View, b: View, t: number): View {
  const k = a.k * (b.k / a.k) ** t
  const s = Math.abs(b.k - a.k) < 1e-6 ? t : (k - a.k) / (b.k - a.k)
  return { k, x: a.x + (b.x - a.x) * s, y: a.y + (b.y - a.y) * s }
}

export const toScene = ({ k, x, y }: View, px: number, py: number): [number, number] => [(px - x) / k, (py - y) / k]
