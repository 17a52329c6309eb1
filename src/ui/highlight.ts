/** One part of the figures may be lit at a time: a word of the text points at it, or the part itself is pointed at. */
import { type CSSProperties, useCallback, useMemo, useSyncExternalStore } from 'react'

let lit: string | null = null
const listeners = new Set<() => void>()

/** Lights the part of that name, such as `query` or `query/row-3`; null puts it out. */
export function light(name: string | null): void {
  if (name === lit) return
  lit = name
  for (const listen of listeners) listen()
}

export const litNow = (): string | null => lit

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The part that is lit now. */
export const useLit = (): string | null => useSyncExternalStore(subscribe, litNow, () => null)

/** Whether what is lit includes `name`: `query` lights `query/row-3` too, and `query/row-3` lights `query` no further. */
export const lights = (now: string | null, name: string): boolean => now !== null && (name === now || name.startsWith(`${now}/`))

/**
 * For a word or a part of a figure: `on` while it is lit, and the handlers that light it when it is pointed at or focused.
 * @param name a concept with a colour in tokens.css, or `concept/part`
 */
export function useHighlight(name: string) {
  const on = useSyncExternalStore(
    subscribe,
    () => lights(lit, name),
    () => false,
  )
  const enter = useCallback(() => light(name), [name])
  const leave = useCallback(() => {
    if (lit === name) light(null)
  }, [name])
  const handlers = useMemo(() => ({ onPointerEnter: enter, onPointerLeave: leave, onFocus: enter, onBlur: leave }), [enter, leave])
  return { on, handlers }
}

/** The concept's colour, to be used as `var(--concept)`. */
export const conceptStyle = (name: string): CSSProperties => ({ '--concept': `var(--${name.split('/')[0]})` }) as CSSProperties
