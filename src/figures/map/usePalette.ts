/** The page's colours as numbers, read anew when it turns light or dark, or goes on paper. */
import { type RefObject, useLayoutEffect, useState } from 'react'
import { useTheme } from '../paint.ts'
import type { Palette } from './bitmaps.ts'

const NAMES = ['query', 'key', 'value', 'residual', 'gradient', 'token', 'position', 'probability', 'ink', 'paper', 'line'] as const

/** @param printing paper is light, whatever the screen is */
export function usePalette(frame: RefObject<HTMLElement | null>, printing = false): Palette | null {
  const theme = useTheme()
  const [palette, setPalette] = useState<Palette | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours under the same names
  useLayoutEffect(() => {
    if (!frame.current) return
    const probe = document.createElement('i')
    frame.current.append(probe)
    const read = (name: string) => {
      probe.style.color = `var(--${name})`
      const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number)
      return [r, g, b] as const
    }
    const all = () => Object.fromEntries(NAMES.map((name) => [name, read(name)])) as unknown as Palette
    setPalette(printing ? inLight(all) : all())
    probe.remove()
  }, [theme, printing])
  return palette
}

/** What `read` sees while the page is light: the names are bound to a theme at the page's root, so that no part of it can be light alone. */
function inLight<T>(read: () => T): T {
  const root = document.documentElement
  const { theme } = root.dataset
  root.dataset.theme = 'light'
  try {
    return read()
  } finally {
    if (theme === undefined) delete root.dataset.theme
    else root.dataset.theme = theme
  }
}
