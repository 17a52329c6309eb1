/** Attention of one head at a time over a short text, with buttons that choose the head. */
import { type ReactNode, useState } from 'react'
import { AttentionMap } from '../figures/AttentionMap.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { type Attention, headOf, sharpest } from './attention.ts'
import css from './HeadMap.module.css'

export interface Chosen {
  layer: number
  head: number
}

export interface HeadMapProps {
  attention: Attention
  /** where the figure around chooses, for two maps at once; null: the sharpest, until one is chosen */
  chosen?: Chosen | null
  onChoose?: (next: Chosen) => void
  /** the share that is spoken of, as something to press */
  number?: (of: { attention: Attention; layer: number; head: number; row: number; column: number; value: number }) => ReactNode
}

/** `attention` is of all heads. The first one decides which head is shown; later ones keep it, so that typing does not jump from head to head. */
export function HeadMap({ attention, chosen: given, onChoose, number }: HeadMapProps) {
  const [own, setOwn] = useState(() => sharpest(attention))
  const [chosen, setChosen] = [given ?? own, onChoose ?? setOwn]
  const layer = Math.min(chosen.layer, attention.nLayer - 1)
  const head = Math.min(chosen.head, attention.nHead - 1)
  return (
    <div>
      <div className={css.heads}>
        <Picker label="layer" count={attention.nLayer} value={layer} onChange={(l) => setChosen({ layer: l, head })} />
        <Picker label="head" count={attention.nHead} value={head} onChange={(h) => setChosen({ layer, head: h })} />
      </div>
      <AttentionMap
        tokens={attention.tokens}
        weights={headOf(attention, layer, head)}
        caption={`layer ${layer}, head ${head}: a row reads, a column is read`}
        number={number && ((row, column, value) => number({ attention, layer, head, row, column, value }))}
      />
    </div>
  )
}

function Picker({ label, count, value, onChange }: { label: string; count: number; value: number; onChange: (value: number) => void }) {
  const options = Array.from({ length: count }, (_, i) => ({ value: String(i), label: String(i) }))
  return (
    <div className={css.picker}>
      <span className="cap" aria-hidden="true">
        {label}
      </span>
      <Segmented label={label} value={String(value)} options={options} onChange={(v) => onChange(Number(v))} />
    </div>
  )
}
