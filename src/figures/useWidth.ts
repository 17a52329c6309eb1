/** The width that a figure has, so that it is drawn to fit instead of scaled. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Put `ref` on the figure's frame; `width` is its content width in whole pixels, `fallback` before it is known. */
export function useWidth<E extends HTMLElement>(fallback = 480): { ref: RefObject<E | null>; width: number } {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState(fallback)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const read = () => setWidth((before) => Math.floor(element.clientWidth) || before)
    read()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(read)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, width }
}
