/** The map in its frame, with the modes and the zoom. */
import { useRef, useState } from 'react'
import { GPT1, parameterCount } from '../../../core/config.ts'
import type { Mode } from '../../../figures/map/data.ts'
import { MapPanel } from '../../../instruments/map/MapPanel.tsx'
import { PlaceMap } from '../../../instruments/map/PlaceMap.tsx'
import { ShapeMap } from '../../../instruments/map/ShapeMap.tsx'
import { Button } from '../../../ui/Button.tsx'
import { int } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget, { MOST } from './widget.ts'

export default draw(widget, function ModelMap(figure) {
  const { params, change, model, read } = figure
  const latest = useRef(change)
  latest.current = change
  // The same from one letter to the next, so that the panel may rest.
  const [on] = useState(() => ({
    onText: (text: string) => latest.current({ text }),
    onMode: (mode: Mode) => latest.current({ mode }),
    onOpen: (open: string) => latest.current({ open }),
  }))
  const shape = params.shape === 'gpt-1'
  return (
    <Figure
      of={figure}
      name="The model map"
      title={
        shape
          ? `the shape of GPT-1: ${int(parameterCount(GPT1))} numbers, drawn without one of them`
          : model
            ? `all ${int(model.parameters)} numbers of ${model.name}, reading your text`
            : 'all numbers of a model, reading your text'
      }
      actions={
        params.size === 'small' ? undefined : (
          <Button look="text" onClick={() => change({ shape: shape ? 'open' : 'gpt-1', open: '' })}>
            {shape ? 'Back to the open model' : 'GPT-1’s shape'}
          </Button>
        )
      }
      busy="reading the model …"
      waiting="The map is drawn as soon as a model is open."
    >
      {(reading) =>
        shape ? (
          <ShapeMap name="GPT-1" config={GPT1} tokens={reading.tokens} open={params.open} onOpen={on.onOpen} />
        ) : model && params.size === 'small' ? (
          <PlaceMap {...{ read, model, reading }} lit={params.lit} />
        ) : model ? (
          <MapPanel
            {...{ read, model, reading, most: MOST }}
            text={params.text}
            mode={params.mode}
            open={params.open}
            lit={params.lit}
            follow={params.follow === 'yes'}
            {...on}
          />
        ) : null
      }
    </Figure>
  )
})
