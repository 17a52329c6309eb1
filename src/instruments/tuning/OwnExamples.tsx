/** A CSV of the learner's own, read at once: what it would be as examples, with its split, or what is wrong with it. */
import { useId, useState } from 'react'
import { core, session } from '../../session/index.ts'
import { int } from '../../ui/format.ts'
import type { LabelledSet } from '../../worker/protocol.ts'
import css from './Setup.module.css'

/** Labels that are named; more are counted. */
const NAMED = 8

export function OwnExamples({ set, onTaken }: { set: LabelledSet | null; onTaken: (set: LabelledSet | null) => void }) {
  const [wrong, setWrong] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const id = useId()
  const read = async (file: File | undefined) => {
    if (!file) return
    onTaken(null)
    setWrong(null)
    setReading(true)
    try {
      const { readCsv } = await import('./csv.ts')
      const rows = readCsv(await file.text())
      await session.getState().start()
      onTaken(await core.ownExamples(file.name.replace(/\.[^.]+$/, ''), rows))
    } catch (error) {
      const { message, hint } = error as { message: string; hint?: string }
      setWrong([message, hint].filter(Boolean).join(' '))
    }
    setReading(false)
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
          <p className="cap">{reading ? 'Reading the file …' : 'Two columns: a text and its label. It stays in this browser.'}</p>
        )}
      </div>
    </div>
  )
}

function Split({ set: { title, labels, train, heldOut } }: { set: LabelledSet }) {
  const counts = labels.map((label, k) => `${label} (${int([...train, ...heldOut].filter((one) => one.label === k).length)})`)
  return (
    <p>
      {title}: {int(train.length)} rows to learn from, {int(heldOut.length)} held out. Labels: {counts.slice(0, NAMED).join(', ')}
      {counts.length > NAMED ? ` and ${counts.length - NAMED} more` : ''}.
    </p>
  )
}
