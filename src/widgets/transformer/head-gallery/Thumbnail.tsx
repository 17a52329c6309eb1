/** One head's shares as a small picture, a pixel a share. */
import { useEffect, useRef } from 'react'
import { paint, useTheme } from '../../../figures/paint.ts'
import css from './HeadGallery.module.css'

/** @param weights [T,T], row-major */
export function Thumbnail({ weights, tokens }: { weights: Float32Array; tokens: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours that the canvas reads change with the theme
  useEffect(() => {
    if (canvas.current) paint(canvas.current, weights, tokens)
  }, [weights, tokens, theme])
  return <canvas ref={canvas} className={css.map} />
}
