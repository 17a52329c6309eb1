/** What a model is to be taught: a task of the course or a CSV of one's own, with its split, and the settings. */
import { useEffect, useId, useState } from 'react'
import { core, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { NumberField } from '../../ui/Field.tsx'
import { int } from '../../ui/format.ts'
import type { FineTuneSettings, LabelledSet, ModelSummary, SetCounts, TaskId } from '../../worker/protocol.ts'
import css from './FineTuneDialog.module.css'

type Choice = TaskId | 'own'

const TASKS: Record<TaskId, string> = {
  sentiment: 'Is a story of the small world sad or glad?',
  reviews: 'Is a real sentence about a mobile phone good or bad?',
  entailment: 'Does a second sentence follow from a story?',
  similarity: 'Do two texts tell the same story?',
  endings: 'Which of four endings belongs to a story?',
}
const CHOICES: readonly { value: Choice; says: string }[] = [
  ...(Object.entries(TASKS) as [TaskId, string][]).map(([value, says]) => ({ value, says })),
  { value: 'own', says: 'A CSV of mine: two columns, a text and its label.' },
]

export function FineTuneDialog({ model, onClose }: { model: ModelSummary; onClose: () => void }) {
  const finetune = useSession((s) => s.finetune)
  const [choice, setChoice] = useState<Choice>('sentiment')
  const [own, setOwn] = useState<LabelledSet | null>(null)
  const known = choice === 'own' ? 'reviews' : choice
  const [usual, setUsual] = useState<{ counts: SetCounts } | null>(null)
  const [settings, setSettings] = useState<FineTuneSettings | null>(null)
  useEffect(() => {
    let current = true
    void core.suggestTuning(known, model.config).then((found) => {
      if (!current) return
      setUsual(found)
      setSettings(found.settings)
    })
    return () => {
      current = false
    }
  }, [known, model.config])
  const set = (key: keyof FineTuneSettings) => (value: number) => setSettings((now) => now && { ...now, [key]: value })
  const examples = choice === 'own' ? own && { own } : { set: choice }
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
            disabled={!examples || !settings}
            onClick={() => {
              if (!examples || !settings) return
              void finetune(model.id, examples, settings)
              onClose()
            }}
          >
            Fine-tune
          </Button>
        </>
      }
    >
      <p className="cap">A copy of the model learns to answer with labels; the model itself stays as it is.</p>
      <Tasks value={choice} onChange={setChoice} />
      {choice === 'own' ? <OwnExamples set={own} onTaken={setOwn} /> : <Known counts={usual?.counts} />}
      {settings ? (
        <div className={css.settings}>
          <NumberField label="epochs" value={settings.epochs} onChange={set('epochs')} />
          <NumberField label="batch" value={settings.batch} onChange={set('batch')} />
          <NumberField label="learning rate" value={settings.learningRate} onChange={set('learningRate')} />
          <NumberField label="λ, the weight of L1" value={settings.lambda} onChange={set('lambda')} />
          <NumberField label="seed" value={settings.seed} onChange={set('seed')} />
        </div>
      ) : null}
    </Dialog>
  )
}

/** One task a line, with what it asks. */
function Tasks({ value, onChange }: { value: Choice; onChange: (value: Choice) => void }) {
  const name = useId()
  return (
    <fieldset className={css.tasks}>
      <legend className="vh">Task</legend>
      {CHOICES.map((each) => (
        <label key={each.value}>
          <input type="radio" name={name} value={each.value} checked={each.value === value} onChange={() => onChange(each.value)} />
          <span>{each.value === 'own' ? 'your own' : each.value}</span>
          <span>{each.says}</span>
        </label>
      ))}
    </fieldset>
  )
}

const Known = ({ counts }: { counts: SetCounts | undefined }) => (
  <p className="cap">
    {counts ? `${int(counts.train)} examples to learn from, ${int(counts.heldOut)} held out.` : 'Counting the examples …'}
  </p>
)

/** A file, read at once: what it would be as examples, or what is wrong with it. */
function OwnExamples({ set, onTaken }: { set: LabelledSet | null; onTaken: (set: LabelledSet | null) => void }) {
  const [wrong, setWrong] = useState<string | null>(null)
  const id = useId()
  const read = async (file: File | undefined) => {
    if (!file) return
    onTaken(null)
    setWrong(null)
    try {
      const { readCsv } = await import('./csv.ts')
      onTaken(await core.ownExamples(file.name.replace(/\.[^.]+$/, ''), readCsv(await file.text())))
    } catch (error) {
      const { message, hint } = error as { message: string; hint?: string }
      setWrong([message, hint].filter(Boolean).join(' '))
    }
  }
  return (
    <div className={css.own}>
      <input
        id={id}
        className="vh"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => {
          void read(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <label htmlFor={id} className={css.file}>
        Choose a CSV file
      </label>
      <div role="status">
        {wrong ? (
          <p className={css.wrong}>{wrong}</p>
        ) : set ? (
          <Split set={set} />
        ) : (
          <p className="cap">Two columns: a text and its label. It stays in this browser.</p>
        )}
      </div>
    </div>
  )
}

function Split({ set: { title, labels, train, heldOut } }: { set: LabelledSet }) {
  const counts = labels.map((label, k) => `${label} (${int([...train, ...heldOut].filter((one) => one.label === k).length)})`)
  return (
    <p>
      {title}: {int(train.length)} rows to learn from, {int(heldOut.length)} held out. Labels: {counts.slice(0, 8).join(', ')}
      {counts.length > 8 ? ` and ${counts.length - 8} more` : ''}.
    </p>
  )
}
