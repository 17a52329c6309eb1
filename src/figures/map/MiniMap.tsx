/** The whole model, small: where the open part lies in it, or what a word of the text points at. */
import { useLayoutEffect, useRef, useState } from 'react'
import { Bitmaps } from './bitmaps.ts'
import type { MapNumbers } from './data.ts'
import css from './ModelMap.module.css'
import { paintScene } from './paintScene.ts'
import type { Scene } from './scene.ts'
import { Spotlight } from './Spotlight.tsx'
import { usePalette } from './usePalette.ts'

interface MiniMapProps {
  /** of the whole model */
  scene: Scene
  numbers: MapNumbers
  /** the block beside which the bar stands */
  layer?: number
  /** a handle's name */
  lit?: string | null
  width: number
}

export function MiniMap({ scene, numbers, layer, lit = null, width }: MiniMapProps) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [bitmaps] = useState(() => new Bitmaps())
  const palette = usePalette(frame)
  const k = width / scene.width
  const height = Math.round(scene.height * k)
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !palette) return
    const density = Math.min(3, devicePixelRatio || 1)
    Object.assign(context.canvas, { width: Math.round(width * density), height: Math.round(height * density) })
    paintScene(context, { scene, numbers, view: { k, x: 0, y: 0 }, frame: { width, height }, palette, bitmaps, density, rest: true })
  }, [scene, numbers, palette, bitmaps, k, width, height])
  const block = layer !== undefined && scene.parts.find(({ id }) => id === `h.${layer}`)?.box
  return (
    <div ref={frame} className={css.mini} style={{ width: width + 8, height }} aria-hidden="true">
      <canvas ref={canvas} style={{ width, height }} />
      <Spotlight scene={scene} view={{ k, x: 0, y: 0 }} frame={{ width, height }} lit={lit} />
      {block ? <i style={{ top: block.y * k, height: block.h * k }} /> : null}
    </div>
  )
}
