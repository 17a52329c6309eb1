/** Sizes on sliders that step through usual values, and tokens by powers of ten. */
import { int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { many } from '../../../ui/amounts.ts'
import css from './TrainingCost.module.css'

const LAYERS = [1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 96]
const WIDTHS = [32, 48, 64, 96, 128, 160, 192, 256, 384, 512, 768, 1024, 1600, 2048, 4096, 8192, 12_288]
const CONTEXTS = [32, 64, 128, 256, 512, 1024, 2048]
const VOCABULARIES = [92, 256, 1024, 4096, 8192, 16_384, 40_478, 50_257]

export interface Chosen {
  layers: number
  width: number
  context: number
  vocabulary: number
  tokens: number
}

export function CostSliders({ params, onChange }: { params: Chosen; onChange: (change: Partial<Chosen>) => void }) {
  const steps = (label: string, key: keyof Chosen, values: readonly number[]) => (
    <Scale
      label={label}
      value={nearest(values, params[key])}
      min={0}
      max={values.length - 1}
      step={1}
      ticks={values.length - 1}
      format={() => int(params[key])}
      onChange={(i) => onChange({ [key]: values[i]! })}
    />
  )
  return (
    <div className={css.sliders}>
      {steps('layers', 'layers', LAYERS)}
      {steps('width', 'width', WIDTHS)}
      {steps('context', 'context', CONTEXTS)}
      {steps('vocabulary', 'vocabulary', VOCABULARIES)}
      <Scale
        label="tokens"
        value={params.tokens}
        min={5}
        max={12}
        step={0.05}
        ticks={7}
        format={(value) => many(10 ** value)}
        onChange={(value) => onChange({ tokens: Number(value.toFixed(2)) })}
      />
    </div>
  )
}

const nearest = (values: readonly number[], value: number): number =>
  values.reduce((best, each, i) => (Math.abs(each - value) < Math.abs(values[best]! - value) ? i : best), 0)
