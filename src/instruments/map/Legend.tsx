/** What the map's signs mean, and its scale, printed on it. */
import { memo } from 'react'
import type { Scene } from '../../figures/map/scene.ts'
import type { View } from '../../figures/map/view.ts'
import { int } from '../../ui/format.ts'
import css from './MapPanel.module.css'

interface LegendProps {
  scene: Scene
  view: View
  /** numbers of a letter on the stem */
  width: number
  letters: number
  word: string
}

export const Legend = memo(function Legend({ scene, view, width, letters, word }: LegendProps) {
  const tall = scene.scale.number * width * view.k
  const broad = scene.scale.letter * letters * view.k
  if (tall > 90 || broad > 220) return null
  const x = 250
  const base = Math.max(34, tall + 8)
  return (
    <svg className={css.legend} width={x + broad + 96} height={base + 12} aria-hidden="true">
      <g fill="none" stroke="var(--residual)" strokeWidth={1.5}>
        <circle cx={12} cy={base - 4} r={8} />
        <path d={`M8 ${base - 4}h8m-4 -4v8M84 ${base - 7}h28m-28 5h28`} />
      </g>
      <text className={css.said} x={28} y={base}>
        add
      </text>
      <text className={css.said} x={120} y={base}>
        LayerNorm
      </text>
      <path
        fill="none"
        stroke="var(--ink-2)"
        d={`M${x} ${base - 4}h${broad}m${-broad} -4v8m${broad} -8v8M${x - 12} ${base - 4}v${-tall}m-4 0h8m-8 ${tall}h8`}
      />
      <text x={x} y={base - 4 - tall / 2 - (tall < 16 ? 10 : 4)}>
        {int(width)} numbers
      </text>
      <text x={x + broad + 8} y={base}>
        {letters} {word}
      </text>
    </svg>
  )
})
