/** What a model is to be taught: a task of the course or a CSV of one's own, with its split, and the settings. */
import { useId, useState } from 'react'
import { OwnExamples } from '../../instruments/tuning/OwnExamples.tsx'
import { type TaskChoice, TASKS } from '../../instruments/tuning/tasks.ts'
import { TuningNumbers } from '../../instruments/tuning/TuningNumbers.tsx'
import { type Changes, useTuningSetup } from '../../instruments/tuning/useTuningSetup.ts'
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { duration, int } from '../../ui/format.ts'
import type { LabelledSet, ModelSummary } from '../../worker/protocol.ts'
import css from './FineTuneDialog.module.css'

export function FineTuneDialog({ model, onClose }: { model: ModelSummary; onClose: () => void }) {
  const finetune = useSession((s) => s.finetune)
  const [task, setTask] = useState<TaskChoice>('sentiment')
  const [own, setOwn] = useState<LabelledSet | null>(null)
  const [changes, setChanges] = useState<Changes>({})
  const { job, counts, settings, seconds } = useTuningSetup(model, task, own, changes)
  return (
    <Dialog
      open
      title={`Fine-tune ${model.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={!job}
            onClick={() => {
              if (!job) return
              void finetune(model.id, job.examples, job.settings)
              onClose()
            }}
          >
            {seconds === null ? 'Fine-tune' : `Fine-tune, about ${duration(seconds)}`}
          </Button>
        </>
      }
    >
      <p className="cap">A copy of the model learns to answer with labels; the model itself stays as it is.</p>
      <Tasks
        value={task}
        onChange={(next) => {
          setTask(next)
          setChanges({})
        }}
      />
      {task === 'own' ? (
        <OwnExamples set={own} onTaken={setOwn} />
      ) : (
        <p className="cap">
          {counts ? `${int(counts.train)} examples to learn from, ${int(counts.heldOut)} held out.` : 'Counting the examples …'}
        </p>
      )}
      {settings ? (
        <TuningNumbers
          settings={settings}
          examples={task === 'own' ? null : (counts?.train ?? null)}
          onChange={(next) => setChanges((so) => ({ ...so, ...next }))}
        />
      ) : null}
    </Dialog>
  )
}

/** One task a line, with what it asks. */
function Tasks({ value, onChange }: { value: TaskChoice; onChange: (value: TaskChoice) => void }) {
  const name = useId()
  return (
    <fieldset className={css.tasks}>
      <legend className="vh">Task</legend>
      {TASKS.map((each) => (
        <label key={each.value}>
          <input type="radio" name={name} value={each.value} checked={each.value === value} onChange={() => onChange(each.value)} />
          <span>{each.name}</span>
          <span>{each.says}</span>
        </label>
      ))}
    </fieldset>
  )
}
