/** Whether an element is on the screen. */
import { useEffect, useState } from 'react'

/** @param first what holds until the browser has said; where it cannot say, everything is in view */
export function useInView(place: { current: Element | null }, first: boolean): boolean {
  const [seen, setSeen] = useState(first)
  useEffect(() => {
    if (!place.current) return
    if (typeof IntersectionObserver === 'undefined') {
      setSeen(true)
      return
    }
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false))
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place])
  return seen
}
