/** The whole map in a column of text: where in the model a lesson is. It is zoomed and walked through; nothing of it opens. */
import { useMemo, useState } from 'react'
import { familyOf, variantOf } from '../../core/config/variant.ts'
import { HANDLES, type HandleName } from '../../figures/map/handles.ts'
import { layoutMap } from '../../figures/map/layout.ts'
import { MapTable } from '../../figures/map/MapTable.tsx'
import { ModelMap } from '../../figures/map/ModelMap.tsx'
import type { Part } from '../../figures/map/scene.ts'
import { useView } from '../../figures/map/useView.ts'
import { useWidth } from '../../figures/useWidth.ts'
import { visible } from '../../ui/format.ts'
import { Twin } from '../../ui/Twin.tsx'
import type { ModelSummary } from '../../worker/protocol.ts'
import { useReducedMotion } from '../core.ts'
import type { ReadModel } from '../model.ts'
import { mapKey } from './mapKey.ts'
import { HEIGHT, WIDE } from './places.ts'
import type { MapReading } from './read.ts'
import { sayPart } from './sayPart.ts'
import { useMapNumbers } from './useMapNumbers.ts'
import { ZoomButtons } from './ZoomButtons.tsx'

interface PlaceMapProps {
  read: ReadModel
  model: ModelSummary
  reading: MapReading
  lit: HandleName | undefined
}

const nothing = () => {}

export function PlaceMap({ read, model, reading, lit }: PlaceMapProps) {
  const { ref, width } = useWidth<HTMLDivElement>(608)
  const { tokens, activations } = reading
  const { config } = model
  const scene = useMemo(() => layoutMap({ config, tokens, frame: { width: WIDE, height: HEIGHT } }), [config, tokens])
  const frame = useMemo(() => ({ width, height: Math.ceil(scene.height * Math.min(1, width / scene.width)) }), [width, scene])
  const zoom = useView(scene, frame, useReducedMotion())
  const { numbers } = useMapNumbers({ read, model, reading, scene, mode: 'forward' })
  const [part, setPart] = useState<string | null>(null)
  const gpt = familyOf(config) === 'gpt'
  const walked = scene.parts.find(({ id }) => id === part)
  const said = walked ? sayPart(walked, { scene, tokens, activations, pre: gpt && variantOf(config).norm === 'pre' }) : ''
  const press = (hit: Part) => {
    setPart(hit.id)
    zoom.show(hit.box)
  }
  const key = mapKey({
    scene,
    zoom,
    place: {},
    part,
    cell: null,
    gpt,
    canChange: false,
    onPart: setPart,
    onCell: nothing,
    onOpen: nothing,
    onMode: nothing,
    onPress: press,
  })
  return (
    <div ref={ref}>
      <Twin
        prints
        caption={said || (lit ? `Lit: ${HANDLES[lit].said}.` : '')}
        controls={<ZoomButtons zoom={zoom} />}
        table={() => <MapTable {...{ scene, numbers, tokens }} open={{}} />}
        figure={
          <ModelMap
            {...{ scene, numbers, zoom, frame, part, said }}
            cell={null}
            lit={lit ?? null}
            label={`Model map: where in the model this is, over “${tokens.map(visible).join('')}”. Arrow keys move, Enter shows a part large, Escape goes back.`}
            onPress={press}
            onKey={key}
          />
        }
      />
    </div>
  )
}
