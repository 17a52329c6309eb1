/** A layer's pre-activations as a histogram, and one of its units over the learner's text. */
import { fixed, int } from '../../../ui/format.ts'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { ModelSummary } from '../../../worker/protocol.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { OwnText } from '../../../instruments/OwnText.tsx'
import css from './HiddenUnits.module.css'
import { Spread } from './Spread.tsx'
import { UnitOnText } from './UnitOnText.tsx'
import { feedForwardCount, feedForwardParts } from './units.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function HiddenUnits(figure) {
  const { params, change, value: units, model, version } = figure
  const { text, layer, rank } = params
  return (
    <Figure
      of={figure}
      busy="reading the layer …"
      waiting="The units are shown as soon as a model is open and there is text."
      controls={
        <>
          <OwnText value={text} onChange={(next) => change({ text: next })} rows={2} most={120} />
          <div className={css.knobs}>
            <Stepper
              label="layer"
              value={layer}
              min={0}
              max={(model?.config.nLayer ?? 1) - 1}
              onChange={(next) => change({ layer: next })}
            />
            <Stepper
              label="unit, by strength"
              value={rank}
              min={0}
              max={(units?.width ?? 1) - 1}
              onChange={(next) => change({ rank: next })}
            />
          </div>
        </>
      }
      name="Units"
      title="inside a feed-forward layer"
      footer={units && model ? <Share model={model} /> : null}
    >
      {units ? (
        <>
          {model ? <UnitOnText model={model} version={version} units={units} rank={rank} /> : null}
          <Spread units={units} rank={rank} />
        </>
      ) : null}
    </Figure>
  )
})

/** How much of the model lies in its feed-forward layers. */
function Share({ model: { config, parameters } }: { model: ModelSummary }) {
  const { layers, matrices, biases } = feedForwardParts(config)
  const count = feedForwardCount(config)
  return (
    <span>
      <DerivedNumber
        name="parameters in feed-forward layers"
        shown={`${fixed((100 * count) / parameters, 0)} %`}
        formula="layers · (two matrices + two biases) / all parameters"
      >
        {int(layers)} · ({int(matrices)} + {int(biases)}) = {int(count)}
        <br />
        {int(count)} / {int(parameters)} = {fixed(count / parameters, 4)}
      </DerivedNumber>{' '}
      of its parameters are in feed-forward layers
    </span>
  )
}
