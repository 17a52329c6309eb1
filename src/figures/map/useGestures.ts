/** Drags, pinches and wheels over a map. A scroll of the page is never taken: the wheel zooms with Ctrl, or while the map has the focus. */
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { MapView } from './useView.ts'

/** A press that moves farther than this is a drag. */
const STILL = 5

interface Held {
  x: number
  y: number
}

export function useGestures(stage: RefObject<HTMLElement | null>, zoom: MapView) {
  const held = useRef(new Map<number, Held>())
  const moved = useRef(false)
  const latest = useRef(zoom)
  latest.current = zoom

  useEffect(() => {
    const element = stage.current
    if (!element) return
    const wheel = (event: WheelEvent) => {
      const { whole, zoom: by, pan } = latest.current
      const focused = element === document.activeElement
      if (!event.ctrlKey && !focused) return
      // Nothing is left to zoom out of: the page goes on.
      if (whole && event.deltaY > 0) return
      event.preventDefault()
      const box = element.getBoundingClientRect()
      if (event.shiftKey) pan(-event.deltaY, 0)
      else by(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0022)), event.clientX - box.left, event.clientY - box.top)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [stage])

  return {
    down({ pointerId, clientX, clientY }: PointerEvent): void {
      if (held.current.size === 0) moved.current = false
      held.current.set(pointerId, { x: clientX, y: clientY })
    },
    /** @returns whether the map is being moved */
    move(event: PointerEvent<HTMLElement>): boolean {
      const before = held.current.get(event.pointerId)
      if (!before) return false
      const now = { x: event.clientX, y: event.clientY }
      if (!moved.current && Math.hypot(now.x - before.x, now.y - before.y) < STILL) return false
      if (!moved.current) event.currentTarget.setPointerCapture?.(event.pointerId)
      moved.current = true
      const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1]
      const { zoom: by, pan, whole } = latest.current
      if (other) {
        const box = stage.current!.getBoundingClientRect()
        const apart = (a: Held) => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y))
        by(apart(now) / apart(before), (now.x + other.x) / 2 - box.left, (now.y + other.y) / 2 - box.top)
      }
      if (!whole) pan((now.x - before.x) / (other ? 2 : 1), (now.y - before.y) / (other ? 2 : 1))
      held.current.set(event.pointerId, now)
      return true
    },
    /** @returns whether it was a press, and not the end of a drag */
    up({ pointerId }: PointerEvent): boolean {
      const was = held.current.delete(pointerId)
      return was && !moved.current
    },
    cancel({ pointerId }: PointerEvent): void {
      held.current.delete(pointerId)
    },
  }
}
