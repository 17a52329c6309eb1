/** The numbers of a tuning that a learner may turn. */
import { NumberField } from '../../ui/Field.tsx'
import type { FineTuneSettings } from '../../worker/protocol.ts'
import css from './Setup.module.css'
import type { Changes } from './useTuningSetup.ts'

const NUMBERS = [
  { key: 'epochs', label: 'epochs' },
  { key: 'batch', label: 'batch' },
  { key: 'learningRate', label: 'learning rate' },
  { key: 'lambda', label: 'λ, the weight of L1' },
  { key: 'seed', label: 'seed' },
] as const

interface TuningNumbersProps {
  settings: FineTuneSettings
  /** null where the file decides how many there are */
  examples: number | null
  disabled?: boolean
  onChange: (changes: Changes) => void
}

export function TuningNumbers({ settings, examples, disabled = false, onChange }: TuningNumbersProps) {
  return (
    <div className={css.settings}>
      {examples === null ? null : (
        <NumberField label="examples" value={examples} disabled={disabled} onChange={(value) => onChange({ examples: value })} />
      )}
      {NUMBERS.map(({ key, label }) => (
        <NumberField key={key} label={label} value={settings[key]} disabled={disabled} onChange={(value) => onChange({ [key]: value })} />
      ))}
    </div>
  )
}
