/** The map of a model that is not loaded: how it hangs together, and how many numbers stand where. Nothing is computed, so no number of it is shown. */
import { useMemo, useState } from 'react'
import { type ModelConfig, parameterCount, variantOf } from '../../core/config.ts'
import type { MapNumbers } from '../../figures/map/data.ts'
import { layoutMap, NARROW, placeOf, placeText } from '../../figures/map/layout.ts'
import { ModelMap } from '../../figures/map/ModelMap.tsx'
import type { Part, Place } from '../../figures/map/scene.ts'
import { useView } from '../../figures/map/useView.ts'
import { operationOf } from '../../figures/map/walk.ts'
import { useWidth } from '../../figures/useWidth.ts'
import { int } from '../../ui/format.ts'
import { Twin } from '../../ui/Twin.tsx'
import { useReducedMotion } from '../core.ts'
import { Crumbs } from './Crumbs.tsx'
import { mapKey } from './mapKey.ts'
import css from './MapPanel.module.css'
import { MOST_HEIGHT } from './places.ts'
import { countOf, ShapeTable } from './ShapeTable.tsx'
import { ZoomButtons } from './ZoomButtons.tsx'

interface ShapeMapProps {
  /** "GPT-1" */
  name: string
  config: ModelConfig
  /** the columns; another model's tokens stand in for its own */
  tokens: readonly string[]
  open: string | undefined
  onOpen(open: string): void
}

const NOTHING: MapNumbers = {
  mode: 'forward',
  activations: new Map(),
  weights: new Map(),
  changes: null,
  guesses: [],
  expected: [],
  of: '',
}
const nothing = () => {}

export function ShapeMap({ name, config, tokens, open, onOpen }: ShapeMapProps) {
  const { ref, width } = useWidth<HTMLDivElement>(1100)
  const narrow = width < NARROW
  const place = useMemo(() => placeOf(open), [open])
  const scene = useMemo(() => layoutMap({ config, tokens, frame: { width, height: MOST_HEIGHT } }, place), [config, tokens, width, place])
  const frame = useMemo(
    () => ({ width, height: narrow ? scene.height : Math.min(MOST_HEIGHT, scene.height) }),
    [width, narrow, scene.height],
  )
  const zoom = useView(scene, frame, useReducedMotion())
  const [part, setPart] = useState<string | null>(null)
  const go = (next: Place) => {
    setPart(null)
    onOpen(placeText(next))
  }
  const press = (hit: Part) => {
    if (hit.opens) return go(hit.opens)
    setPart(hit.id)
  }
  const key = mapKey({
    scene,
    zoom,
    place,
    part,
    cell: null,
    gpt: true,
    canChange: false,
    onPart: setPart,
    onCell: nothing,
    onOpen: go,
    onMode: nothing,
    onPress: press,
  })
  const walked = scene.parts.find(({ id }) => id === part)
  const said = walked
    ? [walked.name, walked.size, countOf(scene, walked.id)?.said, operationOf(walked.id, variantOf(config).norm === 'pre')]
        .filter(Boolean)
        .join('; ')
    : ''
  return (
    <div ref={ref}>
      <Twin
        prints
        caption={
          place.layer === undefined ? (
            `Structure and counts only: ${name}’s weights are not here, so nothing is computed.`
          ) : (
            <Crumbs open={place} onOpen={go} />
          )
        }
        controls={<ZoomButtons zoom={zoom} />}
        table={() => <ShapeTable scene={scene} />}
        figure={
          <ModelMap
            {...{ scene, zoom, frame, part, said }}
            numbers={NOTHING}
            cell={null}
            lit={null}
            label={`Model map: the shape of ${name}, ${config.nLayer} blocks of ${config.nHead} heads, ${int(parameterCount(config))} numbers, none of them loaded. Arrow keys move, Enter opens, Escape goes back.`}
            onPress={press}
            onKey={key}
          />
        }
      />
      <p className={`cap ${css.said}`}>
        {said ||
          `The columns are your text as the open model cuts it, ${tokens.length} tokens; ${name} has ${int(config.nVocab)} tokens of its own and would cut it otherwise. Press a block or a head to open it.`}
      </p>
    </div>
  )
}
