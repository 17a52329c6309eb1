/** The filters' sliders, in the order in which they act: what a sampler lets the dice choose from. */
import type { FilterSettings } from '../core/filters.ts'
import { fixed, share } from '../ui/format.ts'
import { Scale } from '../ui/Scale.tsx'

export interface FilterScalesProps {
  settings: FilterSettings
  /** tokens of the model */
  vocabulary: number
  onChange: (change: Partial<FilterSettings>) => void
}

/** All whole numbers at first, then fewer: the last one stands for all. */
const COUNTS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 25, 30, 40, 50, 70, 100, 200, 500, 1000]
/** A slider's sums of steps, without what binary fractions add. */
const hundredths = (value: number): number => Number(value.toFixed(2))

export function FilterScales({ settings, vocabulary, onChange }: FilterScalesProps) {
  const { temperature, topK, topP, minP = 0, repetitionPenalty = 1 } = settings
  const counts = COUNTS.filter((count) => count < vocabulary)
  const at = topK === 0 ? counts.length : counts.filter((count) => count < topK).length
  return (
    <>
      <Scale
        label="rep. penalty"
        value={repetitionPenalty}
        min={1}
        max={2}
        step={0.05}
        ticks={5}
        format={(v) => (v === 1 ? 'none' : fixed(v))}
        onChange={(v) => onChange({ repetitionPenalty: hundredths(v) })}
      />
      <Scale
        label="temperature"
        value={temperature}
        min={0}
        max={3}
        step={0.05}
        ticks={6}
        format={(v) => fixed(v)}
        onChange={(v) => onChange({ temperature: hundredths(v) })}
      />
      <Scale
        label="top-k"
        value={at}
        min={0}
        max={counts.length}
        step={1}
        ticks={5}
        format={() => (topK === 0 || topK >= vocabulary ? 'all' : String(topK))}
        onChange={(i) => onChange({ topK: counts[i] ?? 0 })}
      />
      <Scale
        label="top-p"
        value={topP}
        min={0.05}
        max={1}
        step={0.01}
        ticks={5}
        format={(v) => (v === 1 ? 'all' : share(v, 2))}
        onChange={(v) => onChange({ topP: hundredths(v) })}
      />
      <Scale
        label="min-p"
        value={minP}
        min={0}
        max={0.5}
        step={0.01}
        ticks={5}
        format={(v) => (v === 0 ? 'none' : share(v, 2))}
        onChange={(v) => onChange({ minP: hundredths(v) })}
      />
    </>
  )
}
