/** Goes to the part of a page that a link named. Routes live in the hash, so the part travels beside it, in the history's state. */
import { useEffect } from 'react'

export function wantedSection(): string | null {
  const state: unknown = globalThis.history?.state
  return typeof state === 'object' && state !== null && 'section' in state && typeof state.section === 'string' ? state.section : null
}

/** The part takes focus as well, so that keyboard and screen reader go on from there. */
export function useSection(): void {
  useEffect(() => {
    // The shell puts a new page to its top first.
    const frame = requestAnimationFrame(() => {
      const target = document.getElementById(wantedSection() ?? '')
      if (!target) return
      target.tabIndex = -1
      target.focus({ preventScroll: true })
      target.scrollIntoView({ block: 'center' })
    })
    return () => cancelAnimationFrame(frame)
  }, [])
}
