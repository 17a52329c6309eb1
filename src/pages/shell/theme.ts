/** Puts the chosen theme on the document; `system` leaves it to the device. */
import { useEffect } from 'react'
import { useSession } from '../../session/index.ts'

export function useTheme(): void {
  const theme = useSession((s) => s.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
}
