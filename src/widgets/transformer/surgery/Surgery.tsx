/** Parts to switch off, and two bars: the loss on held-out text as trained, and without them. */
import { useEffect, useState } from 'react'
import { core } from '../../../session/index.ts'
import { fixed, int, signed } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { modelName } from '../../shared/words.ts'
import type { SurgeryParams } from './meta.ts'
import { chosen, type Part, partsOf, surgeryOf } from './parts.ts'
import css from './Surgery.module.css'

export default function Surgery({ cut, out = '', with: stand = 'nothing', onParams, onReadings }: WidgetProps<SurgeryParams>) {
  const { model, handle, version } = useModel()
  const [own, setOwn] = useState({ out, with: stand })
  const params: SurgeryParams = { cut, ...own }
  const measured = useComputed(model && handle ? () => core.operate(handle, surgeryOf(model.config, params)) : null, [version, cut, own])
  const { value, busy } = measured
  const names = model ? chosen(model.config, params) : []
  useEffect(() => {
    if (!value) return
    const { lossBefore, lossAfter } = value
    onReadings?.({ lossBefore, lossAfter, change: lossAfter - lossBefore, cuts: names.length })
  }, [value, names.length, onReadings])
  const change = (next: Partial<typeof own>): void => {
    setOwn({ ...own, ...next })
    onParams?.(next)
  }
  const toggle = (name: string): void =>
    change({ out: (names.includes(name) ? names.filter((each) => each !== name) : [...names, name]).join() })
  return (
    <Instrument
      name="Cut"
      title={TITLE[cut]}
      footer={
        <>
          <span>{model ? modelName(model) : 'no model is open yet'}</span>
          {value ? <span>{int(value.tokens)} tokens of held-out text</span> : null}
        </>
      }
    >
      {model ? (
        <Parts parts={partsOf(model.config, cut)} out={names} columns={cut === 'heads' ? model.config.nHead : 2} onToggle={toggle} />
      ) : null}
      {cut === 'heads' ? (
        <Segmented
          label="a head that is out is replaced by"
          value={own.with}
          options={[
            { value: 'nothing', label: 'silence' },
            { value: 'uniform', label: 'reading all alike' },
          ]}
          onChange={(next) => change({ with: next })}
        />
      ) : null}
      <Computing
        of={measured}
        where="Cut a part out"
        busy="measuring the loss on held-out text …"
        waiting="The loss stands here as soon as a model is open."
      />
      {value ? <Bars {...value} busy={busy} /> : null}
    </Instrument>
  )
}

const TITLE: Record<SurgeryParams['cut'], string> = {
  scale: 'the division by √d',
  mask: 'the causal mask',
  positions: 'the positions',
  heads: 'one head, or several',
  residuals: 'a residual connection',
  norms: 'a LayerNorm',
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
