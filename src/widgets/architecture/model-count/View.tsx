/** Rulers for the sizes, the parameters as one area, the arithmetic of each part, what a token costs, and the published models beside. */
import { useState } from 'react'
import { bytes, fixed, int, magnitude, share } from '../../../ui/format.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Area } from './Area.tsx'
import { type Counted, configOf, type PartKey, partsOf, type Sizes, sizesOf, trainingBytes } from './count.ts'
import css from './ModelCount.module.css'
import { Sliders } from './Sliders.tsx'
import widget from './widget.ts'

export default draw(widget, function ModelCount(figure) {
  const { params, change, value, model } = figure
  const sizes = sizesOf(configOf(params))
  return (
    <Figure
      of={figure}
      name="Count"
      title="every parameter, to scale"
      busy="counting …"
      waiting="The count stands here as soon as the core has started."
      controls={<Sliders sizes={sizes} onChange={change} />}
      actions={
        model ? (
          <Button look="text" onClick={() => change(sizesOf(model.config))}>
            the open model
          </Button>
        ) : undefined
      }
      footer={<span>counted on the core’s own plans, in 32-bit numbers</span>}
    >
      {value ? <Result counted={value} onSizes={change} /> : null}
    </Figure>
  )
})

function Result({ counted, onSizes }: { counted: Counted; onSizes: (sizes: Sizes) => void }) {
  const [part, setPart] = useState<PartKey>('feedForward')
  const { config, account } = counted
  const parts = partsOf(counted)
  const [flops, flopsUnit] = magnitude(account.flops.forward)
  const [memory, memoryUnit] = bytes(trainingBytes(account))
  const [cache, cacheUnit] = bytes(account.bytes.cache)
  return (
    <>
      <Readings>
        <BigNumber label="parameters" value={int(account.parameters)} />
      </Readings>
      <Area of={counted} part={part} onPart={setPart} />
      <Parts parts={parts} total={account.parameters} part={part} onPart={setPart} />
      <Readings>
        <BigNumber
          label="to read a token"
          value={flops}
          unit={`${flopsUnit}FLOP`}
          context={`${fixed(account.flops.forward / account.parameters, 2)} a parameter; ${fixed(account.flops.both / account.parameters, 2)} with gradients`}
        />
        <BigNumber label="memory to train" value={memory} unit={memoryUnit} context={`a window of ${int(config.nCtx)} tokens`} />
        <BigNumber label="KV cache" value={cache} unit={cacheUnit} context="of a full context" />
      </Readings>
      <Memory counted={counted} />
      <Published counted={counted} onSizes={onSizes} />
    </>
  )
}

function Parts({
  parts,
  total,
  part,
  onPart,
}: {
  parts: ReturnType<typeof partsOf>
  total: number
  part: PartKey
  onPart: (part: PartKey) => void
}) {
  return (
    <table className={css.parts}>
      <caption className="vh">Parameters by part: the formula, the numbers in it, the count and its share</caption>
      <thead>
        <tr>
          <th scope="col">part</th>
          <th scope="col" className="n">
            formula
          </th>
          <th scope="col" className="n">
            parameters
          </th>
          <th scope="col" className="n">
            share
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ key, name, formula, here, count }) => (
          <tr key={key} data-on={key === part || undefined}>
            <th scope="row">
              <button type="button" aria-pressed={key === part} onClick={() => onPart(key)}>
                <i style={{ background: `var(--${COLOURS[key]})` }} aria-hidden="true" />
                {name}
              </button>
            </th>
            <td className="n">{key === part ? here : formula}</td>
            <td className="n">{int(count)}</td>
            <td className="n">{share(count / total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const COLOURS: Record<PartKey, string> = {
  tokens: 'token',
  positions: 'position',
  attention: 'ink-3',
  feedForward: 'residual',
  norms: 'line-2',
  output: 'token',
}

/** What training holds in memory, as shares of one bar. */
function Memory({ counted: { account } }: { counted: Counted }) {
  const { weights, gradients, moments, activations } = account.bytes
  const all = trainingBytes(account)
  const rows = [
    ['weights', weights],
    ['gradients', gradients],
    ['both moments of Adam', moments],
    ['activations and their gradients', activations],
  ] as const
  return (
    <table className={css.memory}>
      <caption className="cap">memory to train</caption>
      <thead className="vh">
        <tr>
          <th scope="col">what</th>
          <th scope="col">bar</th>
          <th scope="col">bytes</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, size]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <i style={{ width: `${(100 * size) / all}%` }} />
            </td>
            <td className="n">{bytes(size).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Each published model as a bar of shares; its name turns the rulers to it. */
function Published({ counted: { published }, onSizes }: { counted: Counted; onSizes: (sizes: Sizes) => void }) {
  return (
    <table className={css.published}>
      <caption className="cap">where published models have theirs; a name turns the rulers to it</caption>
      <thead className="vh">
        <tr>
          <th scope="col">model</th>
          <th scope="col">shares</th>
          <th scope="col">parameters</th>
        </tr>
      </thead>
      <tbody>
        {published.map((model) => (
          <tr key={model.id}>
            <th scope="row">
              <button type="button" onClick={() => onSizes(sizesOf(model.config))}>
                {model.name}
              </button>
            </th>
            <td>
              <span className={css.stack}>
                {partsOf(model).map(({ key, name, count }) => (
                  <i
                    key={key}
                    title={`${name} ${share(count / model.account.parameters)}`}
                    style={{ flexGrow: count, background: `var(--${COLOURS[key]})` }}
                  />
                ))}
              </span>
            </td>
            <td className="n">{int(model.account.parameters)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
