/** Parts to switch off, and two bars: the loss on held-out text as trained, and without them. */
import { fixed, int, signed } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { type Cut, chosen, type Part, partsOf } from './parts.ts'
import { BeforeAfter } from './BeforeAfter.tsx'
import css from './Surgery.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function Surgery(figure) {
  const { params, change, value, busy, model } = figure
  const { cut } = params
  const names = model ? chosen(model.config, params) : []
  const toggle = (name: string): void =>
    change({ out: (names.includes(name) ? names.filter((each) => each !== name) : [...names, name]).join() })
  return (
    <Figure
      of={figure}
      busy="measuring the loss on held-out text …"
      waiting="The loss stands here as soon as a model is open."
      controls={
        <>
          {model ? (
            <Parts parts={partsOf(model.config, cut)} out={names} columns={cut === 'heads' ? model.config.nHead : 2} onToggle={toggle} />
          ) : null}
          {cut === 'heads' ? (
            <Segmented
              label="a head that is out is replaced by"
              value={params.with}
              options={[
                { value: 'nothing', label: 'silence' },
                { value: 'uniform', label: 'reading all alike' },
              ]}
              onChange={(next) => change({ with: next })}
            />
          ) : null}
        </>
      }
      name="Cut"
      title={TITLE[cut]}
      footer={
        value ? (
          <span>
            {int(value.tokens)} tokens of{' '}
            {figure.model?.textTitle ? 'held-out text' : 'the State of the Union, as it came without its text'}
          </span>
        ) : null
      }
    >
      {value ? (
        <>
          <Bars {...value} busy={busy} />
          {value.cuts > 0 ? (
            <BeforeAfter of={figure.read} without={value.without} prompt={params.prompt} onPrompt={(prompt) => change({ prompt })} />
          ) : null}
        </>
      ) : null}
    </Figure>
  )
})

const TITLE: Record<Cut, string> = {
  scale: 'the division by √d',
  mask: 'the causal mask',
  positions: 'the positions',
  heads: 'one head, or several',
  residuals: 'a residual connection',
  norms: 'a LayerNorm',
  layers: 'attention or feed-forward of a block',
}

function Parts({
  parts,
  out,
  columns,
  onToggle,
}: {
  parts: readonly Part[]
  out: readonly string[]
  columns: number
  onToggle: (name: string) => void
}) {
  return (
    <fieldset className={css.parts} style={parts.length > 1 ? { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` } : undefined}>
      <legend className="cap">
        {parts.length > 1 ? 'press what is to be taken out' : 'press to take it out, and again to put it back'}
      </legend>
      {parts.map(({ name, label }) => (
        <button key={name} type="button" aria-pressed={out.includes(name)} aria-label={label} onClick={() => onToggle(name)}>
          {parts.length > 1 ? name : label}
        </button>
      ))}
    </fieldset>
  )
}

function Bars({ lossBefore, lossAfter, busy }: { lossBefore: number; lossAfter: number; busy: boolean }) {
  const most = Math.max(lossBefore, lossAfter)
  const rows = [
    { name: 'as trained', loss: lossBefore },
    { name: 'without', loss: lossAfter },
  ]
  return (
    <>
      <table className={css.bars} aria-busy={busy}>
        <caption className="cap">loss on held-out text, nats per token</caption>
        <tbody>
          {rows.map(({ name, loss }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <i style={{ width: `${(100 * loss) / most}%` }} />
              </td>
              <td className="n">{fixed(loss, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap" role="status">
        {busy
          ? 'measuring …'
          : lossAfter === lossBefore
            ? 'Nothing is out.'
            : `${signed(lossAfter - lossBefore)} nats: each token comes ${factor(lossAfter - lossBefore)}.`}
      </p>
    </>
  )
}

/** A difference of losses as what it does to the typical share of the right token. */
const factor = (change: number): string =>
  change >= 0 ? `with ${fixed(Math.exp(change), 2)} times less of a share` : `with ${fixed(Math.exp(-change), 2)} times more of a share`
