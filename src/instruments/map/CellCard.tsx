/** What opens beside a cell: its equation with live values, what the loss has to do with it, and a nudge that runs the pass again. */
import { useState } from 'react'
import { headSizeOf } from '../../core/config/variant.ts'
import { core } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { fixed, signed } from '../../ui/format.ts'
import type { ModelSummary } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'
import type { ReadModel } from '../model.ts'
import { gradientOfShares } from './backward.ts'
import css from './CellCard.module.css'
import type { Explained } from './cells.ts'
import { numbersOf } from './read.ts'
import { blockNames } from '../../figures/map/names.ts'

interface CellCardProps {
  explained: Explained
  text: string
  model: ModelSummary
  read: ReadModel
  /** a share's letters */
  row: number
  column: number
  letters: number
  style: { left: number; top: number }
  onClose(): void
}

const STEP = 0.1

export function CellCard({ explained, text, model, read, row, column, letters, style, onClose }: CellCardProps) {
  const { title, place, formula, lines, moves } = explained
  const { handle, version } = read
  const [by, setBy] = useState(0)
  const key = JSON.stringify([explained.gradient, row, column, text, version])
  const gradient = useComputed(handle && letters > 1 ? () => gradientOf({ explained, text, model, handle, row, column, letters }) : null, [
    key,
  ])
  const nudged = useComputed(
    handle && moves && letters > 1 ? () => core.nudge(handle, text, { name: moves.name, index: moves.index, epsilon: by || STEP }) : null,
    [moves?.name, moves?.index, by, text, version],
  )
  const turn = (direction: 1 | -1) => setBy((now) => Number((now + direction * STEP).toFixed(2)))
  return (
    <div className={css.card} style={style} role="dialog" aria-label={`${title}, ${place}`}>
      <header>
        <b>{title}</b>
        <Button look="text" onClick={onClose} aria-label="Close">
          ×
        </Button>
      </header>
      <p className={css.place}>{place}</p>
      <p className={css.formula}>{formula}</p>
      <dl>
        {lines.map(([name, digits], i) => (
          <div key={name} data-last={i === lines.length - 1 || undefined}>
            <dt>{name}</dt>
            <dd>{digits}</dd>
          </div>
        ))}
        <div className={css.gradient}>
          <dt>∂loss/∂ this</dt>
          <dd>{gradient.value === null ? (gradient.busy ? '…' : 'nothing is predicted from here yet') : signed(gradient.value, 5)}</dd>
        </div>
      </dl>
      {moves ? (
        <div className={css.nudge}>
          <span>nudge {moves.said}</span>
          <span className={css.turn}>
            <button type="button" aria-label="less" onClick={() => turn(-1)}>
              −
            </button>
            <output>{signed(by, 2)}</output>
            <button type="button" aria-label="more" onClick={() => turn(1)}>
              +
            </button>
          </span>
          {nudged.value ? (
            <p role="status">
              loss {fixed(nudged.value.lossBefore, 4)} → {fixed(by === 0 ? nudged.value.lossBefore : nudged.value.lossAfter, 4)}
            </p>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

interface Asked extends Pick<CellCardProps, 'explained' | 'text' | 'model' | 'row' | 'column' | 'letters'> {
  handle: NonNullable<ReadModel['handle']>
}

/** null where the number is not part of the loss: the last letter has no next one. */
async function gradientOf({ explained: { gradient }, text, model, handle, row, column, letters }: Asked): Promise<number | null> {
  if (!gradient) return null
  if ('name' in gradient) {
    const { tensors } = await core.probe(handle, text, [`grad/${gradient.name}`])
    return tensors[0]!.data[gradient.index] ?? null
  }
  const { layer, head } = gradient.share
  const names = blockNames(model.config, layer)
  const read = numbersOf(await core.probe(handle, text, [`grad/${names.mix}`, names.qkv]))
  if (row >= letters - 1) return null
  const all = gradientOfShares(read.get(`grad/${names.mix}`)!, read.get(names.qkv)!, model.config.nHead, headSizeOf(model.config), letters)
  return all.data[(head * letters + row) * letters + column] ?? null
}
