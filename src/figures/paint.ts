/** Shades on a canvas: each pixel mixes the canvas's own colour into its background, so that both themes are drawn by one code. */
import { useSyncExternalStore } from 'react'

/** @param shades [rows, columns] row-major, 0 (background) … 1 (colour) */
export function paint(canvas: HTMLCanvasElement, shades: Float32Array, columns: number): void {
  const rows = Math.floor(shades.length / columns)
  if (rows === 0) return
  canvas.width = columns
  canvas.height = rows
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  const [from, to] = [channels(style.backgroundColor), channels(style.color)]
  const image = context.createImageData(columns, rows)
  for (let i = 0; i < rows * columns; i++) {
    const share = Math.min(1, Math.max(0, shades[i]!))
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = from[c]! + share * (to[c]! - from[c]!)
    image.data[4 * i + 3] = 255
  }
  context.putImageData(image, 0, 0)
}

/** "rgb(12, 34, 56)" → its numbers */
const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? ['128', '128', '128']).slice(0, 3).map(Number)

/** Changes when the page turns light or dark, or takes the system's forced colours: what a canvas was painted with is then out of date. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, current, () => 'light')
}

const dark = (): MediaQueryList | undefined => globalThis.matchMedia?.('(prefers-color-scheme: dark)')
const forced = (): MediaQueryList | undefined => globalThis.matchMedia?.('(forced-colors: active)')
const current = (): string => {
  const theme = document.documentElement.dataset.theme ?? (dark()?.matches ? 'dark' : 'light')
  return forced()?.matches ? `${theme}, forced` : theme
}

function subscribe(changed: () => void): () => void {
  const media = [dark(), forced()]
  for (const each of media) each?.addEventListener('change', changed)
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    for (const each of media) each?.removeEventListener('change', changed)
    observer.disconnect()
  }
}
