/** The sentences on the map: how it is read, or what the open head does on this text, computed from the model. */
import { memo } from 'react'
import type { ModelConfig } from '../../core/config.ts'
import { blockNames } from '../../figures/map/names.ts'
import type { Box, Place } from '../../figures/map/scene.ts'
import type { View } from '../../figures/map/view.ts'
import css from './MapPanel.module.css'
import type { MapReading } from './read.ts'
import { sayHead } from './sayPart.ts'

interface LeadProps {
  place: Place
  tokens: readonly string[]
  reading: MapReading
  config: ModelConfig
  box: Box
  view: View
  /** letter, or token */
  word: string
}

export const Lead = memo(function Lead({ place: { layer, head }, tokens, reading, config, box, view, word }: LeadProps) {
  const sentences =
    layer !== undefined && head !== undefined
      ? sayHead(layer, head, tokens, reading.activations.get(blockNames(config, layer).shares))
      : [
          `Start at the bottom. Each ${word} becomes ${config.nEmbd} numbers and rises. In every block it reads earlier ${word}s, on the right, and works alone, on the left. At the top: a guess.`,
          `Follow one ${word}, or press anything to open it.`,
        ]
  return (
    <div className={css.lead} style={{ left: box.x * view.k + view.x, top: box.y * view.k + view.y, width: box.w }}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
})
