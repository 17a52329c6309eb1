/** A small square image of numbers, painted in the concept's colour. */
import { useEffect, useRef } from 'react'
import { paint, useTheme } from './paint.ts'
import css from './Tile.module.css'

export interface TileProps {
  /** [n,n] row-major */
  values: ArrayLike<number>
  /** bare paper and full colour */
  from?: number
  to?: number
  label: string
  colour?: string
}

export function Tile({ values, from = 0, to = 1, label, colour = 'ink' }: TileProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours that the canvas reads change with the theme
  useEffect(() => {
    const shades = Float32Array.from(values, (value) => (value - from) / (to - from || 1))
    if (canvas.current) paint(canvas.current, shades, Math.sqrt(values.length))
  }, [values, from, to, theme])
  return <canvas ref={canvas} className={css.tile} style={{ color: `var(--${colour})` }} role="img" aria-label={label} />
}
