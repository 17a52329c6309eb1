/** The model map as an instrument: what of the model is open, in which mode, and the text that it reads. */
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import type { MapNumbers, Mode } from '../../figures/map/data.ts'
import { layoutMap } from '../../figures/map/layout.ts'
import { ModelMap } from '../../figures/map/ModelMap.tsx'
import type { Cell } from '../../figures/map/pointed.ts'
import type { Part } from '../../figures/map/scene.ts'
import { type MapView, useView } from '../../figures/map/useView.ts'
import { useWidth } from '../../figures/useWidth.ts'
import type { ModelSummary } from '../../worker/protocol.ts'
import { useReducedMotion } from '../core.ts'
import type { ReadModel } from '../model.ts'
import { ExpectedList } from './ExpectedList.tsx'
import { Legend } from './Legend.tsx'
import css from './MapPanel.module.css'
import type { MapReading } from './read.ts'
import { standsInPlace, TextLine } from './TextLine.tsx'
import { useWeights } from './useWeights.ts'

export interface MapPanelProps {
  read: ReadModel
  model: ModelSummary
  reading: MapReading
  text: string
  most: number
  mode: Mode
  onText(text: string): void
  /** the zoom, so that buttons elsewhere can turn it */
  children?: (zoom: MapView) => ReactNode
}

/** A frame is as high as the map that was laid out for it, within these. */
const HEIGHT = 712
const MOST_HEIGHT = 900

export function MapPanel({ read, model, reading, text, most, mode, onText }: MapPanelProps) {
  const { ref, width } = useWidth<HTMLDivElement>(1100)
  const { tokens } = reading
  const { config } = model
  const scene = useMemo(
    () => layoutMap({ config, tokens, frame: { width, height: config.nLayer > 8 ? MOST_HEIGHT : HEIGHT } }),
    [config, tokens, width],
  )
  const frame = useMemo(() => ({ width, height: Math.min(MOST_HEIGHT, scene.height) }), [width, scene.height])
  const zoom = useView(scene, frame, useReducedMotion())
  const weights = useWeights({ handle: read.handle, version: read.version, parameters: model.parameters, scene })
  const numbers = useMemo<MapNumbers>(
    () => ({
      mode,
      activations: reading.activations,
      weights,
      changes: null,
      guesses: reading.guesses,
      expected: reading.expected,
      of: model.id,
    }),
    [mode, reading, weights, model.id],
  )
  const [part, setPart] = useState<string | null>(null)
  const [cell, setCell] = useState<Cell | null>(null)
  const [pointed, setPointed] = useState<Part | null>(null)
  const word = tokens.every((token) => [...token].length === 1) ? 'letters' : 'tokens'
  const place = { text, tokens, scene, view: zoom.view, whole: zoom.whole }
  const best = reading.expected[0]
  const label = `Model map: ${config.nLayer} blocks over ${tokens.length} ${word}. The likeliest next is ${best?.token}, ${best?.share.toFixed(3)}. Arrow keys move, Enter opens, Escape goes back.`
  const key = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const step = { '+': 1.4, '=': 1.4, '-': 1 / 1.4 }[event.key]
    if (step) zoom.zoom(step)
    else if (event.key === '0') zoom.fit()
    else return
    event.preventDefault()
  }
  return (
    <div ref={ref}>
      <ModelMap
        {...{ scene, numbers, zoom, frame, label, part, cell }}
        said={pointed?.name ?? ''}
        onPoint={setPointed}
        onPress={(hit, at) => {
          setPart(hit.id)
          setCell(at)
        }}
        onKey={key}
      >
        {scene.list && zoom.whole ? <ExpectedList tokens={tokens} expected={reading.expected} box={scene.list} view={zoom.view} /> : null}
        {scene.lead && zoom.whole ? (
          <div className={css.lead} style={{ left: scene.lead.x * zoom.view.k + zoom.view.x, top: 2, width: scene.lead.w }}>
            <p>
              Start at the bottom. Each {word.slice(0, -1)} becomes {config.nEmbd} numbers and rises. In every block it reads earlier {word}
              , on the right, and works alone, on the left. At the top: a guess.
            </p>
            <p>Follow one {word.slice(0, -1)}, or press anything to open it.</p>
          </div>
        ) : null}
        {zoom.whole ? <Legend scene={scene} view={zoom.view} width={config.nEmbd} letters={tokens.length} word={word} /> : null}
        <TextLine {...place} most={most} onText={onText} />
        {standsInPlace(place) ? (
          <span
            className={css.hint}
            aria-hidden="true"
            style={{
              left: (scene.columns.x + scene.columns.w) * zoom.view.k + zoom.view.x + 14,
              top: (scene.height - 27) * zoom.view.k + zoom.view.y,
            }}
          >
            type here, and the map follows
          </span>
        ) : null}
      </ModelMap>
    </div>
  )
}
