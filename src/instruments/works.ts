/** The works that the course cites, for figures about them; loaded once. */
import { loadBibliography } from 'virtual:lessons'
import { useEffect, useState } from 'react'
import { loadOnce } from '../ui/loadOnce.ts'

type Works = Awaited<ReturnType<typeof loadBibliography>>
export type Work = Works[number]

/** By year; the same promise each time. */
export const loadWorks = loadOnce(loadBibliography)

/** By year; null while they load. A failure is thrown where the figure is drawn. */
export function useWorks(): Works | null {
  const [state, setState] = useState<{ works: Works | null; failed: Error | null }>({ works: null, failed: null })
  useEffect(() => {
    let here = true
    loadWorks().then(
      (loaded) => here && setState({ works: loaded, failed: null }),
      (failed: Error) => here && setState({ works: null, failed }),
    )
    return () => {
      here = false
    }
  }, [])
  if (state.failed) throw state.failed
  return state.works
}
