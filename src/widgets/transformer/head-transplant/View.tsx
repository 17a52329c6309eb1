/** A head to copy, a place to put it, and three bars: the loss as trained, with the copy, and with silence. */
import type { ModelConfig } from '../../../core/config.ts'
import { fixed, signed } from '../../../ui/format.ts'
import { Stepper } from '../../../ui/Stepper.tsx'
import css from './HeadTransplant.module.css'
import { type Costs, nameOf, type HeadAt, placeOf } from './transplant.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function HeadTransplant(figure) {
  const { params, change, value, busy, model } = figure
  return (
    <Figure
      of={figure}
      busy="measuring the loss three times …"
      waiting="The losses stand here as soon as a model is open."
      controls={
        model ? (
          <div className={css.knobs}>
            <Picker
              legend="copy the head"
              config={model.config}
              place={placeOf(model.config, params.from)}
              onChange={(place) => change({ from: nameOf(place) })}
            />
            <Picker
              legend="over the head"
              config={model.config}
              place={placeOf(model.config, params.to)}
              onChange={(place) => change({ to: nameOf(place) })}
            />
          </div>
        ) : null
      }
      name="Transplant"
      title={`head ${params.from} in the place of head ${params.to}`}
    >
      {value ? <Bars from={value.from} to={value.to} costs={value.costs} busy={busy} /> : null}
    </Figure>
  )
})

function Picker({
  legend,
  config,
  place,
  onChange,
}: {
  legend: string
  config: ModelConfig
  place: HeadAt
  onChange: (place: HeadAt) => void
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
