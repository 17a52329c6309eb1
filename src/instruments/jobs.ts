/** The jobs of one figure: stopped by its button, and ended and forgotten when the figure goes. */
import { useEffect, useMemo, useRef } from 'react'
import { core } from '../session/index.ts'
import type { CoreApi } from '../worker/protocol.ts'
import { within } from '../experiments/within.ts'

/** `begin` gives the core for one undertaking of the figure, which may be several jobs; `stop` ends it, and so does leaving the page. */
export function useJobs(title: string): { begin: () => CoreApi; stop: () => void } {
  const newest = useRef<AbortController | null>(null)
  const called = useRef(title)
  called.current = title
  useEffect(() => () => newest.current?.abort(), [])
  return useMemo(
    () => ({
      begin() {
        newest.current?.abort()
        newest.current = new AbortController()
        return within(core, called.current, newest.current.signal)
      },
      stop: () => newest.current?.abort(),
    }),
    [],
  )
}
