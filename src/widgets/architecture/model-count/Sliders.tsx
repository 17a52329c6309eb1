/** The sizes as rulers, each over steps that published models have taken. */
import { int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import css from './ModelCount.module.css'
import { headsFor, type Sizes } from './count.ts'

const LADDERS = {
  layers: [1, 2, 3, 4, 6, 8, 10, 12, 16, 24, 36, 48, 64, 96],
  width: [16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1280, 1600, 2048, 3072, 4096, 6144, 8192, 12_288],
  heads: [1, 2, 3, 4, 6, 8, 12, 16, 20, 25, 32, 48, 64, 96],
  context: [16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192],
  vocabulary: [32, 64, 96, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 30_000, 40_478, 50_257, 100_000],
} as const

const LABELS = {
  layers: 'layers L',
  width: 'width C',
  heads: 'heads H',
  context: 'context T',
  vocabulary: 'vocabulary V',
} as const

export function Sliders({ sizes, onChange }: { sizes: Sizes; onChange: (next: Partial<Sizes>) => void }) {
  return (
    <div className={css.sliders}>
      {(['layers', 'width', 'heads', 'context', 'vocabulary'] as const).map((key) => {
        const steps: readonly number[] =
          key === 'heads' ? LADDERS.heads.filter((heads) => heads <= sizes.width && headsFor(sizes.width, heads) === heads) : LADDERS[key]
        return (
          <Scale
            key={key}
            label={LABELS[key]}
            value={nearest(steps, sizes[key])}
            min={0}
            max={steps.length - 1}
            step={1}
            ticks={steps.length - 1}
            format={(index) => int(index === nearest(steps, sizes[key]) ? sizes[key] : steps[index]!)}
            onChange={(index) => onChange({ [key]: steps[index]! })}
          />
        )
      })}
      <Segmented
        label="The output"
        value={sizes.output}
        options={[
          { value: 'tied', label: 'output tied' },
          { value: 'own', label: 'its own table' },
        ]}
        onChange={(output) => onChange({ output })}
      />
    </div>
  )
}

function nearest(steps: readonly number[], value: number): number {
  const far = (step: number) => Math.abs(Math.log(step / value))
  return steps.reduce((best, step, i) => (far(step) < far(steps[best]!) ? i : best), 0)
}
