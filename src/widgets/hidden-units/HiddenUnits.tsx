/** A layer's pre-activations as a histogram, and one of its units over the learner's text. */
import { useEffect, useMemo, useState } from 'react'
import { Histogram } from '../../figures/Histogram.tsx'
import { core } from '../../session/index.ts'
import { fixed, int, visible } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import { Twin } from '../../ui/Twin.tsx'
import type { WidgetProps } from '../contract.ts'
import { Computing } from '../shared/Computing.tsx'
import { useComputed, useModel } from '../shared/computed.ts'
import { OwnText, useOwnText } from '../shared/OwnText.tsx'
import { modelName } from '../shared/words.ts'
import css from './HiddenUnits.module.css'
import type { HiddenUnitsParams } from './meta.ts'
import { DEFAULTS, deviationOf, outputsOf, readingsOf, type Units, unitAt, unitsOf } from './units.ts'

export default function HiddenUnits({ text: given = DEFAULTS.text, layer: firstLayer = DEFAULTS.layer, rank: firstRank = DEFAULTS.rank, onParams, onReadings }: WidgetProps<HiddenUnitsParams>) {
  const { model, version } = useModel()
  const [text, setText] = useOwnText(given, onParams)
  const [{ layer, rank }, setPlace] = useState({ layer: firstLayer, rank: firstRank })
  const computed = useComputed(model && text.trim() !== '' ? () => unitsOf(core, model, text, layer) : null, [version, text, layer])
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
          {units ? <span>{fixed(100 * units.share, 0)} % of its parameters are in feed-forward layers</span> : null}
        </>
      }
    >
      <OwnText value={text} onChange={setText} rows={2} most={120} />
      <div className={css.knobs}>
        <Stepper label="layer" value={units?.layer ?? layer} min={0} max={(model?.config.nLayer ?? 1) - 1} onChange={(next) => move({ layer: next })} />
        <Stepper label="unit, by strength" value={rank} min={0} max={(units?.width ?? 1) - 1} onChange={(next) => move({ rank: next })} />
      </div>
      <Computing of={computed} where="Hidden units" busy="reading the layer …" waiting="The units are shown as soon as a model is open and there is text." />
      {units ? (
        <>
          <UnitOnText units={units} rank={rank} />
          <Spread units={units} rank={rank} />
        </>
      ) : null}
    </Instrument>
  )
}

function UnitOnText({ units, rank }: { units: Units; rank: number }) {
  const { unit, strongest } = unitAt(units, rank)
  const outputs = outputsOf(units, unit)
  const tint = (value: number): string => `color-mix(in oklab, var(--token) ${(55 * Math.max(0, value)) / Math.max(strongest, 1e-6)}%, transparent)`
  const caption = `output of unit ${unit} of layer ${units.layer} at each token; the fullest tint is ${fixed(strongest, 2)}`
  return (
    <Twin
      caption={caption}
      table={() => (
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">token</th>
              <th scope="col" className="n">
                pre-activation
              </th>
              <th scope="col" className="n">
                output
              </th>
            </tr>
          </thead>
          <tbody>
            {outputs.map((value, t) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
              <tr key={t}>
                <th scope="row">{visible(units.tokens[t]!)}</th>
                <td className="n">{fixed(units.before[t * units.width + unit]!, 3)}</td>
                <td className="n">{fixed(value, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      figure={
        <p className={css.text}>
          {outputs.map((value, t) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
            <span key={t} style={{ background: tint(value) }} title={`${visible(units.tokens[t]!)}: ${fixed(value, 2)}`}>
              {units.tokens[t]}
            </span>
          ))}
        </p>
      }
    />
  )
}

function Spread({ units, rank }: { units: Units; rank: number }) {
  const values = useMemo(() => Array.from(units.before), [units])
  const { below, deviation, firing } = readingsOf(units, { rank })
  return (
    <>
      <Histogram caption="what goes into the bend, at all tokens and units" groups={[{ name: `layer ${units.layer}, ${int(values.length)} numbers`, values, deviation: deviationOf(units.before) }]} />
      <p className="cap" role="status">
        {fixed(100 * below, 0)} % are below 0; the standard deviation is {fixed(deviation, 2)}; {fixed(100 * firing, 1)} % of the outputs are above 0.5.
      </p>
    </>
  )
}
