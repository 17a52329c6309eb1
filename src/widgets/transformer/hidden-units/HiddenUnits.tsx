/** A layer's pre-activations as a histogram, and one of its units over the learner's text. */
import { useEffect, useState } from 'react'
import { core } from '../../../session/index.ts'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { ModelSummary } from '../../../worker/protocol.ts'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { DerivedNumber } from '../../shared/DerivedNumber.tsx'
import { OwnText, useOwnText } from '../../shared/OwnText.tsx'
import { modelName } from '../../shared/words.ts'
import css from './HiddenUnits.module.css'
import type { HiddenUnitsParams } from './meta.ts'
import { Spread } from './Spread.tsx'
import { UnitOnText } from './UnitOnText.tsx'
import { DEFAULTS, feedForwardCount, feedForwardParts, readingsOf, unitsOf } from './units.ts'

export default function HiddenUnits({
  text: given = DEFAULTS.text,
  layer: firstLayer = DEFAULTS.layer,
  rank: firstRank = DEFAULTS.rank,
  onParams,
  onReadings,
}: WidgetProps<HiddenUnitsParams>) {
  const { model, handle, version } = useModel()
  const [text, setText] = useOwnText(given, onParams)
  const [{ layer, rank }, setPlace] = useState({ layer: firstLayer, rank: firstRank })
  const computed = useComputed(model && handle && text.trim() !== '' ? () => unitsOf(core, handle, model, text, layer) : null, [
    version,
    text,
    layer,
  ])
  const units = computed.value
  useEffect(() => {
    if (units) onReadings?.(readingsOf(units, { rank }))
  }, [units, rank, onReadings])
  const move = (next: { layer?: number; rank?: number }): void => {
    setPlace({ layer, rank, ...next })
    onParams?.(next)
  }
  return (
    <Instrument
      name="Units"
      title="inside a feed-forward layer"
      footer={
        <>
          <span>{model ? modelName(model) : 'no model is open yet'}</span>
          {units && model ? <Share model={model} /> : null}
        </>
      }
    >
      <OwnText value={text} onChange={setText} rows={2} most={120} />
      <div className={css.knobs}>
        <Stepper
          label="layer"
          value={units?.layer ?? layer}
          min={0}
          max={(model?.config.nLayer ?? 1) - 1}
          onChange={(next) => move({ layer: next })}
        />
        <Stepper label="unit, by strength" value={rank} min={0} max={(units?.width ?? 1) - 1} onChange={(next) => move({ rank: next })} />
      </div>
      <Computing
        of={computed}
        where="Hidden units"
        busy="reading the layer …"
        waiting="The units are shown as soon as a model is open and there is text."
      />
      {units ? (
        <>
          {model ? <UnitOnText model={model} version={version} units={units} rank={rank} /> : null}
          <Spread units={units} rank={rank} />
        </>
      ) : null}
    </Instrument>
  )
}

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
