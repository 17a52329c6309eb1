/** Remembers where in a lesson reading stopped, and returns there. */
import { type RefObject, useEffect, useState } from 'react'
import { learning } from '../../session/learning.ts'

/** Above this line of the screen, in pixels, text counts as read. */
const READING_LINE = 160
/** Places are written at most this often. */
const EVERY_MS = 500
/** Figures that load above the place push it away; until the reader moves, or this long, it is brought back. */
const SETTLE_MS = 3000

/** A return to the top or to the end is no return; it says nothing. */
const MIDDLE = { from: 0.04, to: 0.96 }

const textOf = (page: HTMLElement): Element[] => [...page.querySelectorAll('article .prose > *')]

/**
 * Put `ref` around the lesson. `section` is the heading to go to instead, where a link named one.
 * @returns whether the page was opened where reading stopped, and how to go to its top
 */
export function useResume(
  lesson: string,
  section: string | null,
): { ref: RefObject<HTMLDivElement | null>; resumed: boolean; toTop: () => void } {
  const [ref] = useState<RefObject<HTMLDivElement | null>>({ current: null })
  const [resumed, setResumed] = useState(false)

  useEffect(() => {
    const page = ref.current
    if (!page) return
    // Not the clock of the day, which may be put back: then nothing would be kept until it has caught up.
    let last = Number.NEGATIVE_INFINITY
    let timer: ReturnType<typeof setTimeout> | undefined
    let moved = false
    const stops: (() => void)[] = []

    const write = (): void => {
      last = performance.now()
      const elements = textOf(page)
      const passed = elements.findLastIndex((element) => element.getBoundingClientRect().top < READING_LINE)
      const element = Math.max(0, passed)
      const offset = Math.round(elements[element]?.getBoundingClientRect().top ?? 0)
      const share = elements.length > 1 ? Math.max(0, passed) / (elements.length - 1) : 0
      learning.getState().reach(lesson, { element, offset, share })
    }
    const onScroll = (): void => {
      clearTimeout(timer)
      timer = setTimeout(write, Math.max(50, EVERY_MS - (performance.now() - last)))
    }
    const begin = (): void => {
      const place = learning.getState().places[lesson]
      const target = section ? document.getElementById(section) : null
      const there = (): void => {
        if (moved) return
        const element = place && textOf(page)[place.element]
        if (target) target.scrollIntoView({ block: 'start' })
        else if (element) scrollBy(0, element.getBoundingClientRect().top - place.offset)
      }
      if (target || (place && place.share > MIDDLE.from && place.share < MIDDLE.to)) {
        there()
        setResumed(!target)
        const observer = new ResizeObserver(there)
        observer.observe(page)
        const stop = (): void => {
          moved = true
          observer.disconnect()
        }
        for (const name of ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const) {
          addEventListener(name, stop, { once: true, passive: true })
          stops.push(() => removeEventListener(name, stop))
        }
        const end = setTimeout(stop, SETTLE_MS)
        stops.push(stop, () => clearTimeout(end))
      }
      write()
      addEventListener('scroll', onScroll, { passive: true })
    }
    if (learning.getState().ready) begin()
    else {
      stops.push(
        learning.subscribe((state, before) => {
          if (state.ready && !before.ready) begin()
        }),
      )
    }
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      removeEventListener('scroll', onScroll)
    }
  }, [ref, lesson, section])

  return {
    ref,
    resumed,
    toTop: () => {
      scrollTo(0, 0)
      setResumed(false)
    },
  }
}
