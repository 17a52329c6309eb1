/** Puts the chosen theme on the document, and tells whether it is dark; `system` leaves it to the device. */
import { useEffect, useSyncExternalStore } from 'react'
import { useSession } from '../../session/index.ts'

export function useTheme(): void {
  const theme = useSession((s) => s.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
}

const device = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

/** Whether the page is dark, now; a page that stands in the document before the app is taken for light. */
export function useDark(): boolean {
  const theme = useSession((s) => s.theme)
  return useSyncExternalStore(
    (changed) => {
      const media = device()
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => (theme === 'system' ? device().matches : theme === 'dark'),
    () => false,
  )
}
