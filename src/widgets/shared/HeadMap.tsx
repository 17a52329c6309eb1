/** Attention of one head at a time over a short text, with buttons that choose the head. */
import { type ReactNode, useEffect, useState } from 'react'
import { AttentionMap } from '../../figures/AttentionMap.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { type Attention, headOf, sharpest, useAttention } from './attention.ts'
import css from './HeadMap.module.css'

export interface HeadMapProps {
  text: string
  /** hears what was read, all heads of it */
  onAttention?: (attention: Attention) => void
  /** the share that is spoken of, as something to press */
  number?: (of: {
    attention: Attention
    layer: number
    head: number
    row: number
    column: number
    value: number
    text: string
  }) => ReactNode
}

export function HeadMap({ text, onAttention, number }: HeadMapProps) {
  const { attention, failure } = useAttention(text)
  const [chosen, setChosen] = useState<{ layer: number; head: number } | null>(null)
  // the first map decides which head is shown; later ones keep it, so that typing does not jump from head to head
  useEffect(() => {
    if (attention) setChosen((before) => before ?? sharpest(attention))
  }, [attention])
  useEffect(() => {
    if (attention) onAttention?.(attention)
  }, [attention, onAttention])
  if (failure) return <p className="cap">! {failure}</p>
  if (!attention || !chosen) return <p className="cap">The map is drawn as soon as a model is open and there is text to read.</p>
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
        number={number && ((row, column, value) => number({ attention, layer, head, row, column, value, text }))}
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
