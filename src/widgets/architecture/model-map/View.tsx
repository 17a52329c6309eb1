/** The map in its frame, with the modes and the zoom. */
import { MapPanel } from '../../../instruments/map/MapPanel.tsx'
import { PlaceMap } from '../../../instruments/map/PlaceMap.tsx'
import { int } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget, { MOST } from './widget.ts'

export default draw(widget, function ModelMap(figure) {
  const { params, change, model, read } = figure
  return (
    <Figure
      of={figure}
      name="The model map"
      title={
        model ? `all ${int(model.parameters)} numbers of ${model.name}, reading your text` : 'all numbers of a model, reading your text'
      }
      busy="reading the model …"
      waiting="The map is drawn as soon as a model is open."
    >
      {(reading) =>
        model && params.size === 'small' ? (
          <PlaceMap {...{ read, model, reading }} lit={params.lit} />
        ) : model ? (
          <MapPanel
            {...{ read, model, reading, most: MOST }}
            text={params.text}
            mode={params.mode}
            open={params.open}
            lit={params.lit}
            follow={params.follow === 'yes'}
            onText={(text) => change({ text })}
            onMode={(mode) => change({ mode })}
            onOpen={(open) => change({ open })}
          />
        ) : null
      }
    </Figure>
  )
})
