/** What a word of the text points at: the rest of the map stands back. */
import { conceptStyle } from '../../ui/highlight.ts'
import css from './ModelMap.module.css'
import { handleNamed } from './handles.ts'
import type { Scene } from './scene.ts'
import type { Frame, View } from './view.ts'

interface SpotlightProps {
  scene: Scene
  view: View
  frame: Frame
  /** a handle's name; one that the map does not have shows nothing */
  lit: string | null
}

export function Spotlight({ scene, view: { k, x, y }, frame, lit }: SpotlightProps) {
  const boxes = handleNamed(lit)?.boxes(scene) ?? []
  if (boxes.length === 0) return null
  const shown = boxes.map((box) => ({ x: box.x * k + x - 2, y: box.y * k + y - 2, w: box.w * k + 4, h: box.h * k + 4 }))
  const holes = shown.map(({ x: left, y: top, w, h }) => `M${left} ${top}h${w}v${h}h${-w}z`).join('')
  return (
    <svg className={css.over} width={frame.width} height={frame.height} style={conceptStyle(lit!)} data-lit={lit} aria-hidden="true">
      <path className={css.shade} fillRule="evenodd" d={`M0 0h${frame.width}v${frame.height}h${-frame.width}z${holes}`} />
      <path className={css.lit} d={holes} />
    </svg>
  )
}
