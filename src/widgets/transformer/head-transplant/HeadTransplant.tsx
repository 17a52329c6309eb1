/** A head to copy, a place to put it, and three bars: the loss as trained, with the copy, and with silence. */
import { useEffect, useState } from 'react'
import type { ModelConfig } from '../../../core/config.ts'
import { core } from '../../../session/index.ts'
import { fixed, signed } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { modelName } from '../../shared/words.ts'
import css from './HeadTransplant.module.css'
import type { HeadTransplantParams } from './meta.ts'
import { type Costs, costsOf, DEFAULTS, nameOf, type Place, placeOf } from './transplant.ts'

export default function HeadTransplant({
  from = DEFAULTS.from,
  to = DEFAULTS.to,
  onParams,
  onReadings,
}: WidgetProps<HeadTransplantParams>) {
  const { model, handle, version } = useModel()
  const [own, setOwn] = useState({ from, to })
  const measured = useComputed(model && handle ? async () => ({ ...own, costs: await costsOf(core, handle, model.config, own) }) : null, [
    version,
    own,
  ])
  const { value, busy } = measured
  useEffect(() => {
    if (value) onReadings?.({ ...value.costs })
  }, [value, onReadings])
  const change = (next: Partial<typeof own>): void => {
    setOwn({ ...own, ...next })
    onParams?.(next)
  }
  return (
    <Instrument
      name="Transplant"
      title={`head ${own.from} in the place of head ${own.to}`}
      footer={<span>{model ? modelName(model) : 'no model is open yet'}</span>}
    >
      {model ? (
        <div className={css.knobs}>
          <Picker
            legend="copy the head"
            config={model.config}
            place={placeOf(model.config, own.from)}
            onChange={(place) => change({ from: nameOf(place) })}
          />
          <Picker
            legend="over the head"
            config={model.config}
            place={placeOf(model.config, own.to)}
            onChange={(place) => change({ to: nameOf(place) })}
          />
        </div>
      ) : null}
      <Computing
        of={measured}
        where="Transplant a head"
        busy="measuring the loss three times …"
        waiting="The losses stand here as soon as a model is open."
      />
      {value ? <Bars from={value.from} to={value.to} costs={value.costs} busy={busy} /> : null}
    </Instrument>
  )
}

function Picker({
  legend,
  config,
  place,
  onChange,
}: {
  legend: string
  config: ModelConfig
  place: Place
  onChange: (place: Place) => void
}) {
  return (
    <fieldset>
      <legend className="cap">{legend}</legend>
      <Stepper label="layer" value={place.layer} min={0} max={config.nLayer - 1} onChange={(layer) => onChange({ ...place, layer })} />
      <Stepper label="head" value={place.head} min={0} max={config.nHead - 1} onChange={(head) => onChange({ ...place, head })} />
    </fieldset>
  )
}

function Bars({
  from,
  to,
  costs: { lossBefore, lossTransplanted, lossSilenced },
  busy,
}: {
  from: string
  to: string
  costs: Costs
  busy: boolean
}) {
  const rows = [
    { name: 'as trained', loss: lossBefore },
    { name: `${from} at ${to}`, loss: lossTransplanted },
    { name: `silence at ${to}`, loss: lossSilenced },
  ]
  const most = Math.max(...rows.map(({ loss }) => loss))
  return (
    <>
      <table className={css.bars} aria-busy={busy}>
        <caption>loss on held-out text, nats per token</caption>
        <tbody>
          {rows.map(({ name, loss }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <i style={{ width: `${(100 * loss) / most}%` }} />
              </td>
              <td className="n">{fixed(loss, 3)}</td>
              <td className="n">{loss === lossBefore ? '' : signed(loss - lossBefore)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap" role="status">
        {busy ? 'measuring …' : verdict(from, to, lossTransplanted, lossSilenced)}
      </p>
    </>
  )
}

function verdict(from: string, to: string, transplanted: number, silenced: number): string {
  if (from === to) return 'A head in its own place changes nothing.'
  if (transplanted === silenced) return 'The other head costs just as much as silence.'
  return `In this place the other head ${transplanted > silenced ? 'does more harm than silence' : 'is better than silence'}, by ${fixed(Math.abs(transplanted - silenced), 3)} nats.`
}
