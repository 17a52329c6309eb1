/** A run of its own from the step that is shown; with nothing changed it repeats the old one to the bit. */
import { useState } from 'react'
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/Field.tsx'
import { int } from '../../ui/format.ts'
import type { TrainingSettings } from '../../worker/protocol.ts'
import css from './TimeScrubber.module.css'

export function BranchForm({ step, onClose }: { step: number; onClose: () => void }) {
  const planned = useSession((s) => s.current?.spec?.training)
  const branch = useSession((s) => s.branch)
  const [changed, setChanged] = useState<Partial<TrainingSettings>>({})
  if (!planned) return null
  const training = { ...planned, ...changed }
  return (
    <div className={css.form}>
      <p className="cap">A new run that goes on from step {int(step)}. With nothing changed it repeats the old one to the bit.</p>
      <div className={css.knobs}>
        <NumberField
          label="learning rate"
          value={training.learningRate}
          onChange={(learningRate) => setChanged({ ...changed, learningRate })}
        />
        <NumberField label="steps in all" value={training.steps} onChange={(steps) => setChanged({ ...changed, steps })} />
      </div>
      <div className={css.actions}>
        <Button
          onClick={() => {
            onClose()
            void branch(step, changed)
          }}
        >
          Branch from here
        </Button>
        <Button look="text" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
