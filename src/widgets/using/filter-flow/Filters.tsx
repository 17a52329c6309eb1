/** The filters' sliders, in the order in which they act: each stands under its column where there is room. */
import { fixed, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import type { Choices } from './chain.ts'
import css from './FilterFlow.module.css'

export interface FiltersProps {
  choices: Choices
  vocabulary: number
  onChange: (change: Partial<Choices>) => void
}

/** All whole numbers at first, then fewer: the last one stands for all. */
const COUNTS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 25, 30, 40, 50, 70, 100, 200, 500, 1000]

export function Filters({ choices, vocabulary, onChange }: FiltersProps) {
  const counts = COUNTS.filter((count) => count < vocabulary)
  const at = choices.topK === 0 ? counts.length : counts.filter((count) => count < choices.topK).length
  return (
    <div className={css.under}>
      <div className={css.filters}>
        <span className={css.label} />
        <Scale
          label="rep. penalty"
          value={choices.penalty}
          min={1}
          max={2}
          step={0.05}
          ticks={5}
          format={(v) => (v === 1 ? 'none' : fixed(v))}
          onChange={(penalty) => onChange({ penalty: Number(penalty.toFixed(2)) })}
        />
        <Scale
          label="temperature"
          value={choices.temperature}
          min={0}
          max={3}
          step={0.05}
          ticks={6}
          format={(v) => fixed(v)}
          onChange={(temperature) => onChange({ temperature: Number(temperature.toFixed(2)) })}
        />
        <Scale
          label="top-k"
          value={at}
          min={0}
          max={counts.length}
          step={1}
          ticks={5}
          format={() => (choices.topK === 0 ? 'all' : String(choices.topK))}
          onChange={(i) => onChange({ topK: counts[i] ?? 0 })}
        />
        <Scale
          label="top-p"
          value={choices.topP}
          min={0.05}
          max={1}
          step={0.01}
          ticks={5}
          format={(v) => (v === 1 ? 'all' : share(v, 2))}
          onChange={(topP) => onChange({ topP: Number(topP.toFixed(2)) })}
        />
        <Scale
          label="min-p"
          value={choices.minP}
          min={0}
          max={0.5}
          step={0.01}
          ticks={5}
          format={(v) => (v === 0 ? 'none' : share(v, 2))}
          onChange={(minP) => onChange({ minP: Number(minP.toFixed(2)) })}
        />
      </div>
    </div>
  )
}
